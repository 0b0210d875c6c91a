// A reset session's state over HTTP: intent, reload, another browser, a policy that changes in the middle, the work
// that a busy network is asked for.
#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

struct ResetSession : ::testing::Test {
    void require_methods(const std::string& count) const {
        const auto done = world.tenant.command({"password-reset", "--config", world.tenant.config_file(), "--tenant",
                                                "ex1.test", "--methods-required", count});
        ASSERT_EQ(done.exit_code, 0) << done.output;
    }
    PageAnswer state() { return person.call("GET", "/reset/v1/session"); }

    TenantWorld world;
    PersonAtPage person{world.tenant};
};

std::string method_ids(const PageAnswer& answer) {
    std::string ids;
    for (const auto& method : answer.body.at("methods").as_array()) {
        ids += std::string(method.at("id").as_string()) + " ";
    }
    return ids;
}

TEST_F(ResetSession, BeginsWithTheIntentAndTellsAMaskedAddress) {
    const auto started = person.start("anna");
    ASSERT_EQ(started.status, 201);
    EXPECT_EQ(started.member("step"), "intent");
    EXPECT_EQ(method_ids(started), "email ");
    EXPECT_EQ(started.body.at("methods").at(0).at("hint").as_string(), "a•••@h•••");
    EXPECT_EQ(person.send_code().code(), "wrong_step");
    EXPECT_EQ(person.choose("unlock").code(), "kind_not_allowed");
    EXPECT_EQ(person.choose("change").code(), "malformed");
    const auto chosen = person.choose("reset");
    EXPECT_EQ(chosen.member("step"), "verification");
    EXPECT_EQ(chosen.member("intent"), "reset");
}

TEST_F(ResetSession, IsFoundAgainByItsOwnBrowserOnly) {
    person.prove("anna", world.mailbox, kAddress);
    const auto again = state();
    EXPECT_EQ(again.member("step"), "password");
    EXPECT_EQ(again.member("userId"), "anna@ex1.test");
    EXPECT_EQ(PersonAtPage(world.tenant).call("GET", "/reset/v1/session").code(), "session_missing");
    EXPECT_EQ(person.choose("reset").code(), "wrong_step") << "something is proven already";
}

TEST_F(ResetSession, UnlocksForWhoMeantToUnlock) {
    world.tenant.integration({"--unlock", "yes"});
    person.prove("anna", world.mailbox, kAddress, "unlock");
    EXPECT_EQ(state().member("step"), "unlock");
    EXPECT_EQ(person.ticket("reset").code(), "kind_not_allowed");
    EXPECT_EQ(person.ticket("unlock").status, 201);
}

TEST_F(ResetSession, APolicyThatAsksForMoreIsInForceBeforeTheNextStep) {
    person.prove("anna", world.mailbox, kAddress);
    require_methods("2");
    EXPECT_EQ(state().member("step"), "verification");
    EXPECT_EQ(person.ticket().code(), "wrong_step");
    EXPECT_EQ(person.policy().code(), "wrong_step");
    require_methods("1");
    EXPECT_EQ(person.ticket().status, 201);
}

TEST_F(ResetSession, WhoHasFewerMethodsThanAreAskedForIsOfferedADecoysOnes) {
    require_methods("2");
    const auto anna = person.start("anna");
    ASSERT_EQ(anna.status, 201);
    EXPECT_GE(anna.body.at("methods").as_array().size(), 2U);
    EXPECT_EQ(anna.body.at("verification").at("of").as_int64(), 2);
    EXPECT_EQ(method_ids(person.start("anna")), method_ids(anna)) << "the same every time";
}

TEST_F(ResetSession, ABusyNetworkDoesSomeWorkFirst) {
    for (int i = 0; i < 100; ++i) ASSERT_EQ(person.start("nobody").status, 201) << i;
    const auto asked = person.start("anna");
    ASSERT_EQ(asked.status, 428);
    EXPECT_EQ(asked.code(), "proof_needed");
    const auto& details = asked.body.at("error").at("details");
    const auto challenge = std::string(details.at("challenge").as_string());
    ASSERT_EQ(details.at("bits").as_int64(), 14);
    std::string n;
    for (int i = 0; n.empty(); ++i) {
        const auto digest = crypto::sha256(challenge + "." + std::to_string(i));
        if (digest[0] == 0 && digest[1] < 4) n = std::to_string(i);
    }
    const json::object body{{"userId", "anna"}, {"proof", {{"challenge", challenge}, {"n", n}}}};
    EXPECT_EQ(person.call("POST", "/reset/v1/sessions", json::serialize(body)).status, 201);
    EXPECT_EQ(person.call("POST", "/reset/v1/sessions", json::serialize(body)).status, 428) << "it serves once";
}

}  // namespace
}  // namespace tilbage::testing
