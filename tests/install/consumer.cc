// SPDX-License-Identifier: MIT
// A C++17 program as a user would write it against the installed library: prints an OPTIONS.

#include <sipwright.h>

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

} // namespace

int main()
{
	char memory[4096];
	sipw_msg *m = sipw_msg_init(memory, sizeof memory);

	if (std::string_view(sipw_version()) != SIPW_VERSION || fill(m) != SIPW_OK)
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
