# SIPW_GENERATED: where the generated tree comes from.
#
# A tarball carries it as generated/. Then, and without extra specs, nothing is generated: the
# conditional GENERATE is false and the Makefile has no rule that could. Otherwise the tree is
# made in the build directory, which takes gperf and a compiler for programs that run here.
AC_DEFUN([SIPW_GENERATED], [
AC_ARG_VAR([GPERF], [gperf command, for generating the tables])
AC_ARG_VAR([CC_FOR_BUILD], [C compiler for programs run during the build])
AC_ARG_VAR([CFLAGS_FOR_BUILD], [its flags])

_SIPW_EXTRA_SPECS
AS_IF([test -n "$EXTRA_SPECS"],
	[sipw_generate=yes; sipw_tables="generated, with extra specs from $EXTRA_SPECS"],
	[test -f "$srcdir/generated/include/sipwright/names.h"],
	[sipw_generate=no; sipw_tables="as shipped"],
	[sipw_generate=yes; sipw_tables="generated"])
AS_IF([test $sipw_generate = yes], [_SIPW_GPERF
_SIPW_CC_FOR_BUILD])
AM_CONDITIONAL([GENERATE], [test $sipw_generate = yes])
AM_CONDITIONAL([EXTRA], [test -n "$EXTRA_SPECS"])
])

# Sets EXTRA_SPECS to the absolute directory or nothing, EXTRA_SPEC_FILES to the files in it.
# gen/configured records the choice and changes only with it, so that a build directory that is
# configured anew with other extras generates anew.
AC_DEFUN([_SIPW_EXTRA_SPECS], [
AC_ARG_WITH([extra-specs],
	[AS_HELP_STRING([--with-extra-specs=DIR], [add the header fields, methods, codes, parameters
		and rules of the .spec files in DIR])],
	[], [with_extra_specs=no])
EXTRA_SPECS= EXTRA_SPEC_FILES=
AS_CASE([$with_extra_specs],
	[no], [],
	[yes | ''], [AC_MSG_ERROR([--with-extra-specs needs a directory])],
	[EXTRA_SPECS=`cd "$with_extra_specs" 2>/dev/null && pwd`
	AS_IF([test -z "$EXTRA_SPECS"],
		[AC_MSG_ERROR([--with-extra-specs: no directory $with_extra_specs])])
	AS_CASE([$EXTRA_SPECS], [*@<:@\ \	\$\#\'\"\\@:>@*],
		[AC_MSG_ERROR([--with-extra-specs: make cannot use the name $EXTRA_SPECS])])
	for sipw_file in "$EXTRA_SPECS"/*.spec; do
		AS_IF([test -f "$sipw_file"],
			[EXTRA_SPEC_FILES="$EXTRA_SPEC_FILES $sipw_file"],
			[AC_MSG_ERROR([--with-extra-specs: no .spec file in $EXTRA_SPECS])])
	done])
AC_SUBST([EXTRA_SPECS])
AC_SUBST([EXTRA_SPEC_FILES])
AC_CONFIG_COMMANDS([gen/configured], [
	echo "$EXTRA_SPECS" > gen/configured.new
	if cmp -s gen/configured.new gen/configured; then
		rm -f gen/configured.new
	else
		mv -f gen/configured.new gen/configured
	fi], [EXTRA_SPECS='$EXTRA_SPECS'])
])

AC_DEFUN([_SIPW_GPERF], [
AC_PATH_PROG([GPERF], [gperf])
AS_IF([test -z "$GPERF"],
	[AC_MSG_ERROR([gperf is needed to generate the tables: install the package gperf.
A release tarball carries them and needs gperf only with --with-extra-specs.])])
])

AC_DEFUN([_SIPW_CC_FOR_BUILD], [
AS_IF([test -n "$CC_FOR_BUILD"], [],
	[test "$cross_compiling" != yes], [CC_FOR_BUILD=$CC],
	[AC_CHECK_PROGS([CC_FOR_BUILD], [gcc cc clang])])
AS_IF([test -z "$CFLAGS_FOR_BUILD"], [CFLAGS_FOR_BUILD=-O1])
AC_MSG_CHECKING([whether $CC_FOR_BUILD makes programs that run here])
cat > conftest.c <<'_SIPW_EOF'
int main(void) { return 0; }
_SIPW_EOF
AS_IF([$CC_FOR_BUILD $CFLAGS_FOR_BUILD -o conftest.build conftest.c >&AS_MESSAGE_LOG_FD 2>&1 && ./conftest.build],
	[AC_MSG_RESULT([yes])],
	[AC_MSG_RESULT([no])
	AC_MSG_ERROR([a compiler for this machine is needed to generate the tables: install the package gcc, or set CC_FOR_BUILD])])
rm -f conftest.c conftest.build
])
