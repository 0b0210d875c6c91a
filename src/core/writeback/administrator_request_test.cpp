#include "core/writeback/administrator_request.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "core/writeback/seal_binding.h"
#include "core/writeback/seal_for_agents.h"
#include "crypto/jwe.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

constexpr std::string_view kPassword = "Rød grød 9";

Principal principal(const TenantId& tenant, std::vector<Role> roles, const std::string& id = "admin-1") {
    Principal made;
    made.administrator_id = AdministratorId(id);
    made.tenant_id = tenant;
    made.roles = std::move(roles);
    return made;
}

struct AdministratorWorld : ResetWorld {
    AdministratorWorld() {
        auto& agent = bus.connect("one", 100);
        agent.sealing_keys = {{key.jwk().thumbprint(), key.jwk()}};
    }

    Answer<AdministratorTicket> issue(const Principal& who, Kind kind = Kind::reset, bool must_change = true) {
        std::optional<Answer<AdministratorTicket>> answer;
        writebacks.issue(who, person.id, kind, must_change, [&](auto given) { answer = std::move(given); });
        return std::move(answer.value());
    }
    std::vector<SealedFor> seal(const Ticket& ticket) const {
        return seal_for_agents(ticket.binding, ticket.recipients, base::SecretBytes::copy_of(kPassword)).value();
    }
    // Empty while it is not known.
    std::shared_ptr<std::optional<Answer<RequestProgress>>> submit(const Principal& who, const RequestId& id,
                                                                   std::vector<SealedFor> sealed) {
        auto answer = std::make_shared<std::optional<Answer<RequestProgress>>>();
        writebacks.submit(who, person.id, id, std::move(sealed), [answer](auto given) { *answer = std::move(given); });
        return answer;
    }
    void agent_says(const RequestId& id, Reason reason) {
        Outcome outcome;
        outcome.reason = reason;
        EXPECT_TRUE(events.outcome_arrived(tenant, AgentId("one"), id, outcome));
    }

    crypto::EcKey key = crypto::EcKey::generate().value();
    Principal helpdesk = principal(tenant, {Role::helpdesk_administrator});
    AdministratorRequest writebacks{{people,
                                     requests,
                                     integration,
                                     attempts,
                                     unit_of_work,
                                     presence,
                                     broker,
                                     waiters,
                                     clock,
                                     random,
                                     gate,
                                     {policies, groups, administrators}},
                                    settings};
};

TEST(AdministratorRequest, GoesTheSameWayAndIsWrittenDownAsAnAdministrators) {
    AdministratorWorld world;
    const auto issued = world.issue(world.helpdesk);
    ASSERT_TRUE(issued);
    EXPECT_TRUE(issued->must_change);
    const auto id = issued->ticket.binding.request_id;
    const auto answer = world.submit(world.helpdesk, id, world.seal(issued->ticket));
    ASSERT_EQ(world.bus.sent.size(), 1U);
    const auto& sent = world.bus.sent[0].request;
    EXPECT_EQ(sent.initiated_by, InitiatedBy::administrator);
    EXPECT_TRUE(sent.must_change);
    EXPECT_EQ(sent.binding.source_anchor, world.person.anchor);
    EXPECT_FALSE(answer->has_value());
    world.agent_says(id, Reason::succeeded);
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ((**answer)->outcome->reason, Reason::succeeded);

    const auto& record = world.audit.records.back().record;
    EXPECT_EQ(record.action, "Reset password (by admin)");
    EXPECT_EQ(record.actor, "administrator:admin-1");
    EXPECT_EQ(record.target, "person:" + world.person.id.str());
    EXPECT_NE(record.details.find(R"("OnPremisesAgent":"Tilbage Connect")"), std::string::npos) << record.details;
    EXPECT_EQ(world.outbox.mails.back().mail.subject, "notice");
}

TEST(AdministratorRequest, IsToldThatSomebodyIsNotFromADirectory) {
    AdministratorWorld world;
    world.person.anchor = {};
    world.put(world.person);
    EXPECT_EQ(world.issue(world.helpdesk).error().code, RefusalCode::user_not_found);
    EXPECT_TRUE(world.requests.requests.empty());
}

