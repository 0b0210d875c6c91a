#include "core/identity/authenticate_agent.h"

#include <gtest/gtest.h>

#include "crypto/jwt.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_identity.h"

namespace tilbage::core {
namespace {

using Code = AuthenticationRefusal::Code;
using namespace std::chrono_literals;

class AuthenticateAgentTest : public testing::Test {
protected:
    AuthenticateAgentTest() {
        tenants_.tenants.push_back({.id = TenantId("tenant-1"), .domain = "ex1.test", .display_name = "Example"});
        tenants_.tenants.push_back({.id = TenantId("tenant-2"), .domain = "ex2.test", .display_name = "Other"});
        agents_.agents[id_] = {
            .id = id_, .tenant_id = TenantId("tenant-1"), .name = "connect1", .signing_key = key_.jwk()};
    }
    crypto::JwtClaims claims() const {
        const auto now = base::to_seconds(clock_.now());
        return {.issuer = id_.str(),
                .subject = id_.str(),
                .audience = audience_,
                .id = "jti-1",
                .issued_at = now,
                .expires_at = now + 300};
    }
    AuthenticateAgentCommand command(const crypto::JwtClaims& claims) const {
        return {.tenant = "ex1.test",
                .client_id = id_.str(),
                .assertion = crypto::sign_jwt(key_, claims).value(),
                .audience = audience_};
    }
    bool accepted(const crypto::JwtClaims& claims) { return authenticate_.run(command(claims)).has_value(); }
    Code refusal(const AuthenticateAgentCommand& command) {
        const auto result = authenticate_.run(command);
        EXPECT_FALSE(result);
        return result ? Code::busy : result.error().code;
    }

    const AgentId id_{"5f0d2c1a-0000-4000-8000-000000000001"};
    const std::string audience_ = "https://id.example.org/ex1.test/oauth2/v2.0/token";
    const crypto::EcKey key_ = *crypto::EcKey::generate();
    crypto::SystemRandom random_;
    fakes::ManualClock clock_;
    fakes::MemoryAgentStore agents_;
    fakes::MemoryTenantStore tenants_;
    AuthenticateAgent authenticate_{{.agents = agents_, .tenants = tenants_, .clock = clock_, .random = random_}};
};

TEST_F(AuthenticateAgentTest, ASoundAssertionGivesATokenThatServesTenMinutes) {
    const auto token = authenticate_.run(command(claims()));
    ASSERT_TRUE(token);
    EXPECT_EQ(token->expires_in, 600s);
    EXPECT_EQ(token->token.size(), 43U);
    EXPECT_EQ(token->agent, id_);
    EXPECT_EQ(find_agent_by_token(agents_, token->token, clock_.now() + 599s).value()->id, id_);
    EXPECT_FALSE(find_agent_by_token(agents_, token->token, clock_.now() + 600s).value());
    EXPECT_FALSE(find_agent_by_token(agents_, token->token + "x", clock_.now()).value());
    EXPECT_FALSE(find_agent_by_token(agents_, "", clock_.now()).value());
}

TEST_F(AuthenticateAgentTest, AnAssertionServesOnce) {
    EXPECT_TRUE(accepted(claims()));
    EXPECT_EQ(refusal(command(claims())), Code::invalid_client);
    auto next = claims();
    next.id = "jti-2";
    EXPECT_TRUE(accepted(next));
}

TEST_F(AuthenticateAgentTest, ATenantIsNamedByDomainInAnyCaseOrById) {
    auto by_case = command(claims());
    by_case.tenant = "EX1.Test";
    EXPECT_TRUE(authenticate_.run(by_case));
    auto next = claims();
    next.id = "jti-2";
    auto by_id = command(next);
    by_id.tenant = "tenant-1";
    EXPECT_TRUE(authenticate_.run(by_id));
    for (const char* other : {"ex2.test", "tenant-2", "", "nobody.test"}) {
        auto wrong = command(claims());
        wrong.tenant = other;
        EXPECT_EQ(refusal(wrong), Code::invalid_client) << other;
    }
}

TEST_F(AuthenticateAgentTest, EachClaimMustBeExactlyRight) {
    const auto refused_with = [&](auto change) {
        auto wrong = claims();
        change(wrong);
        return !accepted(wrong);
    };
    EXPECT_TRUE(refused_with([](auto& c) { c.issuer = "somebody"; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.subject = "somebody"; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.audience = "https://id.example.org/ex2.test/oauth2/v2.0/token"; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.audience += '/'; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.id = std::string(129, 'j'); }));
    EXPECT_TRUE(refused_with([](auto& c) { c.expires_at = c.issued_at + 301; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.expires_at = c.issued_at; }));
    EXPECT_TRUE(refused_with([](auto& c) { c.expires_at = std::numeric_limits<std::int64_t>::max(); }));
    EXPECT_TRUE(refused_with([](auto& c) { c.issued_at = std::numeric_limits<std::int64_t>::min(); }));
    EXPECT_TRUE(accepted(claims()));
}

TEST_F(AuthenticateAgentTest, ClocksMayDifferByAMinuteAndNoMore) {
    const auto shifted = [&](std::int64_t seconds, const std::string& id) {
        auto moved = claims();
        moved.issued_at += seconds;
        moved.expires_at += seconds;
        moved.id = id;
        return accepted(moved);
    };
    EXPECT_TRUE(shifted(60, "fast"));
    EXPECT_FALSE(shifted(61, "too fast"));
    EXPECT_TRUE(shifted(-359, "slow"));
    EXPECT_FALSE(shifted(-360, "too slow"));
}

TEST_F(AuthenticateAgentTest, OnlyTheAgentsOwnKeyCounts) {
    auto forged = command(claims());
    forged.assertion = crypto::sign_jwt(*crypto::EcKey::generate(), claims()).value();
    EXPECT_EQ(refusal(forged), Code::invalid_client);
    auto none = command(claims());
    none.assertion = none.assertion.substr(0, none.assertion.rfind('.') + 1);
    EXPECT_EQ(refusal(none), Code::invalid_client);
    none.assertion = "eyJhbGciOiJub25lIn0." + none.assertion.substr(none.assertion.find('.') + 1);
    EXPECT_EQ(refusal(none), Code::invalid_client);
    for (const char* text : {"", "a", "a.b.c", "...", "e30.e30.e30"}) {
        none.assertion = text;
        EXPECT_EQ(refusal(none), Code::invalid_client) << text;
    }
}

TEST_F(AuthenticateAgentTest, AnAssertionThatWasRefusedIsNotUsedUp) {
    auto early = claims();
    early.issued_at += 90;
    early.expires_at += 90;
    EXPECT_FALSE(accepted(early));
    clock_.advance(90s);
    EXPECT_TRUE(accepted(early));
}

TEST_F(AuthenticateAgentTest, ARemovedOrUnknownAgentGetsNothing) {
    agents_.agents.clear();
    EXPECT_EQ(refusal(command(claims())), Code::invalid_client);
    auto other = command(claims());
    other.client_id = "another";
    EXPECT_EQ(refusal(other), Code::invalid_client);
}

TEST_F(AuthenticateAgentTest, AFailingStoreIsBusy) {
    agents_.broken = true;
    EXPECT_EQ(refusal(command(claims())), Code::busy);
}

}  // namespace
}  // namespace tilbage::core
