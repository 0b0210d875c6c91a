#include "connect/setup/plan.h"

#include "connect/agent_words.h"
#include "connect/setup/testing/wanted.h"
#include "support/temp_dir.h"

namespace tilbage::connect::setup {
namespace {

class PlanTest : public ::testing::Test {
protected:
    PlanTest() {
        current_.config.agent_name = "connect1";
        current_.config.state_dir = dir_.path();
        current_.config.import.alternate_mail_attribute = "otherMailbox";
    }
    // As after a run.
    void configured() {
        current_.file_exists = true;
        current_.config = wanted().config;
        current_.identity =
            Identity{core::AgentId("5a1f2c0e-93b4-4d7a-8e21-6f0d3b9c4a55"), core::TenantId("t"), "ex1.test"};
        current_.registered_at = current_.config.tenant.url;
        current_.has_signing_key = true;
        current_.has_sealing_key = true;
        current_.agent_running = true;
    }
    Draft wanted() { return wanted_draft(current_, "https://id.ex1.test", ca_.string()); }
    std::vector<std::string> kinds(const Draft& draft) {
        const auto actions = plan(current_, draft);
        EXPECT_TRUE(actions) << actions.error().message;
        std::vector<std::string> kinds;
        for (const auto& action : *actions) {
            kinds.emplace_back(name_of(action.kind));
            for (const auto& words : agent_languages().all()) EXPECT_FALSE(in_words(action, words).empty());
        }
        return kinds;
    }

    testing::TempDir dir_;
    const std::filesystem::path ca_ = dir_.write("ca.pem", "one authority");
    Current current_;
};

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(PlanTest, AnAgentThatKnowsNothingNeedsEverything) {
    EXPECT_THAT(kinds(wanted()), ElementsAre("register_agent", "create_keys", "set_tenant", "set_directory",
                                             "set_scope", "enable_writeback", "start_agent", "first_import"));
}

TEST_F(PlanTest, WhatIsAsItShouldBeNeedsNothing) {
    configured();
    EXPECT_THAT(kinds(wanted()), IsEmpty());
}

TEST_F(PlanTest, OnlyWhatDiffersIsTold) {
    configured();
    auto draft = wanted();
    draft.config.features.password_writeback = false;
    EXPECT_THAT(kinds(draft), ElementsAre("disable_writeback"));
    draft = wanted();
    draft.config.synchronization.staging = true;
    EXPECT_THAT(kinds(draft), ElementsAre("set_staging"));
    draft = wanted();
    draft.config.directory.bind_password = base::SecretBytes::copy_of("another");
    EXPECT_THAT(kinds(draft), ElementsAre("set_directory_credentials"));
    draft = wanted();
    draft.config.limits.writes_per_minute = 7;
    EXPECT_THAT(kinds(draft), ElementsAre("set_options"));
    draft = wanted();
    draft.config.scope.units.include_new_units = false;
    EXPECT_THAT(kinds(draft), ElementsAre("set_scope", "first_import"));
}

TEST_F(PlanTest, AnotherTenantIsAnotherRegistration) {
    configured();
    auto draft = wanted();
    draft.config.tenant.url = "https://other.test";
    EXPECT_THAT(kinds(draft), ElementsAre("register_agent", "set_tenant", "first_import"));
}

TEST_F(PlanTest, AnAuthorityIsComparedByItsContentAndNotByItsPath) {
    configured();
    auto draft = wanted();
    draft.config.directory.ca_file = dir_.write("copy.pem", "one authority").string();
    EXPECT_THAT(kinds(draft), IsEmpty());
    draft.config.directory.ca_file = dir_.write("other.pem", "another authority").string();
    EXPECT_THAT(kinds(draft), ElementsAre("set_directory", "first_import"));
}

TEST_F(PlanTest, AKeytabIsComparedByItsContentAndNotByItsPath) {
    configured();
    const auto with_keytab = [&](const std::string& name, const std::string& content) {
        auto draft = wanted();
        auto& directory = draft.config.directory;
        directory.bind_dn.clear();
        directory.bind_password.clear();
        directory.account = "svc-tilbage@EX1.TEST";
        directory.keytab_file = dir_.write(name, content).string();
        return draft;
    };
    EXPECT_THAT(kinds(with_keytab("svc.keytab", "a key")), ElementsAre("set_directory", "first_import"));
    current_.config = connect::clone(with_keytab("svc.keytab", "a key").config);
    EXPECT_THAT(kinds(with_keytab("copy.keytab", "a key")), IsEmpty());
    EXPECT_THAT(kinds(with_keytab("new.keytab", "another key")), ElementsAre("set_directory_credentials"));
}

TEST_F(PlanTest, TheOrderOfUnitsIsNoDifference) {
    const auto a = *core::DistinguishedName::parse("OU=A,DC=ex1,DC=test");
    const auto b = *core::DistinguishedName::parse("OU=B,DC=ex1,DC=test");
    configured();
    current_.config.scope.units.include = {a, b};
    auto draft = draft_of(current_);
    draft.config.scope.units.include = {b, a};
    EXPECT_THAT(kinds(draft), IsEmpty());
}

TEST_F(PlanTest, TheStateFolderIsTheMachinesOwn) {
    configured();
    auto draft = wanted();
    draft.config.state_dir = "/elsewhere";
    EXPECT_THAT(kinds(draft), IsEmpty());
}

TEST_F(PlanTest, NothingThatIsToldHoldsASecret) {
    const auto actions = plan(current_, wanted());
    ASSERT_TRUE(actions);
    for (const auto& action : *actions) {
        for (const auto& member : action.details) {
            if (member.value().is_string()) {
                EXPECT_THAT(std::string(member.value().get_string()), ::testing::Not(::testing::HasSubstr("s3cret")));
            }
        }
    }
    EXPECT_EQ(to_json(*actions).at("actions").as_array().front().at("action").as_string(), "register_agent");
}

TEST_F(PlanTest, WithoutSynchronizationOrInStagingNobodyIsImported) {
    auto draft = wanted();
    draft.config.synchronization.start = false;
    EXPECT_THAT(kinds(draft), ::testing::Not(::testing::Contains("first_import")));
    draft = wanted();
    draft.config.synchronization.staging = true;
    EXPECT_THAT(kinds(draft), ::testing::Not(::testing::Contains("first_import")));
}

}  // namespace
}  // namespace tilbage::connect::setup
