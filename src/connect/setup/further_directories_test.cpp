// Further directories through the engine that configures: what is planned, and what is written.
#include <gmock/gmock.h>
#include <sstream>

#include "connect/agent_words.h"
#include "connect/setup/apply_directories.h"
#include "connect/setup/changed_scopes.h"
#include "connect/setup/compare.h"
#include "connect/setup/plan.h"
#include "connect/setup/render_config.h"
#include "connect/setup/testing/wanted.h"
#include "connect/sync/testing/previewing_agent.h"
#include "connect/wizard/testing/fake_directory_setup.h"
#include "support/temp_dir.h"

namespace tilbage::connect::setup {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FurtherDirectoriesTest : public ::testing::Test {
protected:
    FurtherDirectoriesTest() {
        std::filesystem::permissions(password_, std::filesystem::perms::owner_read);
        current_.config.state_dir = dir_.path();
        current_.config.import.alternate_mail_attribute = "otherMailbox";
        current_.config = with_second().config;
        current_.file_exists = current_.has_signing_key = current_.has_sealing_key = current_.agent_running = true;
        current_.identity = Identity{core::AgentId("a"), core::TenantId("t"), "ex1.test"};
        current_.registered_at = current_.config.tenant.url;
    }
    Draft without() {
        auto draft = wanted_draft(current_, "https://id.ex1.test", ca_.string());
        draft.config.directory_password_file = password_;
        draft.config.further.clear();
        return draft;
    }
    Draft with_second() {
        auto draft = without();
        DirectoryConfig second;
        second.number = 2;
        second.directory.servers = {"ldaps://dc1.ex2.test:636"};
        second.directory.ca_file = ca_.string();
        second.directory.bind_dn = "CN=svc,DC=ex2,DC=test";
        second.directory.bind_password = base::SecretBytes::copy_of("of the second");
        second.directory_password_file = password_;
        second.directory.connections = 3;
        second.scope.units = {.mode = core::Scope::Mode::selected,
                              .include = {*core::DistinguishedName::parse("OU=People,DC=ex2,DC=test")},
                              .exclude = {}};
        second.scope.protected_groups = {"CN=Board,DC=ex2,DC=test"};
        draft.config.further.push_back(std::move(second));
        return draft;
    }
    std::vector<std::string> words(const Draft& draft) {
        const auto actions = plan(current_, draft);
        EXPECT_TRUE(actions) << actions.error().message;
        std::vector<std::string> all;
        for (const auto& action : *actions)
            all.push_back(std::string(name_of(action.kind)) + ": " + in_words(action, agent_languages().english()));
        return all;
    }

