// A change source before a peer that answers as a test tells it to.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/ldap/ldap_change_source.h"
#include "adapters/ldap/testing/ldap_peer.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap::testing {

inline constexpr const char* kDirSync = "1.2.840.113556.1.4.841";

inline bool has(const Request& request, const std::string& text) {
    return request.body.find(text) != std::string::npos;
}
inline std::string guid(char byte) { return std::string(16, byte); }

// What a session asks when it begins, and a look.
inline bool answer_session(Peer& peer, const Request& request) {
    std::vector<PeerAttribute> attributes;
    if (has(request, "dsServiceName"))
        attributes = {{"dsServiceName", {"CN=NTDS Settings,CN=DC1"}}};
    else if (has(request, "invocationId"))
        attributes = {{"invocationId", {guid('i')}}};
    else if (has(request, "highestCommittedUSN"))
        attributes = {{"highestCommittedUSN", {"4711"}}};
    else
        return false;
    send_entry(peer, request, "", attributes);
    send_result(peer, request, 0);
    return true;
}

inline void send_person(Peer& peer, const Request& request, char byte) {
    send_entry(peer, request, "CN=a,DC=ex1,DC=test",
               {{"objectGUID", {guid(byte)}},
                {"objectClass", {"top", "user"}},
                {"name", {"a"}},
                {"parentGUID", {guid('p')}},
                {"whenCreated", {"20261123000000.0Z"}}});
}
inline void end_round(Peer& peer, const Request& request, bool more, const std::string& cookie) {
    const auto value =
        ber(0x30, ber(0x02, std::string(1, more ? '\1' : '\0')) + ber(0x02, std::string(1, '\0')) + octets(cookie));
    send_result(peer, request, 0, "", ber(0x30, octets("1.2.840.113556.1.4.841") + octets(value)));
}
inline std::string text_of(const std::string& cookie) { return base::to_base64(base::as_bytes(cookie)); }

class ChangeSourceOnAPeer : public ::testing::Test {
protected:
    using Answer = std::function<bool(Peer&, const Request&)>;

    std::unique_ptr<LdapPeer> peer(const Answer& answer, int requests_a_connection = 1'000) {
        return std::make_unique<LdapPeer>(authority_.issue({"IP:127.0.0.1"}),
                                          LdapPeer::Behaviour{.on_search =
                                                                  [answer](Peer& peer, const Request& request) {
                                                                      return answer_session(peer, request) ||
                                                                             answer(peer, request);
                                                                  },
                                                              .requests_a_connection = requests_a_connection});
    }
    std::unique_ptr<LdapChangeSource> source(std::vector<std::string> servers, std::size_t batch = 300) {
        Settings settings;
        settings.servers = std::move(servers);
        settings.ca_file = authority_.ca_file();
        settings.bind_dn = "CN=svc";
        settings.bind_password = base::SecretBytes::copy_of("secret");
        auto made = LdapChangeSource::create(std::move(settings), {.batch = batch});
        if (!made) throw std::runtime_error(made.error().message);
        return std::move(*made);
    }

    tilbage::testing::TestAuthority authority_;
};

}  // namespace tilbage::adapters::ldap::testing
