# SIPW_JSON: jansson, for the tool's --json. Sets HAVE_JANSSON in config.h, JANSSON_CFLAGS, JANSSON_LIBS.
AC_DEFUN([SIPW_JSON], [
AC_ARG_WITH([json], [AS_HELP_STRING([--without-json],
	[let the tool do without --json @<:@default: with it if jansson is there@:>@])],
	[], [with_json=auto])
AC_ARG_VAR([JANSSON_CFLAGS], [flags for compiling with jansson])
AC_ARG_VAR([JANSSON_LIBS], [flags for linking with jansson])
sipw_json=no
AS_IF([test "$with_json" != no], [
	AS_IF([test -z "$JANSSON_LIBS"], [JANSSON_LIBS=-ljansson])
	AC_MSG_CHECKING([for jansson])
	sipw_cflags=$CFLAGS sipw_libs=$LIBS
	CFLAGS="$CFLAGS $JANSSON_CFLAGS" LIBS="$JANSSON_LIBS $LIBS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <jansson.h>]], [[json_decref(json_object());]])], [sipw_json=yes])
	CFLAGS=$sipw_cflags LIBS=$sipw_libs
	AC_MSG_RESULT([$sipw_json])
	AS_IF([test $sipw_json = no && test "$with_json" = yes],
		[AC_MSG_ERROR([the tool's --json needs jansson (the package libjansson-dev)])])
])
AS_IF([test $sipw_json = yes],
	[AC_DEFINE([HAVE_JANSSON], [1], [The tool writes JSON with jansson.])],
	[JANSSON_CFLAGS= JANSSON_LIBS=])
AM_CONDITIONAL([JSON], [test $sipw_json = yes])
])
