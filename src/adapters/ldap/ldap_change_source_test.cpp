// What no Samba shows: several rounds of DirSync, ranges of members, servers that go. The rest is in tests/contract.
#include "adapters/ldap/ldap_change_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/ldap/testing/ldap_peer.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using testing::ber;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::LdapPeer;
using testing::octets;
using testing::Peer;
using testing::PeerAttribute;
using testing::Request;
using ::testing::SizeIs;

bool has(const Request& request, const std::string& text) { return request.body.find(text) != std::string::npos; }
std::string guid(char byte) { return std::string(16, byte); }

// What a session asks when it begins, and a look.
bool answer_session(Peer& peer, const Request& request) {
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

void send_person(Peer& peer, const Request& request, char byte) {
    send_entry(peer, request, "CN=a,DC=ex1,DC=test",
               {{"objectGUID", {guid(byte)}},
                {"objectClass", {"top", "user"}},
                {"name", {"a"}},
                {"parentGUID", {guid('p')}},
                {"whenCreated", {"20261123000000.0Z"}}});
}
void end_round(Peer& peer, const Request& request, bool more, const std::string& cookie) {
    const auto value =
        ber(0x30, ber(0x02, std::string(1, more ? '\1' : '\0')) + ber(0x02, std::string(1, '\0')) + octets(cookie));
    send_result(peer, request, 0, "", ber(0x30, octets("1.2.840.113556.1.4.841") + octets(value)));
}
std::string text_of(const std::string& cookie) { return base::to_base64(base::as_bytes(cookie)); }

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

TEST_F(ChangeSourceOnAPeer, asks_on_as_long_as_there_is_more_and_tells_the_place_after_each_round) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        send_person(peer, request, has(request, "first-cookie") ? 'b' : 'a');
        end_round(peer, request, !has(request, "first-cookie"), has(request, "first-cookie") ? "last" : "first-cookie");
        return true;
    });
    std::vector<core::ChangeBatch> batches;
    const auto done = source({server->url()})->read_changes("", [&](core::ChangeBatch batch) {
        batches.push_back(std::move(batch));
        return base::Result<void>();
    });
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_THAT(batches, SizeIs(2));
    EXPECT_EQ(batches[0].cookie, text_of("first-cookie"));
    EXPECT_TRUE(batches[0].more);
    EXPECT_EQ(batches[1].cookie, text_of("last"));
    EXPECT_FALSE(batches[1].more);
    for (const auto& batch : batches) EXPECT_THAT(batch.changes, SizeIs(1));
    EXPECT_NE(batches[0].changes[0].guid, batches[1].changes[0].guid);
}

TEST_F(ChangeSourceOnAPeer, a_server_that_says_the_same_again_and_again_is_not_asked_for_ever) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        end_round(peer, request, true, "same");
        return true;
    });
    const auto done =
        source({server->url()})->read_changes("", [](const core::ChangeBatch&) { return base::Result<void>(); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::internal);
    EXPECT_THAT(done.error().message, HasSubstr("again and again"));
}

TEST_F(ChangeSourceOnAPeer, an_answer_without_a_cookie_is_an_error) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        send_result(peer, request, 0);
        return true;
    });
    const auto done =
        source({server->url()})->read_changes("", [](const core::ChangeBatch&) { return base::Result<void>(); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::internal);
}

TEST_F(ChangeSourceOnAPeer, a_cookie_that_the_server_refuses_is_corrupt_in_whatever_words) {
    for (const int code : {2, 12, 53}) {
        const auto server = peer([code](Peer& peer, const Request& request) {
            if (!has(request, "sAMAccountName")) return false;
            send_result(peer, request, code, "00000057: LdapErr");
            return true;
        });
        const auto visit = [](const core::ChangeBatch&) { return base::Result<void>(); };
        EXPECT_EQ(source({server->url()})->read_changes(text_of("x"), visit).error().code, ErrorCode::corrupt);
        EXPECT_EQ(source({server->url()})->read_changes("", visit).error().code, ErrorCode::internal)
            << "without a cookie something else is wrong";
    }
}

