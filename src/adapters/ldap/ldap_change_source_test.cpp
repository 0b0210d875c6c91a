// What no Samba shows: several rounds of DirSync, ranges of members, servers that go. The rest is in tests/contract.
#include "adapters/ldap/ldap_change_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/ldap/testing/change_source_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using testing::ChangeSourceOnAPeer;
using ::testing::ElementsAre;
using testing::end_round;
using testing::guid;
using testing::has;
using ::testing::HasSubstr;
using testing::kDirSync;
using testing::Peer;
using testing::Request;
using testing::send_person;
using ::testing::SizeIs;
using testing::text_of;

TEST_F(ChangeSourceOnAPeer, asks_on_as_long_as_there_is_more_and_tells_the_place_after_each_round) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        send_person(peer, request, has(request, "first-cookie") ? 'b' : 'a');
        end_round(peer, request, !has(request, "first-cookie"), has(request, "first-cookie") ? "last" : "first-cookie");
        return true;
    });
    std::vector<core::ChangeBatch> batches;
    const auto done = source({server->url()})->read_changes(text_of("x"), [&](core::ChangeBatch batch) {
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

// Who takes a batch asks for single objects while the rest of the answer is still coming.
TEST_F(ChangeSourceOnAPeer, what_is_asked_between_two_batches_is_not_in_the_way_of_the_rest) {
    constexpr int kPeople = 2'000;
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        if (has(request, "<GUID=")) {
            send_person(peer, request, 'a');
            send_result(peer, request, 0);
            return true;
        }
        for (int i = 0; i < kPeople; ++i) send_person(peer, request, 'a');
        end_round(peer, request, false, "last");
        return true;
    });
    const auto changes = source({server->url()}, 100);
    int told = 0;
    const auto done = changes->read_changes(text_of("x"), [&](const core::ChangeBatch& batch) -> base::Result<void> {
        told += static_cast<int>(batch.changes.size());
        const auto object = changes->read_object(batch.changes.empty() ? core::ObjectGuid() : batch.changes[0].guid);
        if (!object) return base::fail(object.error());
        EXPECT_TRUE(object->has_value());
        return {};
    });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(told, kPeople);
    EXPECT_EQ(server->connections(), 2);
    ASSERT_TRUE(changes->look());
    EXPECT_EQ(server->connections(), 2) << "the first one goes on";
}

TEST_F(ChangeSourceOnAPeer, a_server_that_says_the_same_again_and_again_is_not_asked_for_ever) {
    const auto server = peer([](Peer& peer, const Request& request) {
        if (!has(request, "sAMAccountName")) return false;
        end_round(peer, request, true, "same");
        return true;
    });
    const auto done = source({server->url()})->read_changes(text_of("x"), [](const core::ChangeBatch&) {
        return base::Result<void>();
    });
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
    const auto done = source({server->url()})->read_changes(text_of("x"), [](const core::ChangeBatch&) {
        return base::Result<void>();
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::internal);
}

TEST_F(ChangeSourceOnAPeer, a_cookie_that_the_server_refuses_is_corrupt_in_whatever_words) {
    for (const int code : {2, 12, 53}) {
        const auto server = peer([code](Peer& peer, const Request& request) {
            if (!has(request, kDirSync)) return false;
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
