// A person is signed out everywhere over Graph, through the real tenant.
#include <gtest/gtest.h>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

constexpr const char* kRevoke = "/v1.0/users/anna@ex1.test/revokeSignInSessions";

TEST(RevokeSessions, EndsWhatThePersonHadBegunAndIsWrittenDown) {
    GraphWorld world;
    PersonAtPage anna(world.tenant);
    ASSERT_EQ(anna.begin("anna").status, 201);
    ASSERT_EQ(anna.call("GET", "/reset/v1/session", "").status, 200);
    const auto done = world.call(kHelpdesk, "POST", kRevoke);
    ASSERT_EQ(done.status, 200) << done.text;
    EXPECT_TRUE(done.body.at("value").as_bool());
    EXPECT_NE(anna.call("GET", "/reset/v1/session", "").status, 200);
    const auto audits = world.get("/v1.0/auditLogs/directoryAudits");
    EXPECT_NE(audits.text.find("account.sessions_revoked"), std::string::npos) << audits.text;
    EXPECT_EQ(world.call(kGlobal, "POST", kRevoke).status, 200) << "also of somebody who has none";
}

TEST(RevokeSessions, IsForThoseWhoMayHelpThePerson) {
    GraphWorld world;
    EXPECT_EQ(world.call(kReader, "POST", kRevoke).status, 403);
    EXPECT_EQ(world.call(kPassword, "POST", "/v1.0/users/nobody@ex1.test/revokeSignInSessions").status, 404);
    EXPECT_EQ(world.call(kPassword, "POST", "/beta/users/anna@ex1.test/revokeSignInSessions").status, 200);
}

}  // namespace
}  // namespace tilbage::testing