    testing::TempDir dir_;
    const std::filesystem::path ca_ = dir_.write("ca.pem", "one authority");
    const std::filesystem::path password_ = dir_.write("password", "of the second\n");
    Current current_;
};

TEST_F(FurtherDirectoriesTest, OneThatIsThereNeedsNothing) { EXPECT_THAT(words(with_second()), IsEmpty()); }

TEST_F(FurtherDirectoriesTest, OneThatIsAddedIsConnectedAndItsPeopleComeByAnImport) {
    current_.config.further.clear();
    EXPECT_THAT(
        words(with_second()),
        ElementsAre("set_directory: Connect to the directory ex2.test (ldaps://dc1.ex2.test:636) as "
                    "CN=svc,DC=ex2,DC=test [directory2]",
                    "set_scope: Sync OU=People,DC=ex2,DC=test [directory2]", "first_import: Import the people"));
}

TEST_F(FurtherDirectoriesTest, OneThatIsTakenAwayTakesItsPeopleAwayAndThePlanSaysSo) {
    const auto plan = words(without());
    ASSERT_EQ(plan.size(), 2U);
    EXPECT_THAT(plan.front(), HasSubstr("remove_directory: Leave the directory ex2.test: its people are removed"));
}

TEST_F(FurtherDirectoriesTest, OnlyWhatDiffersIsTold) {
    auto draft = with_second();
    draft.config.further.front().directory.bind_password = base::SecretBytes::copy_of("another");
    EXPECT_THAT(words(draft), ElementsAre(HasSubstr("set_directory_credentials: ")));
    draft = with_second();
    draft.config.further.front().directory.connections = 4;
    EXPECT_THAT(words(draft), ElementsAre("set_options: Change directory2.connections"));
    draft = with_second();
    draft.config.further.front().scope.units.exclude = {*core::DistinguishedName::parse("OU=X,DC=ex2,DC=test")};
    EXPECT_THAT(words(draft), ElementsAre(HasSubstr("set_scope: "), HasSubstr("first_import")));
}

TEST_F(FurtherDirectoriesTest, ANumberIsThatOfTheDomainElseOneThatNobodyHad) {
    const auto both = with_second();
    const auto first = without();
    EXPECT_EQ(free_number({}, {}, "ex1.test"), 1);
    EXPECT_EQ(free_number({}, first.config, "ex2.test"), 2);
    EXPECT_EQ(free_number(both.config, first.config, "EX2.test"), 2) << "taken away and added again";
    EXPECT_EQ(free_number(both.config, first.config, "ex3.test"), 3)
        << "2 is another domain's, as long as that is in force";
    EXPECT_EQ(free_number(both.config, both.config, "ex3.test"), 3);
    auto full = with_second();
    for (core::DirectoryNumber number = 3; number <= kMostDirectories; ++number)
        (void)add_directory({}, full.config, number, "x.test");
    EXPECT_EQ(free_number({}, full.config, "ex3.test"), std::nullopt);
    remove_directory(full.config, 5);
    EXPECT_EQ(directory_of(full.config, 5), nullptr);
    EXPECT_EQ(free_number({}, full.config, "ex3.test"), 5);
    EXPECT_EQ(add_directory({}, full.config, 5, "x.test").scope.units.mode, core::Scope::Mode::all);
    EXPECT_EQ(full.config.further.at(3).number, 5) << "in the order of their numbers";
}

TEST_F(FurtherDirectoriesTest, OneThatIsAddedAgainHasTheOptionsThatItHad) {
    auto draft = with_second();
    remove_directory(draft.config, 2);
    const auto& again = add_directory(current_.config, draft.config, 2, "ex2.test");
    EXPECT_EQ(again.directory.connections, 3);
    EXPECT_THAT(again.scope.protected_groups, ElementsAre("CN=Board,DC=ex2,DC=test"));
}

TEST_F(FurtherDirectoriesTest, WhatTheAgentIsAskedIsEveryScopeThatChangesAndEveryOneThatGoes) {
    EXPECT_THAT(changed_scopes(current_.config, with_second().config), IsEmpty());
    EXPECT_THAT(changed_scopes({}, with_second().config), IsEmpty());
    auto draft = with_second();
    draft.config.scope.units.include = {*core::DistinguishedName::parse("OU=Staff,DC=ex1,DC=test")};
    draft.config.further.front().scope.pilot_group = "CN=Band,DC=ex2,DC=test";
    auto changed = changed_scopes(current_.config, draft.config);
    ASSERT_EQ(changed.size(), 2U);
    EXPECT_EQ(changed[0].rules.scope, draft.config.scope.units);
    EXPECT_EQ(changed[1].directory, 2);
    EXPECT_EQ(changed[1].rules.pilot_group, "CN=Band,DC=ex2,DC=test");
    changed = changed_scopes(current_.config, without().config);
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].directory, 2);
    EXPECT_THAT(changed[0].rules.scope.include, IsEmpty());
    draft.config.further.front().directory.servers = {"ldaps://dc1.ex3.test"};
    EXPECT_EQ(changed_scopes(current_.config, draft.config).size(), 1U) << "nobody knows that one yet";
}

