// Everything read unit by unit, as no Samba shows it: units that are too large for one answer, members in ranges, units
// that are gone when their turn comes, a server that goes. The rest is in tests/contract.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/ldap/testing/change_source_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using testing::ber;
using ::testing::ElementsAre;
using testing::end_round;
using testing::guid;
using testing::has;
using testing::kDirSync;
using testing::octets;
using testing::Peer;
using testing::PeerAttribute;
using testing::Request;
using testing::text_of;

constexpr const char* kPaged = "1.2.840.113556.1.4.319";

// The base of a search for the object whose GUID is 16 times this byte.
std::string by_guid(char byte) {
    constexpr const char* kDigits = "0123456789abcdef";
    const auto one = std::string{kDigits[byte >> 4], kDigits[byte & 0xf]};
    const auto some = [&](int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += one;
        return text;
    };
    return some(4) + "-" + some(2) + "-" + some(2) + "-" + some(2) + "-" + some(6);
}

void send_object(Peer& peer, const Request& request, char byte, const std::string& object_class,
                 std::vector<PeerAttribute> more = {}) {
    const bool is_head = byte == 'h';
    more.push_back({"objectGUID", {guid(byte)}});
    more.push_back({"objectClass", {"top", object_class}});
    more.push_back({"name", {std::string(1, byte)}});
    send_entry(peer, request, is_head ? "DC=ex1,DC=test" : "CN=x,DC=ex1,DC=test", more);
}

std::string extended(char byte) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text = "<GUID=";
    for (int i = 0; i < 16; ++i) text += {kDigits[byte >> 4], kDigits[byte & 0xf]};
    return text + ">;CN=m,DC=ex1,DC=test";
}

// A domain h with the unit u and the person a; in u the person b.
class FullReadingOnAPeer : public testing::ChangeSourceOnAPeer {
protected:
    // `special` answers before the rest does.
    void read(const Answer& special) {
        server_ = peer([special](Peer& peer, const Request& request) {
            if (special(peer, request)) return true;
            if (has(request, kDirSync)) {
                end_round(peer, request, false, has(request, "sAMAccountName") ? "end" : "begin");
                return true;
            }
            if (has(request, by_guid('h'))) {
                send_object(peer, request, 'u', "organizationalUnit");
                send_object(peer, request, 'a', "user");
            } else if (has(request, by_guid('u'))) {
                send_object(peer, request, 'b', "user");
            } else if (has(request, "sAMAccountName")) {
                send_object(peer, request, 'h', "domainDNS");
            } else {
                return false;
            }
            send_result(peer, request, 0);
            return true;
        });
        source_ = source({server_->url()});
        read_again();
    }
    void read_again() {
        told_.clear();
        changes_.clear();
        done_ = source_->read_changes("", [&](core::ChangeBatch batch) {
            for (auto& change : batch.changes) {
                told_ += static_cast<char>(change.guid.bytes[0]);
                if (change.deleted) told_ += '-';
                changes_.push_back(std::move(change));
            }
            cookie_ = batch.cookie;
            return base::Result<void>();
        });
    }
    static bool nothing_special(Peer&, const Request&) { return false; }

    std::unique_ptr<testing::LdapPeer> server_;
    std::unique_ptr<LdapChangeSource> source_;
    base::Result<void> done_;
    std::string told_;  // the GUIDs in their order; behind each that is deleted a -
    std::vector<core::ObjectChange> changes_;
    std::string cookie_;
};

TEST_F(FullReadingOnAPeer, goes_from_unit_to_unit_and_ends_where_dirsync_stands) {
    read(nothing_special);
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "huab");
    EXPECT_EQ(cookie_, text_of("end"));
    for (const auto& change : changes_) EXPECT_TRUE(change.whole);
    EXPECT_TRUE(changes_[0].parent->is_nil());
    EXPECT_EQ(changes_[1].parent->bytes[0], 'h');
    EXPECT_EQ(changes_[3].parent->bytes[0], 'u');
}

TEST_F(FullReadingOnAPeer, goes_on_from_the_place_that_it_had_before_it_began) {
    bool asked_for_the_place = false;
    read([&](Peer& peer, const Request& request) {
        if (!has(request, kDirSync)) return false;
        const bool is_end = has(request, "sAMAccountName");
        EXPECT_EQ(is_end, has(request, "second"));
        asked_for_the_place = asked_for_the_place || !is_end;
        const bool is_first = !is_end && !has(request, "first");
        end_round(peer, request, is_first, is_end ? "end" : is_first ? "first" : "second");
        return true;
    });
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_TRUE(asked_for_the_place);
}

