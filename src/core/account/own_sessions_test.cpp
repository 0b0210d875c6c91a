#include "core/account/own_sessions.h"

#include <gtest/gtest.h>

#include "core/oidc/session_id.h"
#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class OwnSessionsTest : public testing::Test, protected fakes::AccountWorld {
protected:
    OwnSessionsTest() {
        Application wiki;
        wiki.id = ApplicationId("wiki");
        wiki.tenant_id = tenant;
        wiki.display_name = "Wiki";
        (void)applications.add(wiki);
    }
    template <class T>
    static RefusalCode refusal(const Answer<T>& answer) {
        return answer ? RefusalCode::busy : answer.error().code;
    }
    [[nodiscard]] const AccountSession& session_of(const std::string& token) const {
        return accounts.sessions.at(session_key(token)).session;
    }
    std::string id_of(const std::string& token) { return session_of(token).id; }
    bool is_open(const std::string& token) { return account_sessions.read(token).has_value(); }
    // Somebody else's sign-in.
    std::string signed_in_as_another() {
        const auto token = signed_in();
        accounts.sessions.at(session_key(token)).session.person_id = PersonId("somebody-else");
        return token;
    }
    void grant(const std::string& id, const std::string& session = {}) {
        (void)grants.add({.id = id,
                          .tenant_id = tenant,
                          .application = ApplicationId("wiki"),
                          .person = person.id,
                          .session_id = session.empty() ? "" : session_id_of(session_of(session), code_key),
                          .signed_in_at = clock.now(),
                          .expires_at = clock.now() + 24h});
        (void)grants.add_token({crypto::sha256(id), id, GrantTokenKind::refresh, clock.now() + 24h});
    }
    const AuditRecord& last() { return audit.records.back().record; }
};

TEST_F(OwnSessionsTest, PeopleSeeTheirOwnWithTheCurrentOneFirst) {
    const auto first = signed_in();
    clock.advance(5min);
    const auto second = signed_in();
    (void)signed_in_as_another();
    accounts.sessions.at(session_key(first)).session.device = {Browser::firefox, System::linux};
    const auto all = list_sessions.run(first);
    ASSERT_TRUE(all.has_value());
    ASSERT_EQ(all->sessions.size(), 2U);
    EXPECT_TRUE(all->sessions[0].current);
    EXPECT_EQ(all->sessions[0].device, (Device{Browser::firefox, System::linux}));
    EXPECT_EQ(all->sessions[0].signed_in_at, clock.now() - 5min);
    EXPECT_EQ(all->sessions[0].used_at, clock.now());
    EXPECT_FALSE(all->sessions[1].current);
    EXPECT_EQ(all->sessions[1].id, id_of(second));
    EXPECT_NE(id_of(first), id_of(second));
}

TEST_F(OwnSessionsTest, WhatIsRefusedAtItsNextCallIsNotListed) {
    const auto idle = signed_in();
    clock.advance(31min);
    EXPECT_EQ(list_sessions.run(signed_in())->sessions.size(), 1U);
    clock.advance(5min);
    auto changed = person;
    changed.on_premises.password_set_at = clock.now() - 2min;
    put(changed);
    EXPECT_EQ(list_sessions.run(signed_in())->sessions.size(), 1U) << "the password is another one since";
    EXPECT_EQ(refusal(list_sessions.run(idle)), RefusalCode::session_missing);
}

TEST_F(OwnSessionsTest, OneThatIsEndedIsRefusedAtItsNextCallAndTheOthersGoOn) {
    const auto here = signed_in();
    const auto there = signed_in();
    const auto third = signed_in();
    accounts.sessions.at(session_key(there)).session.device = {Browser::edge, System::windows};
    const auto id = id_of(there);
    ASSERT_TRUE(end_session.run(here, id).has_value());
    EXPECT_FALSE(is_open(there));
    EXPECT_TRUE(is_open(here));
    EXPECT_TRUE(is_open(third));
    EXPECT_EQ(last().action, "account.session_ended");
    EXPECT_EQ(last().actor, "person:" + person.id.str());
    EXPECT_EQ(last().details, R"({"browser":"edge","system":"windows"})");
    EXPECT_EQ(refusal(end_session.run(here, id)), RefusalCode::not_found) << "once";
}

