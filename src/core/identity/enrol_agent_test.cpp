#include "core/identity/enrol_agent.h"

#include <gtest/gtest.h>

#include "core/identity/enrolment_code.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_records.h"

namespace tilbage::core {
namespace {

using Code = EnrolRefusal::Code;

class EnrolAgentTest : public testing::Test {
protected:
    EnrolAgentTest() {
        tenants_.tenants.push_back({.id = tenant_, .domain = "ex1.test", .display_name = "Example"});
        EXPECT_TRUE(
            agents_.add_enrolment_code(tenant_, *enrolment_code_digest(code_), clock_.now() + kEnrolmentCodeLifetime));
    }
    EnrolAgentCommand command() const {
        return {.code = code_, .name = "connect1", .signing_key = key_.jwk(), .address_block = "192.0.2.0/24"};
    }
    Code refusal(const EnrolAgentCommand& command) {
        const auto result = enrol_.run(command);
        EXPECT_FALSE(result);
        return result ? Code::busy : result.error().code;
    }

    const TenantId tenant_{"tenant-1"};
    crypto::SystemRandom random_;
    const std::string code_ = new_enrolment_code(random_);
    const crypto::EcKey key_ = *crypto::EcKey::generate();
    fakes::ManualClock clock_;
    fakes::MemoryAgentStore agents_;
    fakes::MemoryTenantStore tenants_;
    fakes::MemoryAttemptCounter attempts_;
    fakes::MemoryAuditLog audit_;
    fakes::DirectUnitOfWork unit_of_work_;
    EnrolAgent enrol_{{.agents = agents_,
                       .tenants = tenants_,
                       .attempts = attempts_,
                       .audit = audit_,
                       .unit_of_work = unit_of_work_,
                       .clock = clock_,
                       .random = random_}};
};

TEST_F(EnrolAgentTest, ARightCodeMakesAnAgentOfItsTenant) {
    const auto enrolled = enrol_.run(command());
    ASSERT_TRUE(enrolled);
    EXPECT_EQ(enrolled->tenant.domain, "ex1.test");
    const auto agent = agents_.find(enrolled->id).value();
    ASSERT_TRUE(agent);
    EXPECT_EQ(agent->tenant_id, tenant_);
    EXPECT_EQ(agent->signing_key, key_.jwk());
    ASSERT_EQ(audit_.records.size(), 1U);
    EXPECT_EQ(audit_.records[0].record.action, "agent.enrol");
    EXPECT_EQ(audit_.records[0].record.target, "agent:" + enrolled->id.str());
    EXPECT_EQ(audit_.records[0].record.details.find(code_), std::string::npos);
}

TEST_F(EnrolAgentTest, ACodeServesOnce) {
    ASSERT_TRUE(enrol_.run(command()));
    EXPECT_EQ(refusal(command()), Code::code_wrong);
}

TEST_F(EnrolAgentTest, AnExpiredAnUnknownAndAnImpossibleCodeAreTheSame) {
    auto wrong = command();
    wrong.code = new_enrolment_code(random_);
    EXPECT_EQ(refusal(wrong), Code::code_wrong);
    wrong.code = "let me in";
    EXPECT_EQ(refusal(wrong), Code::code_wrong);
    clock_.advance(kEnrolmentCodeLifetime);
    EXPECT_EQ(refusal(command()), Code::code_wrong);
}

TEST_F(EnrolAgentTest, TenWrongCodesFromOneNetworkAndTheRightOneIsNotLookedAt) {
    auto wrong = command();
    wrong.code = "0000-0000-0000-0000";
    for (int i = 0; i < 10; ++i) EXPECT_EQ(refusal(wrong), Code::code_wrong);
    const auto blocked = enrol_.run(command());
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().code, Code::too_many_attempts);
    EXPECT_GT(blocked.error().retry_after.count(), 0);
    auto elsewhere = command();
    elsewhere.address_block = "198.51.100.0/24";
    EXPECT_TRUE(enrol_.run(elsewhere));
}

TEST_F(EnrolAgentTest, ARightCodeClearsTheCount) {
    ASSERT_TRUE(enrol_.run(command()));
    EXPECT_TRUE(attempts_.counts.empty());
}

TEST_F(EnrolAgentTest, NamesAndKeysThatCannotBeAreRefusedBeforeAnythingElse) {
    auto bad = command();
    bad.name.clear();
    EXPECT_EQ(refusal(bad), Code::malformed);
    bad.name = "two\nlines";
    EXPECT_EQ(refusal(bad), Code::malformed);
    bad.name = std::string(65, 'a');
    EXPECT_EQ(refusal(bad), Code::malformed);
    bad = command();
    bad.signing_key.y = bad.signing_key.x;
    EXPECT_EQ(refusal(bad), Code::malformed) << "not on the curve";
    EXPECT_TRUE(enrol_.run(command())) << "the code was not used up";
}

TEST_F(EnrolAgentTest, AFailingStoreIsBusyAndNotAWrongCode) {
    agents_.broken = true;
    EXPECT_EQ(refusal(command()), Code::busy);
}

}  // namespace
}  // namespace tilbage::core
