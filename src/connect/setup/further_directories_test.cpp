// Further directories through the engine that configures: what is planned, and what is written.
#include <gmock/gmock.h>

#include "connect/setup/compare.h"
#include "connect/setup/plan.h"
#include "connect/setup/render_config.h"
#include "connect/setup/testing/wanted.h"
#include "support/temp_dir.h"

namespace tilbage::connect::setup {
namespace {

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
            all.push_back(std::string(name_of(action.kind)) + ": " + in_words(action, Language::english));
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