TEST(AdministratorRequest, AsksForTheRoleItself) {
    AdministratorWorld world;
    for (const auto role : {Role::global_administrator, Role::password_administrator, Role::helpdesk_administrator}) {
        EXPECT_TRUE(world.issue(principal(world.tenant, {role})));
    }
    const auto reader = principal(world.tenant, {Role::global_reader});
    EXPECT_EQ(world.issue(reader).error().code, RefusalCode::not_allowed);
    EXPECT_EQ(world.issue(principal(world.tenant, {})).error().code, RefusalCode::not_allowed);
    const auto issued = world.issue(world.helpdesk);
    const auto& binding = issued->ticket.binding;
    EXPECT_EQ((*world.submit(reader, binding.request_id, world.seal(issued->ticket)))->error().code,
              RefusalCode::not_allowed);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(AdministratorRequest, GivesTheHelpdeskNoPasswordOfSomebodyAboveThem) {
    AdministratorWorld world;
    Administrator same;
    same.user_name = world.person.user_name;
    same.roles = {Role::global_reader};
    ASSERT_TRUE(world.administrators.add(same, {}, {}));
    EXPECT_EQ(world.issue(world.helpdesk).error().code, RefusalCode::not_allowed);
    EXPECT_TRUE(world.issue(world.helpdesk, Kind::unlock)) << "that gives them nothing";
    for (const auto role : {Role::global_administrator, Role::password_administrator}) {
        EXPECT_TRUE(world.issue(principal(world.tenant, {role})));
    }
}

TEST(AdministratorRequest, KnowsNobodyOfAnotherTenantAndNoOtherAdministratorsTicket) {
    AdministratorWorld world;
    EXPECT_EQ(world.issue(principal(TenantId("other"), {Role::global_administrator})).error().code,
              RefusalCode::not_found);
    const auto issued = world.issue(world.helpdesk);
    const auto another = principal(world.tenant, {Role::global_administrator}, "admin-2");
    EXPECT_EQ((*world.submit(another, issued->ticket.binding.request_id, world.seal(issued->ticket)))->error().code,
              RefusalCode::not_found);
    // A person's own ticket is none of an administrator's.
    const auto token = world.proven();
    std::optional<Answer<Ticket>> own;
    world.issue_ticket.run(token, Kind::reset, [&](auto given) { own = std::move(given); });
    EXPECT_EQ((*world.submit(world.helpdesk, (*own)->binding.request_id, world.seal(**own)))->error().code,
              RefusalCode::not_found);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(AdministratorRequest, ATicketServesOnceAndForTwoMinutes) {
    AdministratorWorld world;
    const auto issued = world.issue(world.helpdesk);
    const auto id = issued->ticket.binding.request_id;
    const auto sealed = world.seal(issued->ticket);
    EXPECT_EQ((*world.submit(world.helpdesk, id, {}))->error().code, RefusalCode::malformed);
    (void)world.submit(world.helpdesk, id, sealed);
    EXPECT_EQ((*world.submit(world.helpdesk, id, sealed))->error().code, RefusalCode::request_in_progress);
    EXPECT_EQ(world.bus.sent.size(), 1U);
    const auto late = world.issue(world.helpdesk);
    world.clock.advance(kSealLifetime);
    EXPECT_EQ((*world.submit(world.helpdesk, late->ticket.binding.request_id, world.seal(late->ticket)))->error().code,
              RefusalCode::request_expired);
}

TEST(AdministratorRequest, IsRefusedWhileWritebackIsOffOrTickedOnNoAgent) {
    AdministratorWorld world;
    const auto issued = world.issue(world.helpdesk);
    world.integration.settings.writeback_enabled = false;
    EXPECT_EQ(world.issue(world.helpdesk).error().code, RefusalCode::writeback_disabled);
    EXPECT_EQ(
        (*world.submit(world.helpdesk, issued->ticket.binding.request_id, world.seal(issued->ticket)))->error().code,
        RefusalCode::writeback_disabled);
    world.integration.settings.writeback_enabled = true;
    world.bus.agents.front().writeback = false;
    EXPECT_EQ(world.issue(world.helpdesk).error().code, RefusalCode::writeback_disabled);
    EXPECT_EQ(world.issue(world.helpdesk, Kind::unlock).error().code, RefusalCode::writeback_disabled);
    world.bus.agents.front().writeback = true;
    world.bus.agents.front().staging = true;
    EXPECT_EQ(world.issue(world.helpdesk).error().code, RefusalCode::agent_unavailable);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(AdministratorRequest, AnUnlockNeedsNoLeaveOfTheUsersSettingAndChangesNoPassword) {
    AdministratorWorld world;
    const auto issued = world.issue(world.helpdesk, Kind::unlock);
    ASSERT_TRUE(issued);
    EXPECT_FALSE(issued->must_change);
    EXPECT_TRUE(issued->ticket.recipients.empty());
    (void)world.submit(world.helpdesk, issued->ticket.binding.request_id, {});
    world.agent_says(issued->ticket.binding.request_id, Reason::succeeded);
    EXPECT_EQ(world.audit.records.back().record.action, "Unlock user account (by admin)");
    EXPECT_TRUE(world.outbox.mails.empty());
    EXPECT_EQ(world.issue(world.helpdesk, Kind::change).error().code, RefusalCode::kind_not_allowed);
    EXPECT_EQ(world.issue(world.helpdesk, Kind::describe).error().code, RefusalCode::kind_not_allowed);
}

TEST(AdministratorRequest, CountsPerPersonAndPerAdministrator) {
    AdministratorWorld world;
    const auto once = [&](const Principal& who) {
        const auto issued = world.issue(who, Kind::unlock);
        const auto answer = world.submit(who, issued->ticket.binding.request_id, {});
        if (answer->has_value()) return std::optional(answer->value().error().code);
        world.agent_says(issued->ticket.binding.request_id, Reason::succeeded);
        return std::optional<RefusalCode>();
    };
    for (int i = 0; i < limits::administrators_writes().limit; ++i) ASSERT_FALSE(once(world.helpdesk)) << i;
    EXPECT_EQ(once(world.helpdesk), RefusalCode::too_many_attempts);
    EXPECT_EQ(once(principal(world.tenant, {Role::global_administrator}, "admin-2")), RefusalCode::too_many_attempts);
    world.attempts.counts.erase(limits::administrators_writes().name + ' ' + world.person.id.str());
    world.attempts.counts[limits::writes_by_administrator().name + " admin-1"] =
        limits::writes_by_administrator().limit;
    EXPECT_EQ(once(world.helpdesk), RefusalCode::too_many_attempts);
}

TEST(AdministratorRequest, SealsAPasswordInClearToEveryAgentThatMayWrite) {
    AdministratorWorld world;
    const auto second = crypto::EcKey::generate().value();
    world.bus.connect("two").sealing_keys = {{second.jwk().thumbprint(), second.jwk()}};
    auto& watcher = world.bus.connect("three");
    watcher.staging = true;
    std::optional<Answer<RequestId>> sent;
    world.writebacks.reset(world.helpdesk, world.person.id, base::SecretBytes::copy_of(kPassword), true,
                           [&](auto given) { sent = std::move(given); });
    ASSERT_TRUE(sent && sent->has_value());
    const auto& stored = world.requests.requests.at(**sent);
    ASSERT_EQ(stored.sealed.size(), 2U);
    const auto first = stored.sealed[0].kid == second.jwk().thumbprint() ? stored.sealed[1] : stored.sealed[0];
    const auto opened = crypto::open_jwe(first.jwe, world.key).value();
    EXPECT_EQ(opened.plaintext.size(), kEnvelopeSize);
    EXPECT_EQ(opened.claims, claims_of(stored.binding));
    EXPECT_EQ(read_envelope(opened.plaintext)->next.open_text(), kPassword);
    EXPECT_TRUE(stored.must_change);

    world.writebacks.reset(world.helpdesk, world.person.id, base::SecretBytes(2000), true,
                           [&](auto given) { sent = std::move(given); });
    EXPECT_EQ((*sent).error().code, RefusalCode::malformed);
}

TEST(AdministratorRequest, AnyAdministratorWhoMayWriteCanReadTheOutcome) {
    AdministratorWorld world;
    const auto issued = world.issue(world.helpdesk);
    const auto id = issued->ticket.binding.request_id;
    (void)world.submit(world.helpdesk, id, world.seal(issued->ticket));
    const auto another = principal(world.tenant, {Role::password_administrator}, "admin-2");
    std::optional<Answer<RequestProgress>> answer;
    const auto read = [&](const Principal& who, int seconds) {
        answer.reset();
        world.writebacks.read(who, world.person.id, id, std::chrono::seconds{seconds},
                              [&](auto given) { answer = std::move(given); });
    };
    read(another, 0);
    EXPECT_FALSE((*answer)->outcome);
    read(principal(world.tenant, {Role::global_reader}), 0);
    EXPECT_EQ(answer->error().code, RefusalCode::not_allowed);
    read(another, 25);
    EXPECT_FALSE(answer);
    world.agent_says(id, Reason::password_too_short);
    EXPECT_EQ((*answer)->outcome->reason, Reason::password_too_short);
}

}  // namespace
}  // namespace tilbage::core
