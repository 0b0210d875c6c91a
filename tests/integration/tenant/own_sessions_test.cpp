// People see where they are signed in, and end it, through the real tenant (docs/protocol.md §12).
#include <future>
#include <gtest/gtest.h>

#include "integration/tenant/application_visitor.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kSessions = "/account/v1/sessions";

struct OwnSessions : ::testing::Test {
    // Somebody's browser, signed in.
    ApplicationVisitor signed_in(const std::string& user = "anna@ex1.test") {
        ApplicationVisitor visitor(world, intranet);
        EXPECT_EQ(visitor.sign_in(core::Reason::succeeded, user).status, 200);
        return visitor;
    }
    // A call by what the browser has, from the tenant's own page unless it is said otherwise.
    PageAnswer call(const ApplicationVisitor& visitor, const std::string& method, const std::string& path,
                    const std::string& origin = {}) {
        std::string jar;
        for (const auto& [name, value] : visitor.browser.cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
        return PersonAtPage(world.tenant)
            .call(method, path, {}, {{"Cookie", jar}, {"Origin", origin.empty() ? world.tenant.url() : origin}});
    }
    json::array sessions(const ApplicationVisitor& visitor) {
        const auto answer = call(visitor, "GET", kSessions);
        EXPECT_EQ(answer.status, 200) << answer.text;
        return answer.body.at("sessions").as_array();
    }
    std::string own_id(const ApplicationVisitor& visitor) {
        const auto all = sessions(visitor);
        EXPECT_TRUE(all.at(0).at("current").as_bool());
        return std::string(all.at(0).at("id").as_string());
    }
    int status(const ApplicationVisitor& visitor) { return call(visitor, "GET", "/account/v1/session").status; }
    static std::string path_of(const std::string& id) { return std::string(kSessions) + "/" + id; }

    TenantWorld world;
    RegisteredApplication intranet = register_application(world.tenant, "Intranet", {"--redirect-uri", kCallback});
};

TEST_F(OwnSessions, AreListedWithoutAnythingThatOpensThem) {
    auto here = signed_in();
    auto there = signed_in();
    const auto answer = call(here, "GET", kSessions);
    ASSERT_EQ(answer.status, 200) << answer.text;
    const auto& all = answer.body.at("sessions").as_array();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].at("current").as_bool());
    EXPECT_FALSE(all[1].at("current").as_bool());
    EXPECT_EQ(all[1].at("browser").as_string(), "other");
    EXPECT_LE(all[1].at("signedInAt").as_int64(), all[1].at("usedAt").as_int64());
    EXPECT_TRUE(answer.body.at("applications").as_array().empty());
    for (const auto* visitor : {&here, &there}) {
        const auto& cookie = visitor->browser.cookies.at("__Host-tilbage-account");
        EXPECT_EQ(answer.text.find(cookie), std::string::npos);
    }
    EXPECT_EQ(PersonAtPage(world.tenant).call("GET", kSessions).status, 401);
}

TEST_F(OwnSessions, OneThatIsEndedIsRefusedAtItsNextCall) {
    auto here = signed_in();
    auto there = signed_in();
    const auto id = own_id(there);
    EXPECT_EQ(call(here, "DELETE", path_of(id)).status, 204);
    EXPECT_EQ(status(there), 401);
    EXPECT_EQ(call(there, "DELETE", path_of(own_id(here))).status, 401) << "nor does it end anything any more";
    EXPECT_EQ(status(here), 200);
    EXPECT_EQ(call(here, "DELETE", path_of(id)).status, 404);
    EXPECT_EQ(sessions(here).size(), 1U);
}

TEST_F(OwnSessions, AreNobodyElsesToSeeOrToEnd) {
    world.add_person("bent", "");
    auto anna = signed_in();
    auto bent = signed_in("bent@ex1.test");
    EXPECT_EQ(sessions(bent).size(), 1U);
    EXPECT_EQ(call(bent, "DELETE", path_of(own_id(anna))).code(), "not_found");
    EXPECT_EQ(call(bent, "DELETE", path_of("nothing")).status, 404);
    EXPECT_EQ(call(bent, "DELETE", kSessions).status, 204);
    EXPECT_EQ(status(anna), 200);
}

TEST_F(OwnSessions, EndFromTheTenantsOwnPageAlone) {
    auto here = signed_in();
    auto there = signed_in();
    for (const auto& path : {path_of(own_id(there)), std::string(kSessions), path_of("applications/" + intranet.id)})
        EXPECT_EQ(call(here, "DELETE", path, "https://evil.example").code(), "wrong_origin") << path;
    EXPECT_EQ(status(there), 200);
}

TEST_F(OwnSessions, OfTwoWhoEndTheSameOneOneDoes) {
    auto here = signed_in();
    auto there = signed_in();
    auto third = signed_in();
    const auto path = path_of(own_id(third));
    auto one = std::async(std::launch::async, [&] { return call(here, "DELETE", path).status; });
    auto other = std::async(std::launch::async, [&] { return call(there, "DELETE", path).status; });
    const auto answers = std::pair(one.get(), other.get());
    EXPECT_TRUE(answers == std::pair(204, 404) || answers == std::pair(404, 204))
        << answers.first << " " << answers.second;
}

TEST_F(OwnSessions, AllOthersEndAndWhatApplicationsHold) {
    auto here = signed_in();
    auto there = signed_in();
    const auto tokens = there.exchange(ApplicationVisitor::code_in(there.arrive({{"scope", "openid offline_access"}})));
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    const auto listed = call(here, "GET", kSessions).body.at("applications").as_array();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].at("name").as_string(), "Intranet");
    EXPECT_EQ(call(here, "DELETE", kSessions).status, 204);
    EXPECT_EQ(status(here), 200);
    EXPECT_EQ(status(there), 401);
    EXPECT_EQ(there.refresh(tokens.member("refresh_token")).status, 400);
}

TEST_F(OwnSessions, AnApplicationHasThePersonSignInAgain) {
    auto here = signed_in();
    const auto tokens = here.exchange(ApplicationVisitor::code_in(here.arrive({{"scope", "openid offline_access"}})));
    ASSERT_EQ(tokens.status, 200) << tokens.text;
    EXPECT_EQ(call(here, "DELETE", path_of("applications/" + intranet.id)).status, 204);
    EXPECT_EQ(here.refresh(tokens.member("refresh_token")).status, 400);
    EXPECT_EQ(call(here, "DELETE", path_of("applications/" + intranet.id)).status, 404);
    EXPECT_EQ(status(here), 200);
}

}  // namespace
}  // namespace tilbage::testing