TEST_F(FullReadingOnAPeer, who_has_changed_meanwhile_is_read_whole_and_who_is_deleted_told) {
    read([](Peer& peer, const Request& request) {
        if (has(request, kDirSync) && has(request, "sAMAccountName")) {
            send_entry(peer, request, "CN=c", {{"objectGUID", {guid('c')}}, {"parentGUID", {guid('h')}}});
            send_entry(peer, request, "CN=b", {{"objectGUID", {guid('b')}}, {"isDeleted", {"TRUE"}}});
            end_round(peer, request, false, "end");
            return true;
        }
        if (!has(request, by_guid('c'))) return false;
        send_object(peer, request, 'c', "user", {{"parentGUID", {guid('h')}}, {"title", {"moved"}}});
        send_result(peer, request, 0);
        return true;
    });
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "huabb-c");
    EXPECT_TRUE(changes_.back().whole);
    EXPECT_EQ(changes_.back().attributes.front().values.front(), "moved");
}

TEST_F(FullReadingOnAPeer, a_unit_that_is_too_large_for_one_answer_is_read_page_by_page_and_so_is_the_rest) {
    int cut_off = 0;
    read([&](Peer& peer, const Request& request) {
        const bool top = has(request, by_guid('h'));
        if (!top && !has(request, by_guid('u'))) return false;
        if (!has(request, kPaged)) {
            ++cut_off;
            if (top) send_object(peer, request, 'u', "organizationalUnit");
            send_result(peer, request, 4, "00000000: LdapErr");
            return true;
        }
        const bool second = has(request, "page two");
        if (top && !second) send_object(peer, request, 'u', "organizationalUnit");
        if (top && second) send_object(peer, request, 'a', "user");
        if (!top) send_object(peer, request, 'b', "user");
        const auto value = ber(0x30, ber(0x02, std::string(1, '\0')) + octets(top && !second ? "page two" : ""));
        send_result(peer, request, 0, "", ber(0x30, octets(kPaged) + octets(value)));
        return true;
    });
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(cut_off, 1) << "who cuts one answer off is asked for pages from then on";
    for (const char each : {'h', 'u', 'a', 'b'}) EXPECT_NE(told_.find(each), std::string::npos) << each;
}

TEST_F(FullReadingOnAPeer, members_that_come_in_ranges_are_read_to_the_last) {
    read([](Peer& peer, const Request& request) {
        if (has(request, "member;range=1-*")) {
            send_entry(peer, request, "CN=g", {{"member;range=1-*", {extended('b')}}});
        } else if (has(request, by_guid('u')) || has(request, by_guid('g'))) {
            send_object(peer, request, 'g', "group",
                        {{"parentGUID", {guid('u')}}, {"member", {}}, {"member;range=0-0", {extended('a')}}});
        } else {
            return false;
        }
        send_result(peer, request, 0);
        return true;
    });
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "huag");
    std::string members;
    for (const auto& member : changes_.back().members_added) members += static_cast<char>(member.bytes[0]);
    EXPECT_EQ(members, "ab");
    EXPECT_TRUE(changes_.back().members_whole);
}

TEST_F(FullReadingOnAPeer, a_unit_that_is_gone_when_its_turn_comes_is_passed_over) {
    read([](Peer& peer, const Request& request) {
        if (!has(request, by_guid('u'))) return false;
        send_result(peer, request, 32, "0000208D: NameErr");
        return true;
    });
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "hua");
}

TEST_F(FullReadingOnAPeer, a_server_that_goes_in_the_middle_is_an_error_and_the_next_reading_is_whole) {
    bool goes = true;
    read([&](Peer& peer, const Request& request) {
        if (!has(request, by_guid('u')) || !std::exchange(goes, false)) return false;
        peer.reset();
        return true;
    });
    ASSERT_FALSE(done_);
    EXPECT_EQ(done_.error().code, ErrorCode::unavailable) << done_.error().message;
    read_again();
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "huab");
}

TEST_F(FullReadingOnAPeer, a_refusal_of_one_unit_ends_it_and_leaves_nothing_of_it_for_the_next) {
    bool refuses = true;
    read([&](Peer& peer, const Request& request) {
        if (!has(request, by_guid('h')) || !std::exchange(refuses, false)) return false;
        send_result(peer, request, 50, "not you");
        return true;
    });
    ASSERT_FALSE(done_);
    EXPECT_EQ(done_.error().code, ErrorCode::permission_denied);
    read_again();
    ASSERT_TRUE(done_) << done_.error().message;
    EXPECT_EQ(told_, "huab");
}

}  // namespace
}  // namespace tilbage::adapters::ldap
