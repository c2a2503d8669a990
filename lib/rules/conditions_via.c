/* SPDX-License-Identifier: MIT */
/* Conditions of Via. */
#include "rules/conditions.h"

#include "rules/view.h"

bool sipw__condition_branch_cookie_only(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	const sipw_str branch = at->value->via.branch;
	(void)v;
	return !sipw__equal_nocase(branch, cookie) || sipw__broken(at, branch.ptr + branch.len);
}