TEST_F(ChangeSourceOnAPeer, an_error_of_who_is_told_is_passed_on_and_not_blamed_on_the_cookie) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        for (char byte = 'a'; byte < 'd'; ++byte) send_person(peer, request, byte);
        end_round(peer, request, false, "next");
        return true;
    });
    const auto done = source({server->url()}, 1)->read_changes(text_of("x"), [](const auto&) -> base::Result<void> {
        return base::fail(ErrorCode::internal, "the disk is full");
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::internal);
    EXPECT_EQ(done.error().message, "the disk is full");
}

TEST_F(ChangeSourceOnAPeer, who_is_there_is_counted_through_all_rounds_without_the_deleted) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "isDeleted")) return false;
        const bool second = has(request, "next-cookie");
        send_entry(peer, request, "CN=x", {{"objectGUID", {guid(second ? 'b' : 'a')}}});
        send_entry(peer, request, "CN=y", {{"objectGUID", {guid('z')}}, {"isDeleted", {"TRUE"}}});
        end_round(peer, request, !second, second ? "last" : "next-cookie");
        return true;
    });
    std::string seen;
    ASSERT_TRUE(source({server->url()})->each_guid([&](const core::ObjectGuid& each) {
        seen += static_cast<char>(each.bytes[0]);
    }));
    EXPECT_EQ(seen, "ab");
}

TEST_F(ChangeSourceOnAPeer, members_that_come_in_ranges_are_read_to_the_last) {
    const auto member = [](int byte) {
        std::string text = "<GUID=";
        for (int i = 0; i < 16; ++i) text += "0" + std::to_string(byte);
        return text + ">;CN=m,DC=ex1,DC=test";
    };
    const auto server = peer([member](Peer& peer, const Request& request) {
        if (has(request, "member;range=2-*")) {
            send_entry(peer, request, "CN=g", {{"member;range=2-3", {member(3), member(4)}}});
        } else if (has(request, "member;range=4-*")) {
            send_entry(peer, request, "CN=g", {{"member;range=4-*", {member(5)}}});
        } else if (has(request, "sAMAccountName")) {
            send_entry(peer, request, "CN=g,DC=ex1,DC=test",
                       {{"objectGUID", {guid('g')}},
                        {"objectClass", {"top", "group"}},
                        {"name", {"g"}},
                        {"parentGUID", {guid('p')}},
                        {"member", {}},
                        {"member;range=0-1", {member(1), member(2)}}});
        } else {
            return false;
        }
        send_result(peer, request, 0);
        return true;
    });
    const auto object = source({server->url()})->read_object(core::ObjectGuid());
    ASSERT_TRUE(object && *object) << (object ? "not there" : object.error().message);
    std::vector<int> members;
    for (const auto& each : (*object)->members_added) members.push_back(each.bytes[0]);
    EXPECT_THAT(members, ElementsAre(1, 2, 3, 4, 5));
    EXPECT_TRUE((*object)->members_whole);
}

TEST_F(ChangeSourceOnAPeer, another_server_takes_over_and_says_that_it_is_another) {
    const auto nothing = [](Peer&, const Request&) { return false; };
    constexpr int kSignInAndOneLook = 6;
    auto first = peer(nothing, kSignInAndOneLook);  // then it closes the connection
    const auto second = peer(nothing);
    const auto first_url = first->url();
    const auto changes = source({first_url, second->url()});
    const auto before = changes->look();
    ASSERT_TRUE(before) << before.error().message;
    EXPECT_EQ(before->name, first_url);
    EXPECT_EQ(before->highest_usn, 4711);
    EXPECT_EQ(before->invocation_id, "69696969-6969-6969-6969-696969696969");
    first.reset();
    auto after = changes->look();
    if (!after) after = changes->look();  // the first may find out that the connection is gone
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_EQ(after->name, second->url());
}

TEST_F(ChangeSourceOnAPeer, looks_on_one_connection) {
    const auto server = peer([](Peer&, const Request&) { return false; });
    const auto changes = source({server->url()});
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(changes->look());
    EXPECT_EQ(server->connections(), 1);
}

TEST_F(ChangeSourceOnAPeer, does_nothing_any_more_after_a_stop) {
    const auto server = peer([](Peer&, const Request&) { return false; });
    const auto changes = source({server->url()});
    ASSERT_TRUE(changes->look());
    changes->stop();
    EXPECT_EQ(changes->look().error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
