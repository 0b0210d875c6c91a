#include "wire/relay_messages.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "wire/relay_outcome.h"

namespace tilbage::wire {
namespace {

// The frames that docs/protocol.md §4 shows are what this suite decodes, so that the page and the code cannot drift
// apart.
std::vector<std::string> examples_of_the_protocol() {
    std::ifstream file(TILBAGE_SOURCE_DIR "/docs/protocol.md");
    std::stringstream text;
    text << file.rdbuf();
    auto page = text.str();
    const auto begin = page.find("\n## 4.");
    const auto section = page.substr(begin, page.find("\n## 5.") - begin);
    std::vector<std::string> frames;
    for (std::size_t at = 0; (at = section.find("```json\n", at)) != std::string::npos;) {
        const auto end = section.find("\n```", at);
        frames.push_back(section.substr(at + 8, end - at - 8));
        at = end + 4;
    }
    return frames;
}

std::string encode_any(const RelayMessage& message) {
    return std::visit([](const auto& value) { return encode(value); }, message);
}

std::string example_of(std::string_view type) {
    for (const auto& frame : examples_of_the_protocol()) {
        if (frame.find("\"type\": \"" + std::string(type) + "\"") != std::string::npos) return frame;
    }
    return {};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(RelayMessages, ExamplesOfTheProtocolSurviveDecodingAndEncoding) {
    const auto frames = examples_of_the_protocol();
    ASSERT_GE(frames.size(), 12U);
    for (const auto& frame : frames) {
        const auto message = decode_relay(frame);
        ASSERT_TRUE(message) << message.error().message << "\n" << frame;
        EXPECT_EQ(boost::json::parse(encode_any(*message)), boost::json::parse(frame));
    }
}

TEST(RelayMessages, EveryKindOfFrameHasAnExample) {
    for (auto type : {"hello", "welcome", "request", "outcome", "ack", "roll_keys", "keys", "ping", "pong", "sync_wake",
                      "banned_passwords"}) {
        EXPECT_FALSE(example_of(type).empty()) << type;
    }
}

TEST(RelayMessages, MembersThatAreNotKnownAreIgnored) {
    EXPECT_TRUE(decode_relay(replaced(example_of("ack"), "{", R"({"colour": {"deep": [1]}, )")));
}

TEST(RelayMessages, WhatAnOlderPeerDoesNotTellHasItsDefault) {
    const auto hello = std::get<Hello>(
        decode_relay(replaced(example_of("hello"), R"(, "host": "dc1", "writeback": true, "staging": false)", ""))
            .value());
    EXPECT_EQ(hello.host, "");
    EXPECT_FALSE(hello.writeback);
    EXPECT_FALSE(hello.staging);
    const auto request =
        std::get<RequestMessage>(decode_relay(replaced(example_of("request"),
                                                       R"("initiated_by": "administrator", "must_change": true, )", ""))
                                     .value())
            .request;
    EXPECT_EQ(request.initiated_by, core::InitiatedBy::self);
    EXPECT_FALSE(request.must_change);
}

TEST(RelayMessages, WrongTypesAndFormsAreRefusedByName) {
    const struct {
        std::string_view type, from, to, member;
    } cases[] = {
        {"ack", "\"id\": \"", "\"id\": \"X", "id"},
        {"ack", "\"type\": \"ack\"", "\"type\": \"nack\"", "type"},
        {"ack", "\"type\": \"ack\"", "\"type\": 7", "type"},
        {"welcome", "\"time\": 1", "\"time\": -1", "time"},
        {"request", "\"kind\": \"reset\"", "\"kind\": \"RESET\"", "kind"},
        {"request", "\"redelivered\": false", "\"redelivered\": \"false\"", "redelivered"},
        {"request", "\"redelivered\": false", "\"redelivered\": null", "redelivered"},
        {"request", "\"kind\": \"reset\"", "\"kind\": \"unlock\"", "sealed"},
        {"request", "\"sealed\"", "\"unsealed\"", "sealed"},
        {"request", "\"source_anchor\": \"", "\"source_anchor\": \"AAAA", "source_anchor"},
        {"request", "\"administrator\"", "\"nobody\"", "initiated_by"},
        {"request", "\"must_change\": true", "\"must_change\": 1", "must_change"},
        {"hello", "\"writeback\": true", "\"writeback\": \"yes\"", "writeback"},
        {"hello", "\"host\": \"dc1\"", "\"host\": 7", "host"},
        {"keys", "\"kid\": \"", "\"kid\": \"A", "kid"},
        {"keys", "\"sealing_keys\"", "\"keys\"", "sealing_keys"},
        {"ping", "\"n\": 1", "\"n\": -1", "n"},
        {"pong", "\"n\": 1", "\"n\": 9007199254740992", "n"},
        {"outcome", "\"reason\": \"", "\"reason\": \"perhaps_", "reason"},
        {"hello", "\"max_in_flight\": ", "\"max_in_flight\": 0.", "max_in_flight"},
        {"hello", "\"kid\": \"", "\"kid\": \"A", "kid"},
        {"hello", "\"P-256\"", "\"P-384\"", "jwk"},
        {"banned_passwords", "\"audit\"", "\"perhaps\"", "mode"},
        {"banned_passwords", "\"enabled\": true", "\"enabled\": 1", "enabled"},
        {"banned_passwords", "\"blåbærgrød\"", "7", "words"},
        {"banned_passwords", "\"blåbærgrød\"", "\"\"", "words"},
    };
    for (const auto& c : cases) {
        const auto message = decode_relay(replaced(example_of(c.type), c.from, c.to));
        ASSERT_FALSE(message) << c.type << " " << c.member << " → " << c.to;
        EXPECT_NE(message.error().message.find(c.member), std::string::npos) << message.error().message;
    }
}

TEST(RelayMessages, TheLongestListThatATenantMayKeepFitsIntoAFrame) {
    BannedPasswords banned;
    banned.bans.enabled = true;
    for (int i = 0; i < 1'000; ++i)
        banned.bans.words.push_back("ord" + std::to_string(1'000 + i) + std::string(41, 'x'));
    const auto frame = encode(banned);
    EXPECT_EQ(std::get<BannedPasswords>(decode_relay(frame).value()), banned);
    banned.bans.words.emplace_back("one more");
    EXPECT_FALSE(decode_relay(encode(banned)));
}

TEST(RelayMessages, WhatIsNotOneObjectIsRefused) {
    for (auto frame : {"", "[]", "null", "{", "{} {}", "{\"type\"}", "\xff\xfe", "{\"type\": \"ack\"}"}) {
        EXPECT_FALSE(decode_relay(frame)) << frame;
    }
    std::string deep = R"({"type":"ack","id":"00000000-0000-4000-8000-000000000000","x":)";
    EXPECT_FALSE(decode_relay(deep + std::string(1000, '[') + std::string(1000, ']') + "}"));
    EXPECT_FALSE(decode_relay(deep + "\"" + std::string(kMaxRelayFrame, 'x') + "\"}"));
}

TEST(RelayMessages, ARefusedRequestCanStillBeAnsweredByItsId) {
    const auto frame = replaced(example_of("request"), "\"kind\": \"reset\"", "\"kind\": \"inspect\"");
    ASSERT_FALSE(decode_relay(frame));
    const auto id = id_of_refused_request(frame);
    ASSERT_TRUE(id);
    EXPECT_EQ(id->str().size(), 36U);
    EXPECT_FALSE(id_of_refused_request(example_of("ack")));
    EXPECT_FALSE(id_of_refused_request(R"({"type":"request","id":"nonsense"})"));
}

TEST(RelayOutcome, EveryDetailSurvives) {
    core::Outcome outcome;
    outcome.reason = core::Reason::permission_missing;
    outcome.details = {.min_length = 14,
                       .max_length = 256,
                       .categories = 2,
                       .categories_needed = 3,
                       .history_length = 24,
                       .min_age_seconds = 86'400,
                       .may_change_at = base::from_millis(1'700'000'000'123),
                       .tries_left = 0,
                       .banned = core::BannedPart::breached,
                       .object = "CN=Æble\\, Bø,DC=ex1,DC=test",
                       .right = "Reset Password"};
    EXPECT_EQ(decode_outcome(encode_outcome(outcome)).value(), outcome);
}

TEST(RelayOutcome, ADescriptionSurvivesWithItsGaps) {
    core::Outcome outcome{.reason = core::Reason::succeeded, .details = {}, .description = core::Description{}};
    EXPECT_EQ(decode_outcome(encode_outcome(outcome)).value(), outcome);
    outcome.description->policy = {.source = core::PolicySource::pso,
                                   .min_length = 14,
                                   .complexity = true,
                                   .history_length = 10,
                                   .min_age_seconds = 86'400,
                                   .max_age_seconds = 0,
                                   .lockout_threshold = 2,
                                   .lockout_window_seconds = 1800};
    outcome.description->may_change_at = base::from_millis(1'700'000'000'000);
    outcome.description->locked = true;
    EXPECT_EQ(decode_outcome(encode_outcome(outcome)).value(), outcome);
}

TEST(RelayOutcome, WhatTheHelpdeskIsToldOfAnAccountSurvivesWithItsGaps) {
    core::Outcome outcome{.reason = core::Reason::succeeded, .details = {}, .description = core::Description{}};
    outcome.description->details = core::AccountDetails{};
    EXPECT_EQ(decode_outcome(encode_outcome(outcome)).value(), outcome);
    const auto at = base::from_millis(1'700'000'000'000);
    outcome.description->policy.lockout_duration_seconds = 1800;
    outcome.description->details = {.locked_at = at,
                                    .expires_at = at + std::chrono::hours(1),
                                    .password_set_at = at + std::chrono::hours(2),
                                    .password_expires_at = at + std::chrono::hours(3),
                                    .must_change = true,
                                    .wrong_passwords = 3,
                                    .wrong_password_at = at + std::chrono::hours(4),
                                    .outside_hours = true,
                                    .certain_workstations = true};
    EXPECT_EQ(decode_outcome(encode_outcome(outcome)).value(), outcome);
}

}  // namespace
}  // namespace tilbage::wire
