# SIPW_TEST_TOOLS: what only the tests need. Nothing here makes configure fail; a test that
# misses its tool fails and names it.
AC_DEFUN([SIPW_TEST_TOOLS], [
AC_ARG_VAR([CXX], [C++ compiler, for the tests])
AC_ARG_VAR([CXXFLAGS], [its flags])
AC_ARG_VAR([PKG_CONFIG], [pkg-config command, for the tests])
AC_ARG_VAR([CRITERION_CFLAGS], [flags for compiling with Criterion, for the tests])
AC_ARG_VAR([CRITERION_LIBS], [flags for linking with Criterion, for the tests])
AC_CHECK_TOOLS([CXX], [g++ c++ clang++])
AC_CHECK_TOOLS([PKG_CONFIG], [pkg-config pkgconf])
AS_IF([test -z "$CXXFLAGS"], [CXXFLAGS=`AS_ECHO(["$CFLAGS"]) | sed 's/-std=@<:@^ @:>@*//'`])
AS_IF([test -z "$CRITERION_LIBS"], [CRITERION_LIBS=-lcriterion])

AC_MSG_CHECKING([for Criterion])
sipw_cflags=$CFLAGS sipw_libs=$LIBS
CFLAGS="$CFLAGS $CRITERION_CFLAGS" LIBS="$CRITERION_LIBS $LIBS"
AC_LINK_IFELSE([AC_LANG_SOURCE([[#include <criterion/criterion.h>
Test(sipwright, configure) { cr_assert(1); }]])],
	[sipw_criterion=yes], [sipw_criterion=no])
CFLAGS=$sipw_cflags LIBS=$sipw_libs
AC_MSG_RESULT([$sipw_criterion])
AM_CONDITIONAL([CRITERION], [test $sipw_criterion = yes])
AS_IF([test $sipw_criterion = yes],
	[sipw_unit_tests="with Criterion"],
	[sipw_unit_tests="Criterion is missing: make check will fail"])
])