TEST_F(FurtherDirectoriesTest, WhoComesAndWhoGoesIsToldOfEveryScopeInEveryLanguage) {
    core::ScopePreview preview;
    preview.people = 1200;
    preview.groups = 1;
    preview.added = 1;
    preview.added_sample = {"none"};  // a name like another
    preview.removed = 2;
    preview.removed_sample = {"carl@ex2.test", "dora@ex2.test"};
    preview.unknown = {"OU=Nowhere,DC=ex2,DC=test"};
    preview.limit = 1;
    preview.holds = true;
    base::Guarded<core::ScopePreview> answer(preview);  // read by the agent's thread
    const PreviewingAgent agent(dir_.path(),
                                [&](const auto&) { return answer.with([](const auto& now) { return now; }); });
    auto wanted = with_second();
    wanted.config.further.front().scope.units.include = {*core::DistinguishedName::parse("OU=X,DC=ex2,DC=test")};
    const auto told = [&](const languages::Words& words) {
        std::istringstream in;
        std::ostringstream out;
        Terminal terminal(in, out, words);
        tell_scope_changes(terminal, current_, wanted.config);
        return out.str();
    };
    EXPECT_EQ(told(agent_languages().english()),
              "[directory2] ex2.test: the scope would have 1,200 people and 1 group\n"
              "  1 person would be added: none\n"
              "  2 people would be removed: carl@ex2.test, dora@ex2.test\n"
              "  the directory has no OU=Nowhere,DC=ex2,DC=test\n"
              "that is above the threshold of 1 removal: they would wait for an administrator's yes (the portal, or "
              "tilbage-connect sync threshold --allow)\n");
    preview.added = 0;
    preview.added_sample.clear();
    answer.with([&](auto& now) { now = preview; });
    EXPECT_THAT(told(agent_languages().for_locale("da")),
                AllOf(HasSubstr("[directory2] ex2.test: der ville være 1.200 personer og 1 gruppe\n"
                                "  0 personer ville komme til\n"
                                "  2 personer ville blive fjernet: carl@ex2.test, dora@ex2.test\n"
                                "  kataloget har ingen OU=Nowhere,DC=ex2,DC=test\n"),
                      HasSubstr("det er over grænsen på 1: ")));
}

TEST_F(FurtherDirectoriesTest, ApplyNamesTheRightsThatAnAddedAccountLacksAndLooksUpItsUnits) {
    wizard::FakeDirectorySetup directories;
    directories.second.passwords = {{"CN=svc,DC=ex2,DC=test", "of the second"}};
    directories.second.units.insert("OU=People,DC=ex2,DC=test");
    core::MissingRight missing;
    missing.right = core::ConnectorRight::reset_password;
    missing.object_dn = "OU=People,DC=ex2,DC=test";
    missing.commands = {.samba_tool = "samba-tool dsacl set …", .dsacls = "dsacls …"};
    directories.second.report.missing = {missing};
    current_.config.further.clear();
    auto wanted = with_second();
    note_guids(directories, current_, wanted.config);
    EXPECT_EQ(wanted.config.further.front().scope.guids.size(), 1U);

    std::istringstream in;
    std::ostringstream out;
    Terminal terminal(in, out, agent_languages().english());
    tell_rights_of_added(terminal, directories, current_, wanted.config);
    EXPECT_THAT(out.str(),
                HasSubstr("[directory2] ex2.test: the account lacks\n  reset_password on OU=People,DC=ex2,DC=test"));
    EXPECT_THAT(out.str(), HasSubstr("samba-tool dsacl set …"));
    EXPECT_THAT(out.str(), ::testing::Not(HasSubstr("ex1.test"))) << "that of the first is as it was";
    out.str({});
    wanted.config.further.front().directory.bind_password = base::SecretBytes::copy_of("wrong");
    tell_rights_of_added(terminal, directories, current_, wanted.config);
    EXPECT_THAT(out.str(), HasSubstr("[directory2] ex2.test: credentials_wrong"));
}

TEST_F(FurtherDirectoriesTest, AreWrittenAndReadBackAsTheyWere) {
    const auto file = dir_.write("connect.toml", render_config(with_second().config));
    const auto read = load_config(file);
    ASSERT_TRUE(read) << read.error().at(0);
    ASSERT_EQ(read->further.size(), 1U);
    const auto wanted = with_second();
    const auto& before = wanted.config.further.front();
    const auto& after = read->further.front();
    EXPECT_TRUE(same_directory(before, after));
    EXPECT_TRUE(same_credentials(before, after));
    EXPECT_TRUE(same_scope(before.scope, after.scope));
    EXPECT_THAT(options_that_differ(wanted.config, *read), IsEmpty());
    const auto exported = render_export(with_second().config);
    EXPECT_THAT(exported, HasSubstr("the connector account's password of [directory2]"));
}

}  // namespace
}  // namespace tilbage::connect::setup
