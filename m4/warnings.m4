# SIPW_WARNINGS: sets WARNINGS to those of our flags that the compiler takes.
# A flag is tried together with -Werror, since clang only warns of an unknown one.
AC_DEFUN([SIPW_WARNINGS], [
AC_ARG_ENABLE([werror],
	[AS_HELP_STRING([--enable-werror], [make every compiler warning an error])],
	[], [enable_werror=no])
WARNINGS=
sipw_cflags=$CFLAGS
for sipw_flag in -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes; do
	AC_MSG_CHECKING([whether $CC takes $sipw_flag])
	CFLAGS="$sipw_cflags -Werror $sipw_flag"
	AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int sipw_unused;]])],
		[AC_MSG_RESULT([yes]); WARNINGS="$WARNINGS $sipw_flag"],
		[AC_MSG_RESULT([no])])
done
AC_MSG_CHECKING([whether $CC hides symbols with -fvisibility=hidden])
CFLAGS="$sipw_cflags -Werror -fvisibility=hidden"
AC_COMPILE_IFELSE([AC_LANG_SOURCE([[__attribute__((visibility("default"))) int sipw_seen;]])],
	[AC_MSG_RESULT([yes]); VISIBILITY=-fvisibility=hidden],
	[AC_MSG_RESULT([no]); VISIBILITY=])
CFLAGS=$sipw_cflags
AS_IF([test "$enable_werror" = yes], [WARNINGS="$WARNINGS -Werror"])
AC_SUBST([WARNINGS])
AC_SUBST([VISIBILITY])
])

# SIPW_COVERAGE: --enable-coverage builds for gcov; `make coverage' then reports.
AC_DEFUN([SIPW_COVERAGE], [
AC_ARG_ENABLE([coverage],
	[AS_HELP_STRING([--enable-coverage], [build for `make coverage' (gcov)])],
	[], [enable_coverage=no])
AS_IF([test "$enable_coverage" = yes], [
	CFLAGS="$CFLAGS -O0 --coverage"
	AC_CHECK_TOOL([GCOV], [gcov])
	AS_IF([test -z "$GCOV"], [AC_MSG_ERROR([--enable-coverage needs gcov])])
])
AM_CONDITIONAL([COVERAGE], [test "$enable_coverage" = yes])
])
