#include "core/helpdesk/situation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/account/limits.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;

// The world's own records, the newest first.
class RecordsOfWorld final : public AuditSearch {
public:
    explicit RecordsOfWorld(fakes::MemoryAuditLog& audit) : audit_(audit) {}
    base::Result<AuditPage> search(const TenantId&, const AuditQuery& query) override {
        AuditPage page;
        for (auto one = audit_.records.rbegin(); one != audit_.records.rend(); ++one) {
            const auto& record = one->record;
            const auto& who = query.involving->front();
            if ((record.target == who || record.actor == who) && record.at >= query.from) page.records.push_back(*one);
        }
        return page;
    }
    base::Result<std::vector<AuditCount>> count(const TenantId&, base::TimePoint,
                                                const std::vector<std::string>&) override {
        return std::vector<AuditCount>{};
    }

private:
    fakes::MemoryAuditLog& audit_;
};

struct SituationTest : ::testing::Test {
    Situation read() {
        Principal who;
        who.administrator_id = AdministratorId("admin-1");
        who.tenant_id = world.tenant;
        who.roles = {Role::global_reader};
        auto answer = situations.run(who, world.person.id);
        EXPECT_TRUE(answer);
        return answer ? std::move(*answer) : Situation{};
    }
    std::vector<Trouble> troubles() {
        std::vector<Trouble> names;
        for (const auto& one : obstacles_of(read(), nullptr, world.clock.now())) names.push_back(one.trouble);
        return names;
    }

    fakes::ResetWorld world;
    RecordsOfWorld records{world.audit};
    fakes::MemorySignInAttemptStore failures;
    ReadSituation situations{world.helpdesk_ports, records, failures};
};

TEST_F(SituationTest, TellsWhatWasTriedLatelyAndHowOften) {
    const auto token = world.meant(world.person.user_name);
    (void)world.send(token);
    for (int i = 0; i < 3; ++i) (void)world.verify(token, world.wrong_code());
    const auto recent = read().recent;
    ASSERT_FALSE(recent.empty());
    EXPECT_EQ(recent[0].action, "reset.verify");
    EXPECT_EQ(recent[0].result, "code_wrong");
    EXPECT_EQ(recent[0].count, 3);
    EXPECT_FALSE(recent[0].by_administrator);
    world.clock.advance(8 * 24h);
    EXPECT_TRUE(read().recent.empty());
}

TEST_F(SituationTest, TellsWhichNetworksWrongPasswordsCameFrom) {
    for (const char* network : {"192.0.2.0/24", "198.51.100.0/24", "192.0.2.0/24"}) {
        AuditRecord record;
        record.tenant_id = world.tenant;
        record.at = world.clock.now();
        record.action = "account.sign_in";
        record.target = "person:" + world.person.id.str();
        record.result = "current_password_wrong";
        record.details = std::string(R"({"network":")") + network + "\"}";
        ASSERT_TRUE(world.audit.append(record));
    }
    EXPECT_THAT(read().networks, ElementsAre("192.0.2.0/24", "198.51.100.0/24"));
}

TEST_F(SituationTest, TellsThatAPauseIsOnAndUntilWhen) {
    SignInFailures failed;
    failed.attempts = account_limits::kFailures;
    failed.last_at = world.clock.now();
    ASSERT_TRUE(failures.put(counting_key(world.person.id), failed));
    const auto here = read().here;
    ASSERT_EQ(here.size(), 1U);
    EXPECT_EQ(here[0].trouble, Trouble::sign_in_paused);
    EXPECT_EQ(here[0].until, world.clock.now() + account_limits::kFirstPause);
    world.clock.advance(account_limits::kFirstPause);
    EXPECT_THAT(troubles(), ElementsAre());
}

TEST_F(SituationTest, TellsWhatStandsInTheWayOfAReset) {
    world.attempts.counts[limits::wrong_codes().name + " " + counting_key(world.person.id)] =
        limits::wrong_codes().limit;
    EXPECT_THAT(troubles(), ElementsAre(Trouble::reset_paused));
    world.attempts.counts.clear();
    world.policy().methods_required = 2;
    EXPECT_THAT(troubles(), ElementsAre(Trouble::too_few_methods));
    EXPECT_EQ(read().here[0].count, 1);
    world.policy().enabled = ResetEnablement::none;
    EXPECT_THAT(troubles(), ElementsAre(Trouble::reset_not_enabled));
    world.person.anchor = {};
    world.put(world.person);
    EXPECT_THAT(troubles(), ElementsAre(Trouble::not_from_directory));
}

TEST_F(SituationTest, TheDirectorysRefusalsAreInOrderAmongTheRest) {
    world.policy().methods_required = 2;
    const Outcome hidden{.reason = Reason::account_protected, .details = {}, .description = {}};
    const auto all = obstacles_of(read(), &hidden, world.clock.now());
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].trouble, Trouble::account_protected);
    EXPECT_EQ(all[1].trouble, Trouble::too_few_methods);
}

}  // namespace
}  // namespace tilbage::core
