#include "core/audit/chain.h"

#include <functional>
#include <gtest/gtest.h>
#include <vector>

namespace tilbage::core {
namespace {

AuditRecord record(const std::string& action) {
    return {.tenant_id = TenantId("t"),
            .at = base::from_millis(1000),
            .actor = "anonymous",
            .action = action,
            .target = "person:p",
            .result = "succeeded",
            .correlation_id = "c",
            .details = "{}"};
}

std::vector<StoredAuditRecord> chain(int length) {
    std::vector<StoredAuditRecord> run;
    std::string hash(first_link());
    for (int i = 1; i <= length; ++i) {
        const auto next = record("step" + std::to_string(i));
        hash = chain_hash(hash, i, next);
        run.push_back({i, next, hash});
    }
    return run;
}

TEST(AuditChain, ASoundRunHasNothingBroken) {
    const auto run = chain(5);
    EXPECT_FALSE(first_broken(run));
    EXPECT_FALSE(first_broken(std::span(run).subspan(2), &run[1]));
    EXPECT_FALSE(first_broken({}));
}

TEST(AuditChain, EveryMemberIsCovered) {
    const std::vector<std::function<void(AuditRecord&)>> changes = {
        [](auto& r) { r.tenant_id = TenantId("u"); },
        [](auto& r) { r.at += base::Millis(1); },
        [](auto& r) { r.actor = "operator"; },
        [](auto& r) { r.action = "other"; },
        [](auto& r) { r.target.clear(); },
        [](auto& r) { r.result = "password_refused"; },
        [](auto& r) { r.correlation_id = "d"; },
        [](auto& r) { r.details = "{\"a\":1}"; },
    };
    for (const auto& change : changes) {
        auto run = chain(4);
        change(run[2].record);
        EXPECT_EQ(first_broken(run), 3);
    }
}

TEST(AuditChain, DroppingOrSwappingIsSeen) {
    auto dropped = chain(4);
    dropped.erase(dropped.begin() + 1);
    EXPECT_EQ(first_broken(dropped), 2);
    auto swapped = chain(4);
    std::swap(swapped[1], swapped[2]);
    EXPECT_EQ(first_broken(swapped), 2);
    auto forged = chain(4);
    forged[3].hash = std::string(64, '0');
    EXPECT_EQ(first_broken(forged), 4);
}

TEST(AuditChain, TextCannotMoveFromOneMemberToTheNext) {
    auto one = record("ab");
    auto other = record("a");
    other.target = "b" + other.target;
    EXPECT_NE(chain_hash(first_link(), 1, one), chain_hash(first_link(), 1, other));
}

}  // namespace
}  // namespace tilbage::core
