# SIPW_PCAP: libpcap, for the tool's render --pcap. Sets HAVE_LIBPCAP in config.h, LIBPCAP_CFLAGS, LIBPCAP_LIBS.
AC_DEFUN([SIPW_PCAP], [
AC_ARG_WITH([pcap], [AS_HELP_STRING([--without-pcap],
	[let the tool do without render --pcap @<:@default: with it if libpcap is there@:>@])],
	[], [with_pcap=auto])
AC_ARG_VAR([LIBPCAP_CFLAGS], [flags for compiling with libpcap])
AC_ARG_VAR([LIBPCAP_LIBS], [flags for linking with libpcap])
sipw_pcap=no
AS_IF([test "$with_pcap" != no], [
	AS_IF([test -z "$LIBPCAP_LIBS"], [LIBPCAP_LIBS=-lpcap])
	AC_MSG_CHECKING([for libpcap])
	sipw_cflags=$CFLAGS sipw_libs=$LIBS
	CFLAGS="$CFLAGS $LIBPCAP_CFLAGS" LIBS="$LIBPCAP_LIBS $LIBS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <pcap/pcap.h>]], [[pcap_close(pcap_open_dead(DLT_EN10MB, 65535));]])], [sipw_pcap=yes])
	CFLAGS=$sipw_cflags LIBS=$sipw_libs
	AC_MSG_RESULT([$sipw_pcap])
	AS_IF([test $sipw_pcap = no && test "$with_pcap" = yes],
		[AC_MSG_ERROR([the tool's render --pcap needs libpcap (the package libpcap-dev)])])
])
AS_IF([test $sipw_pcap = yes],
	[AC_DEFINE([HAVE_LIBPCAP], [1], [The tool writes captures with libpcap.])],
	[LIBPCAP_CFLAGS= LIBPCAP_LIBS=])
AM_CONDITIONAL([PCAP], [test $sipw_pcap = yes])
])
