// What administrators ban as passwords: through the API to the agents, at once, and only to those that judge.
#include <gtest/gtest.h>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kProtection = "/beta/policies/passwordProtection";

struct ProtectionWorld : GraphWorld {
    PageAnswer patch(const json::object& change) {
        return call(kGlobal, "PATCH", kProtection, change, get(kProtection).header("ETag"));
    }
    std::string mistake(const json::object& change) {
        const auto answer = patch(change);
        if (answer.status != 400) return answer.text;
        return std::string(answer.body.at("error").at("details").at(0).at("property").as_string());
    }
};

TEST(PasswordProtection, IsOffAtFirstAndReachesTheAgentsAtOnce) {
    ProtectionWorld world;
    const auto before = world.get(kProtection);
    ASSERT_EQ(before.status, 200) << before.text;
    EXPECT_FALSE(before.body.at("enabled").as_bool());
    EXPECT_EQ(before.member("mode"), "audit");
    EXPECT_TRUE(
        world.agent->told_bans([](const core::TenantBans& bans) { return !bans.enabled && bans.words.empty(); }));

    const auto after = world.patch(
        {{"enabled", true}, {"mode", "enforce"}, {"words", {" Blåbærgrød ", "BLÅBÆRGRØD", "sommer", "$0mmer"}}});
    ASSERT_EQ(after.status, 200) << after.text;
    EXPECT_EQ(after.body.at("words").as_array().size(), 2U) << "what is the same word comes once";
    EXPECT_TRUE(world.agent->told_bans([](const core::TenantBans& bans) {
        return bans.enabled && bans.mode == core::BanMode::enforce && bans.words.size() == 2 &&
               bans.words.front() == "Blåbærgrød" && !bans.organization.empty();
    }));

    world.agent->disconnect();
    world.agent->judges_passwords = false;
    ASSERT_TRUE(world.agent->connect());
    EXPECT_EQ(world.patch({{"enabled", false}}).status, 200);
    EXPECT_EQ(world.agent->times_told_bans(), 2U) << "an older agent is told nothing";
}

TEST(PasswordProtection, NamesTheMistakeAndWritesNothing) {
    ProtectionWorld world;
    const auto etag = world.get(kProtection).header("ETag");
    EXPECT_EQ(world.mistake({{"words", {"abc"}}}), "words");
    EXPECT_EQ(world.mistake({{"words", {"abcdefghijklmnopq"}}}), "words");
    EXPECT_EQ(world.mistake({{"words", {7}}}), "words");
    EXPECT_EQ(world.mistake({{"words", "sommer"}}), "words");
    json::array many;
    for (int i = 0; i < 1'001; ++i) many.push_back(json::string("word" + std::to_string(i)));
    EXPECT_EQ(world.mistake({{"words", many}}), "words");
    EXPECT_EQ(world.mistake({{"mode", "perhaps"}}), "mode");
    EXPECT_EQ(world.mistake({{"enabled", 1}}), "enabled");
    EXPECT_EQ(world.mistake({{"colour", 1}}), "colour");
    EXPECT_EQ(world.get(kProtection).header("ETag"), etag);
}

TEST(PasswordProtection, OnlyGlobalAdministratorsChangeItAndTheLaterOfTwoIsTold) {
    ProtectionWorld world;
    const auto etag = world.get(kProtection).header("ETag");
    for (const auto* role : {kPassword, kHelpdesk, kReader})
        EXPECT_EQ(world.call(role, "PATCH", kProtection, {{"enabled", true}}, etag).status, 403) << role;
    EXPECT_EQ(world.call(kGlobal, "PATCH", kProtection, {{"enabled", true}}).status, 428);
    EXPECT_EQ(world.call(kGlobal, "PATCH", kProtection, {{"enabled", true}}, etag).status, 200);
    EXPECT_EQ(world.call(kGlobal, "PATCH", kProtection, {{"enabled", false}}, etag).status, 412);
    EXPECT_TRUE(world.get(kProtection).body.at("enabled").as_bool());
}

}  // namespace
}  // namespace tilbage::testing
