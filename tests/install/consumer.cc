// SPDX-License-Identifier: MIT
// A C++17 program as a user would write it against the installed library: prints an OPTIONS.

#include <sipwright.h>

#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

namespace {

sipw_str slice(std::string_view text)
{
	return sipw_sn(text.data(), text.size());
}

int fill(sipw_msg *m)
{
	sipw_request(m, SIPW_OPTIONS, slice("sip:carol@chicago.example.com"));

	sipw_via via{};
	via.transport = slice("UDP");
	via.host = slice("192.0.2.101");
	via.branch = slice("z9hG4bKconsumer");
	sipw_add_via(m, &via);

	sipw_media sdp{};
	sdp.type = slice("application");
	sdp.subtype = slice("sdp");
	sipw_add_accept(m, &sdp);

	sipw_local me{};
	me.user = slice("alice");
	me.host = slice("192.0.2.101");
	sipw_ids ids;
	sipw_ids_seeded(&ids, 1);
	return sipw_complete(m, &me, &ids, nullptr);
}

// What was built is read back, by type and by a walk over the members of any kind.
bool reads(const sipw_msg *m)
{
	sipw_via via{};
	sipw_value value{};
	sipw_member_info member{};
	if (sipw_get_via(m, 0, &via) != SIPW_OK || std::string_view(via.host.ptr, via.host.len) != "192.0.2.101")
		return false;
	if (sipw_read(m, SIPW_HDR_ACCEPT, 0, &value, sizeof value) != SIPW_OK)
		return false;
	return sipw_member_describe(SIPW_KIND_MEDIA_RANGE, 1, &member) && member.offset == offsetof(sipw_media, subtype) &&
	       std::string_view(value.media.subtype.ptr, value.media.subtype.len) == "sdp";
}

} // namespace

int main()
{
	char memory[4096];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);

	if (std::string_view(sipw_version()) != SIPW_VERSION || fill(m) != SIPW_OK || !reads(m))
		return 1;
	ptrdiff_t needed = sipw_serialize(m, nullptr, 0);
	if (needed < 0)
		return 1;
	std::string out(static_cast<size_t>(needed), '\0');
	if (sipw_serialize(m, out.data(), out.size()) != needed)
		return 1;
	std::cout << out;
	return 0;
}
