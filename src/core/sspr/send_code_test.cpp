#include "core/sspr/send_code.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

TEST(SendCode, GoesToTheFirstAlternateAddress) {
    ResetWorld world;
    const auto token = world.meant("annasor");
    const auto sent = world.send(token);
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->expires_at, world.clock.now() + std::chrono::minutes(5));
    ASSERT_EQ(world.outbox.mails.size(), 1U);
    const auto& mail = world.outbox.mails.front().mail;
    EXPECT_EQ(mail.to, "anna@home.example");
    EXPECT_EQ(mail.text.size(), 6U);
    EXPECT_EQ(mail.useful_until, sent->expires_at);
    EXPECT_EQ(mail.html, "da-DK");  // the page's language
}

TEST(SendCode, KeepsNoCodeInTheSessionStore) {
    ResetWorld world;
    const auto token = world.meant("annasor");
    (void)world.send(token);
    const auto& stored = world.sessions.codes.begin()->second;
    EXPECT_EQ(base::as_text(stored.code).find(world.last_code()), std::string_view::npos);
    EXPECT_NE(stored.code, crypto::sha256(world.last_code()));  // keyed, not just hashed
    EXPECT_EQ(stored.tries_left, 5);
}

TEST(SendCode, QueuesTheSameMailToNobodyForADecoy) {
    ResetWorld world;
    const auto token = world.meant("nobody");
    ASSERT_TRUE(world.send(token));
    ASSERT_EQ(world.outbox.mails.size(), 1U);
    EXPECT_EQ(world.outbox.mails.front().mail.to, "");
    EXPECT_EQ(world.outbox.mails.front().mail.text.size(), 6U);
    EXPECT_EQ(world.sessions.codes.size(), 1U);
}

TEST(SendCode, ReadsTheAddressWhenItSends) {
    ResetWorld world;
    const auto token = world.meant("annasor");
    world.person.alternate_mails = {"new@home.example"};
    world.put(world.person);
    (void)world.send(token);
    EXPECT_EQ(world.outbox.mails.back().mail.to, "new@home.example");
    world.person.active = false;
    world.put(world.person);
    (void)world.send(token);
    EXPECT_EQ(world.outbox.mails.back().mail.to, "");
}

TEST(SendCode, UsesTheWorkMailboxOnlyWithoutAnAlternateAndOnlyWhenAllowed) {
    ResetWorld world({.use_work_mail = true});
    const auto token = world.meant("annasor");
    (void)world.send(token);
    EXPECT_EQ(world.outbox.mails.back().mail.to, "anna@home.example");
    world.person.alternate_mails.clear();
    world.put(world.person);
    (void)world.send(token);
    EXPECT_EQ(world.outbox.mails.back().mail.to, "anna@work.example");
}

TEST(SendCode, CountsOnePersonUnderAllSpellingsAndSessions) {
    ResetWorld world;
    const auto limit = limits::codes_sent().limit;
    for (int i = 0; i < limit; ++i) {
        const auto token = world.meant(i % 2 == 0 ? "annasor" : "anna.soerensen@ex1.test");
        ASSERT_TRUE(world.send(token)) << i;
    }
    const auto refused = world.send(world.meant("EX1\\annasor"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::too_many_attempts);
    EXPECT_EQ(world.outbox.mails.size(), static_cast<std::size_t>(limit));
}

TEST(SendCode, LimitsDecoysAsItLimitsPeople) {
    ResetWorld world;
    for (int i = 0; i < limits::codes_sent().limit; ++i) {
        ASSERT_TRUE(world.send(world.meant("nobody")));
    }
    const auto refused = world.send(world.meant("nobody@ex1.test"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::too_many_attempts);
}

TEST(SendCode, RefusesStrangersLateComersAndThoseWhoHaveProvenThemselves) {
    ResetWorld world;
    EXPECT_EQ(world.send("no such token", "email").error().code, RefusalCode::session_missing);
    EXPECT_EQ(world.send("", "email").error().code, RefusalCode::session_missing);
    const auto token = world.meant("annasor");
    EXPECT_EQ(world.send(token, "pigeon").error().code, RefusalCode::malformed);
    world.clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(world.send(token).error().code, RefusalCode::session_missing);
    EXPECT_EQ(world.send(world.proven(), "email").error().code, RefusalCode::wrong_step);
}

}  // namespace
}  // namespace tilbage::core
