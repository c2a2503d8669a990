#!/bin/sh
# Stands in for the unit tests where configure did not find Criterion, and fails.
# Descriptor 9 is the terminal (Makefile.am), 1 the log.

message='The unit tests need Criterion: install the package libcriterion-dev and configure again.'
echo "$message"
echo "$message" >&9
exit 1