TEST_F(OwnSessionsTest, NobodyEndsSomebodyElsesNorByTheCookieOrItsHash) {
    const auto here = signed_in();
    const auto theirs = signed_in_as_another();
    const auto records = audit.records.size();
    for (const auto& id :
         {id_of(theirs), theirs, base::to_hex(session_key(theirs)), std::string("nothing"), std::string()})
        EXPECT_EQ(refusal(end_session.run(here, id)), RefusalCode::not_found) << id;
    EXPECT_TRUE(accounts.sessions.contains(session_key(theirs)));
    ASSERT_TRUE(end_other_sessions.run(here).has_value());
    EXPECT_TRUE(accounts.sessions.contains(session_key(theirs)));
    EXPECT_EQ(audit.records.size(), records + 1);
}

TEST_F(OwnSessionsTest, EndingNeedsASignInOfTheLastTenMinutesAndLookingDoesNot) {
    const auto here = signed_in();
    clock.advance(10min + 1s);
    const auto there = signed_in();
    grant("g");
    EXPECT_TRUE(list_sessions.run(here).has_value());
    EXPECT_EQ(refusal(end_session.run(here, id_of(there))), RefusalCode::sign_in_too_old);
    EXPECT_EQ(refusal(end_other_sessions.run(here)), RefusalCode::sign_in_too_old);
    EXPECT_EQ(refusal(end_application.run(here, ApplicationId("wiki"))), RefusalCode::sign_in_too_old);
    EXPECT_TRUE(is_open(there));
    EXPECT_EQ(grants.grants.size(), 1U);
    EXPECT_TRUE(end_session.run(there, id_of(here)).has_value()) << "who has just signed in may";
}

TEST_F(OwnSessionsTest, WhoMustChangeThePasswordFirstNeitherSeesNorEndsAnything) {
    const auto there = signed_in();
    const auto here = signed_in(Reason::password_must_change);
    EXPECT_EQ(refusal(list_sessions.run(here)), RefusalCode::wrong_step);
    EXPECT_EQ(refusal(end_session.run(here, id_of(there))), RefusalCode::wrong_step);
    EXPECT_EQ(refusal(end_other_sessions.run(here)), RefusalCode::wrong_step);
    EXPECT_EQ(refusal(list_sessions.run("no cookie")), RefusalCode::session_missing);
}

TEST_F(OwnSessionsTest, AllOthersEndWithASignInThatIsHalfDone) {
    const auto here = signed_in();
    const auto there = signed_in();
    ASSERT_TRUE(ticket_for(person.user_name).has_value());
    ASSERT_TRUE(end_other_sessions.run(here).has_value());
    EXPECT_TRUE(is_open(here));
    EXPECT_FALSE(is_open(there));
    EXPECT_TRUE(accounts.tickets.empty());
    EXPECT_EQ(last().action, "account.other_sessions_ended");
    EXPECT_EQ(last().details, R"({"sessions":1})");
    EXPECT_TRUE(end_other_sessions.run(here).has_value()) << "also of who has no others";
}

TEST_F(OwnSessionsTest, ApplicationsThatGoOnKnowingThePersonAreListedAndEnd) {
    const auto here = signed_in();
    EXPECT_TRUE(list_sessions.run(here)->applications.empty());
    grant("g1");
    grant("g2");
    const auto listed = list_sessions.run(here)->applications;
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].name, "Wiki");
    ASSERT_TRUE(end_application.run(here, ApplicationId("wiki")).has_value());
    EXPECT_TRUE(grants.grants.empty());
    EXPECT_EQ(last().action, "account.application_ended");
    EXPECT_EQ(last().details, R"({"application":"wiki"})");
    EXPECT_EQ(refusal(end_application.run(here, ApplicationId("wiki"))), RefusalCode::not_found);
}

TEST_F(OwnSessionsTest, WithASignInEndsWhatApplicationsGotByIt) {
    const auto here = signed_in();
    clock.advance(1s);
    const auto there = signed_in();
    grant("mine", here);
    grant("theirs", there);
    ASSERT_TRUE(end_session.run(here, id_of(there)).has_value());
    ASSERT_EQ(grants.grants.size(), 1U);
    EXPECT_EQ(grants.grants.begin()->first, "mine");
}

}  // namespace
}  // namespace tilbage::core
