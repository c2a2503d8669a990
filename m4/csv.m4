# SIPW_CSV: libcsv, for the tool's render --csv. Sets HAVE_LIBCSV in config.h, LIBCSV_CFLAGS, LIBCSV_LIBS.
AC_DEFUN([SIPW_CSV], [
AC_ARG_WITH([csv], [AS_HELP_STRING([--without-csv],
	[let the tool do without render --csv @<:@default: with it if libcsv is there@:>@])],
	[], [with_csv=auto])
AC_ARG_VAR([LIBCSV_CFLAGS], [flags for compiling with libcsv])
AC_ARG_VAR([LIBCSV_LIBS], [flags for linking with libcsv])
sipw_csv=no
AS_IF([test "$with_csv" != no], [
	AS_IF([test -z "$LIBCSV_LIBS"], [LIBCSV_LIBS=-lcsv])
	AC_MSG_CHECKING([for libcsv])
	sipw_cflags=$CFLAGS sipw_libs=$LIBS
	CFLAGS="$CFLAGS $LIBCSV_CFLAGS" LIBS="$LIBCSV_LIBS $LIBS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <csv.h>]], [[struct csv_parser p; csv_init(&p, CSV_STRICT_FINI);]])], [sipw_csv=yes])
	CFLAGS=$sipw_cflags LIBS=$sipw_libs
	AC_MSG_RESULT([$sipw_csv])
	AS_IF([test $sipw_csv = no && test "$with_csv" = yes],
		[AC_MSG_ERROR([the tool's render --csv needs libcsv (the package libcsv-dev)])])
])
AS_IF([test $sipw_csv = yes],
	[AC_DEFINE([HAVE_LIBCSV], [1], [The tool reads CSV with libcsv.])],
	[LIBCSV_CFLAGS= LIBCSV_LIBS=])
AM_CONDITIONAL([CSV], [test $sipw_csv = yes])
])
