#include "core/sspr/submit_sealed.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "crypto/jwe.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

// A tenant with one agent whose sealing key is a real one, and a proven session.
struct SubmitWorld : ResetWorld {
    explicit SubmitWorld(ResetSettings settings = {}) : ResetWorld(settings) {
        auto& agent = bus.connect("one");
        agent.sealing_keys = {{key.jwk().thumbprint(), key.jwk()}};
        token = proven();
    }

    Binding ticket(Kind kind = Kind::reset) {
        Binding binding;
        issue_ticket.run(token, kind, [&](Answer<Ticket> given) { binding = given.value().binding; });
        return binding;
    }
    [[nodiscard]] std::vector<SealedFor> seal() const {
        const auto plain = base::SecretBytes::copy_of("not looked at here");
        return {{key.jwk().thumbprint(), crypto::seal_jwe(key, {}, plain).value()}};
    }
    // What submit() answered; nothing while it waits.
    std::shared_ptr<std::optional<Answer<RequestProgress>>> submit(const RequestId& id, std::vector<SealedFor> sealed) {
        auto answer = std::make_shared<std::optional<Answer<RequestProgress>>>();
        submit_sealed.run({token, id, std::move(sealed)}, [answer](auto given) { *answer = std::move(given); });
        return answer;
    }
    RefusalCode refusal_of(const RequestId& id, std::vector<SealedFor> sealed) {
        return submit(id, std::move(sealed))->value().error().code;
    }
    void answer(const RequestId& id, Reason reason) {
        Outcome outcome;
        outcome.reason = reason;
        bus.release(AgentId("one"), id);
        EXPECT_TRUE(events.outcome_arrived(tenant, AgentId("one"), id, outcome));
    }

    crypto::EcKey key = crypto::EcKey::generate().value();
    std::string token;
};

TEST(SubmitSealed, SendsTheSealedPasswordOnceAndAnswersWithTheOutcome) {
    SubmitWorld world;
    const auto binding = world.ticket();
    const auto sealed = world.seal();
    const auto answer = world.submit(binding.request_id, sealed);
    EXPECT_FALSE(answer->has_value());
    ASSERT_EQ(world.bus.sent.size(), 1U);
    const auto& request = world.bus.sent[0].request;
    EXPECT_EQ(request.binding, binding);
    EXPECT_EQ(request.sealed, sealed[0].jwe);
    EXPECT_FALSE(request.redelivered);
    EXPECT_EQ(request.deadline, world.clock.now() + std::chrono::seconds(30));
    world.answer(binding.request_id, Reason::succeeded);
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ(answer->value()->outcome->reason, Reason::succeeded);
}

TEST(SubmitSealed, RefusesASecondUseBeforeAndAfterTheOutcome) {
    SubmitWorld world;
    const auto id = world.ticket().request_id;
    (void)world.submit(id, world.seal());
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::request_in_progress);
    world.answer(id, Reason::succeeded);
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::request_in_progress);
    EXPECT_EQ(world.bus.sent.size(), 1U);
}

TEST(SubmitSealed, LetsThePersonTryAgainAfterARefusedPasswordOnANewTicket) {
    SubmitWorld world;
    const auto first = world.ticket().request_id;
    (void)world.submit(first, world.seal());
    world.answer(first, Reason::password_too_short);
    EXPECT_EQ(world.step_of(world.token), SessionStep::verified);
    const auto second = world.ticket().request_id;
    EXPECT_NE(first, second);
    (void)world.submit(second, world.seal());
    EXPECT_EQ(world.bus.sent.size(), 2U);
}

TEST(SubmitSealed, EndsEverySessionOfThePersonAfterASuccess) {
    SubmitWorld world;
    const auto other = world.proven();
    const auto id = world.ticket().request_id;
    (void)world.submit(id, world.seal());
    world.answer(id, Reason::succeeded);
    EXPECT_EQ(world.step_of(world.token), SessionStep::ended);
    EXPECT_EQ(world.step_of(other), SessionStep::ended);
}

TEST(SubmitSealed, MakesAnOlderTicketUselessWhenANewerIsIssued) {
    SubmitWorld world;
    const auto older = world.ticket().request_id;
    const auto newer = world.ticket().request_id;
    EXPECT_EQ(world.refusal_of(older, world.seal()), RefusalCode::request_expired);
    EXPECT_FALSE(world.submit(newer, world.seal())->has_value());
}

TEST(SubmitSealed, RefusesATicketOlderThanTwoMinutes) {
    SubmitWorld world;
    const auto id = world.ticket().request_id;
    world.clock.advance(kSealLifetime);
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::request_expired);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(SubmitSealed, KnowsNoRequestOfSomebodyElse) {
    SubmitWorld world;
    StoredRequest foreign;
    foreign.binding.request_id = RequestId("foreign");
    foreign.person_id = PersonId("somebody else");
    (void)world.requests.add(foreign);
    EXPECT_EQ(world.refusal_of(RequestId("foreign"), world.seal()), RefusalCode::not_found);
    EXPECT_EQ(world.refusal_of(RequestId("nothing"), world.seal()), RefusalCode::not_found);
}

TEST(SubmitSealed, RefusesWhatIsNotASealedPasswordAndLeavesTheTicketUsable) {
    SubmitWorld world;
    const auto id = world.ticket().request_id;
    const auto good = world.seal();
    EXPECT_EQ(world.refusal_of(id, {}), RefusalCode::malformed);
    EXPECT_EQ(world.refusal_of(id, {{good[0].kid, "clear text"}}), RefusalCode::malformed);
    EXPECT_EQ(world.refusal_of(id, {{"another kid", good[0].jwe}}), RefusalCode::malformed);
    EXPECT_EQ(world.refusal_of(id, {good[0], good[0]}), RefusalCode::malformed);
    EXPECT_TRUE(world.bus.sent.empty());
    EXPECT_FALSE(world.submit(id, good)->has_value());
}

TEST(SubmitSealed, AllowsTenWritesAnHour) {
    SubmitWorld world;
    for (int i = 0; i < limits::writes().limit; ++i) {
        const auto id = world.ticket().request_id;
        ASSERT_FALSE(world.submit(id, world.seal())->has_value());
        world.answer(id, Reason::password_too_short);
    }
    EXPECT_EQ(world.refusal_of(world.ticket().request_id, world.seal()), RefusalCode::too_many_attempts);
    EXPECT_EQ(world.bus.sent.size(), static_cast<std::size_t>(limits::writes().limit));
}

TEST(SubmitSealed, UnlocksWithoutAPassword) {
    SubmitWorld world;
    world.integration.settings.unlock_allowed = true;
    world.token = world.proven(Kind::unlock);
    const auto id = world.ticket(Kind::unlock).request_id;
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::malformed);
    (void)world.submit(id, {});
    ASSERT_EQ(world.bus.sent.size(), 1U);
    EXPECT_FALSE(world.bus.sent[0].request.sealed);
}

TEST(SubmitSealed, TakesNothingOnceWritebackIsSwitchedOff) {
    SubmitWorld world;
    const auto id = world.ticket().request_id;
    world.integration.settings.writeback_enabled = false;
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::writeback_disabled);
    EXPECT_TRUE(world.bus.sent.empty());
}

TEST(SubmitSealed, ChangesNothingWhenTheStoreFails) {
    SubmitWorld world;
    const auto id = world.ticket().request_id;
    world.requests.broken = true;
    EXPECT_EQ(world.refusal_of(id, world.seal()), RefusalCode::busy);
    EXPECT_TRUE(world.bus.sent.empty());
}

}  // namespace
}  // namespace tilbage::core
