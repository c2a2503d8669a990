# SIPW_DIGEST: libsipwright-digest, the hash functions of nettle for digest authentication, in a library
# of its own. Sets HAVE_DIGEST in config.h, the conditional DIGEST, NETTLE_CFLAGS, NETTLE_LIBS and the shell
# variable sipw_digest.
AC_DEFUN([SIPW_DIGEST], [
AC_ARG_WITH([digest], [AS_HELP_STRING([--without-digest],
	[leave out libsipwright-digest, the hash functions of nettle @<:@default: built if nettle is there@:>@])],
	[], [with_digest=auto])
AC_ARG_VAR([NETTLE_CFLAGS], [flags for compiling with nettle])
AC_ARG_VAR([NETTLE_LIBS], [flags for linking with nettle])
AS_IF([test -z "$NETTLE_LIBS"], [NETTLE_LIBS=-lnettle])
sipw_digest=no
AS_IF([test "$with_digest" != no], [
	AC_MSG_CHECKING([for nettle with SHA-512/256])
	sipw_cflags=$CFLAGS sipw_libs=$LIBS
	CFLAGS="$CFLAGS $NETTLE_CFLAGS" LIBS="$NETTLE_LIBS $LIBS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <nettle/sha2.h>]],
		[[struct sha512_256_ctx state; sha512_256_init(&state);]])], [sipw_digest=yes])
	CFLAGS=$sipw_cflags LIBS=$sipw_libs
	AC_MSG_RESULT([$sipw_digest])
	AS_IF([test $sipw_digest = no && test "$with_digest" = yes],
		[AC_MSG_ERROR([libsipwright-digest needs nettle (the package nettle-dev)])])
])
AS_IF([test $sipw_digest = yes], [AC_DEFINE([HAVE_DIGEST], [1], [There is libsipwright-digest.])])
AM_CONDITIONAL([DIGEST], [test $sipw_digest = yes])
])
