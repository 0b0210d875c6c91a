#include "adapters/sql/audit_search.h"

#include <gtest/gtest.h>

#include "adapters/sql/audit_log.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using Sequences = std::vector<std::int64_t>;
using std::chrono::hours;

class AuditSearchTest : public ::testing::Test {
protected:
    void append(const std::string& action, const std::string& result = "succeeded", base::TimePoint at = kNow,
                const std::string& correlation = "", const std::string& actor = "anonymous",
                const std::string& target = "") {
        ASSERT_TRUE(log_.append({.tenant_id = database_.tenant,
                                 .at = at,
                                 .actor = actor,
                                 .action = action,
                                 .target = target,
                                 .result = result,
                                 .correlation_id = correlation,
                                 .details = "{}"}));
    }
    Sequences found(const core::AuditQuery& query) {
        const auto page = search_.search(database_.tenant, query);
        if (!page) throw std::runtime_error(page.error().message);
        Sequences sequences;
        for (const auto& one : page->records) sequences.push_back(one.sequence);
        if (page->more) sequences.push_back(0);
        return sequences;
    }

    TenantDatabase database_;
    SqlAuditLog log_{*database_};
    SqlAuditSearch search_{*database_};
};

TEST_F(AuditSearchTest, GivesTheNewestFirstPageByPage) {
    for (int i = 0; i < 3; ++i) append("reset.identify");
    core::AuditQuery query;
    query.count = 2;
    EXPECT_EQ(found(query), (Sequences{3, 2, 0}));
    query.before = 2;
    EXPECT_EQ(found(query), Sequences{1});
    const auto page = search_.search(core::TenantId("another"), {});
    EXPECT_TRUE(page->records.empty());
}

TEST_F(AuditSearchTest, FindsByTimeBothEndsIncluded) {
    for (int i = 0; i < 4; ++i) append("reset.identify", "succeeded", kNow + hours(i));
    core::AuditQuery query;
    query.from = kNow + hours(1);
    query.until = kNow + hours(2);
    EXPECT_EQ(found(query), (Sequences{3, 2}));
}

TEST_F(AuditSearchTest, FindsWhoDidItAndToWhom) {
    append("a", "succeeded", kNow, "", "person:p", "person:p");
    append("b", "succeeded", kNow, "", "administrator:x", "person:p");
    append("c", "succeeded", kNow, "", "administrator:x", "person:q");
    core::AuditQuery query;
    query.involving = {"person:p"};
    EXPECT_EQ(found(query), (Sequences{2, 1}));
    query.involving = {"person:q", "administrator:x"};
    EXPECT_EQ(found(query), (Sequences{3, 2}));
    query.involving = std::vector<std::string>{};
    EXPECT_EQ(found(query), Sequences{});
}

TEST_F(AuditSearchTest, FindsByCategoryAndOutcome) {
    append("reset.identify", "nobody");
    append("agent.enrol");
    append("mail.send", "given_up");
    append("Reset password (by admin)");
    core::AuditQuery query;
    query.category = "SelfServicePasswordManagement";
    EXPECT_EQ(found(query), (Sequences{4, 1}));
    query.succeeded = true;
    EXPECT_EQ(found(query), Sequences{4});
    query.succeeded = false;
    EXPECT_EQ(found(query), Sequences{1});
    query = {};
    query.category = "Other";
    EXPECT_EQ(found(query), Sequences{3});
    query.category = "x' OR 1=1 --";
    EXPECT_EQ(found(query), Sequences{});
}

TEST_F(AuditSearchTest, CountsByDayWhatStandsAtLast) {
    constexpr std::int64_t kDay = 20'833;  // of kNow
    append("password.reset", "succeeded", kNow - hours(48), "r0");
    append("password.reset", "outcome_unknown", kNow, "r1");
    append("password.reset", "succeeded", kNow, "r1");
    append("password.reset", "password_too_short", kNow, "r2");
    append("password.reset", "password_too_short", kNow, "r3");
    append("account.unlock", "succeeded", kNow + hours(24), "r4");
    append("reset.verify", "code_wrong", kNow, "r5");
    const auto counts = search_.count(database_.tenant, kNow - hours(24), {"password.reset", "account.unlock"});
    ASSERT_TRUE(counts) << counts.error().message;
    EXPECT_EQ(*counts, (std::vector<core::AuditCount>{{kDay, "password.reset", "password_too_short", 2},
                                                      {kDay, "password.reset", "succeeded", 1},
                                                      {kDay + 1, "account.unlock", "succeeded", 1}}));
}

}  // namespace
}  // namespace tilbage::adapters::sql
