#include "connect/setup/dialogue.h"

#include <sstream>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "connect/agent_words.h"
#include "connect/setup/plan.h"
#include "connect/setup/testing/fake_agent.h"
#include "connect/setup/testing/fake_tenant.h"
#include "connect/setup/testing/wanted.h"
#include "connect/wizard/testing/fake_directory_setup.h"
#include "crypto/system_random.h"

namespace tilbage::connect::setup {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DialogueTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path state_dir() const { return dir_.path() / "state"; }
    [[nodiscard]] std::filesystem::path file() const { return dir_.path() / "connect.toml"; }
    [[nodiscard]] Current current() const { return std::move(*load_current(file(), state_dir())); }
    // The exit code; what was said is in `said_`.
    int configure(const std::string& answers, const languages::Words& words = agent_languages().english()) {
        std::istringstream in(answers);
        std::ostringstream out;
        Terminal terminal(in, out, words);
        const int code = configure_in_terminal(
            {.terminal = terminal, .directories = directories_, .clock = clock_, .random = random_}, service_,
            quick_times(), current());
        said_ = out.str();
        return code;
    }
    // The tenant's authority is not the system's: asked for once, then the address is confirmed.
    [[nodiscard]] std::string cloud() const { return tenant_.url() + "\n" + tenant_.ca_file() + "\n\n"; }
    static std::string directory() { return "ex1.test\n\n\n1\nCN=svc,OU=Services,DC=ex1,DC=test\nsvc-secret-1\n\n"; }
    static std::string scope() { return "2\nOU=People,DC=ex1,DC=test\n\n\n\n"; }
    static std::string options() { return "y\n\n\n"; }

    testing::TempDir dir_;
    FakeTenant tenant_;
    wizard::FakeDirectorySetup directories_;
    FakeService service_{state_dir()};
    const base::SystemClock clock_;
    crypto::SystemRandom random_;
    std::string said_;
};

TEST_F(DialogueTest, TheWizardsQuestionsInItsOrderConfigureAnAgentWhole) {
    ASSERT_EQ(configure(cloud() + directory() + scope() + options() + "y\n"), 0) << said_;
    std::size_t at = 0;
    for (const auto* page : {"Welcome", "Connect to the cloud", "BCDF-GHJK", "Connect directories",
                             "Domain and OU filtering", "5 people in", "Rights of the account", "Optional features",
                             "Ready to configure", "Register this agent", "Configuration complete"}) {
        at = said_.find(page, at);
        ASSERT_NE(at, std::string::npos) << page << "\n" << said_;
    }
    EXPECT_THAT(said_, Not(HasSubstr("svc-secret-1")));
    EXPECT_EQ(tenant_.agents().size(), 1U);
    const auto loaded = load_config(file());
    ASSERT_TRUE(loaded) << loaded.error().front();
    EXPECT_TRUE(loaded->features.password_writeback);
    EXPECT_EQ(loaded->scope.units.include.front().str(), "OU=People,DC=ex1,DC=test");
    EXPECT_EQ(loaded->scope.guids.at("OU=People,DC=ex1,DC=test"),
              directories_.forest.guid_of("OU=People,DC=ex1,DC=test"));

    // Enter at every question keeps everything.
    EXPECT_EQ(configure(std::string(20, '\n')), 0) << said_;
    EXPECT_THAT(said_, HasSubstr("There is nothing to do."));
}

TEST_F(DialogueTest, ItSpeaksDanishToDanes) {
    ASSERT_EQ(configure(cloud() + directory() + scope() + "j\n\n\nj\n", agent_languages().for_locale("da")), 0)
        << said_;
    EXPECT_THAT(said_, AllOf(HasSubstr("Velkommen"), HasSubstr("Tilbageførsel af adgangskode"),
                             HasSubstr("Konfigurationen er fuldført"), Not(HasSubstr("Welcome"))));
}

TEST_F(DialogueTest, AnAccountCanBeMadeWithAnAdministratorsCredentialsThatAreNotKept) {
    ASSERT_EQ(configure(cloud() + "ex1.test\n\n\n2\n\nAdministrator\nadmin-secret-1\n\n1\n\n" + options() + "y\n"), 0)
        << said_;
    const auto loaded = load_config(file());
    ASSERT_TRUE(loaded) << loaded.error().front();
    EXPECT_EQ(loaded->directory.bind_dn, "CN=svc-tilbage,CN=Users,DC=ex1,DC=test");
    EXPECT_EQ(loaded->directory.bind_password.open_text(), "made-secret-1");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir_.path())) {
        if (!entry.is_regular_file()) continue;
        EXPECT_THAT(read_file(entry.path()).value_or(""), Not(HasSubstr("admin-secret-1"))) << entry.path();
    }
}

TEST_F(DialogueTest, AKeytabIsTakenIntoTheStateFolder) {
    const auto keytab = dir_.path() / "svc.keytab";
    adapters::ldap::testing::add_key(keytab, {.principal = "svc-tilbage@EX1.TEST", .password = "x", .salt = "s"});
    const auto by_keytab = "ex1.test\nldap://dc1.ex1.test\n\n3\nsvc-tilbage\n" + keytab.string() + "\n\n";
    ASSERT_EQ(configure(cloud() + by_keytab + scope() + options() + "y\n"), 0) << said_;
    const auto loaded = load_config(file());
    ASSERT_TRUE(loaded) << loaded.error().front();
    EXPECT_EQ(loaded->directory.account, "svc-tilbage@EX1.TEST");
    EXPECT_EQ(loaded->directory.servers.front(), "ldap://dc1.ex1.test");
    EXPECT_TRUE(loaded->directory.bind_dn.empty());
    EXPECT_NE(loaded->directory.keytab_file, keytab.string());
    std::filesystem::remove(keytab);  // the copy is what counts

    EXPECT_EQ(configure(std::string(20, '\n')), 0) << said_;
    EXPECT_THAT(said_, HasSubstr("There is nothing to do."));

    // Back to a password: the key goes.
    ASSERT_EQ(configure("\n\nldaps://dc1.ex1.test\n\n1\nCN=svc,OU=Services,DC=ex1,DC=test\nsvc-secret-1\n\n" + scope() +
                        "\n\n\ny\n"),
              0)
        << said_;
    EXPECT_FALSE(load_config(file())->directory.has_keytab());
    EXPECT_FALSE(std::filesystem::exists(loaded->directory.keytab_file));
}

TEST_F(DialogueTest, AMissingRightIsNamedWithTheCommandsThatGrantIt) {
    core::MissingRight missing;
    missing.right = core::ConnectorRight::reset_password;
    missing.object_dn = "OU=People,DC=ex1,DC=test";
    missing.commands = {.samba_tool = "samba-tool dsacl set …", .dsacls = "dsacls \"OU=People…\""};
    directories_.forest.report.missing = {missing};
    EXPECT_EQ(configure(cloud() + directory() + scope() + "n\nn\n"), 1);
    EXPECT_THAT(said_,
                AllOf(HasSubstr("reset_password on OU=People,DC=ex1,DC=test"), HasSubstr("samba-tool dsacl set …"),
                      HasSubstr("dsacls \"OU=People…\""), HasSubstr("Nothing was changed.")));
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_TRUE(tenant_.agents().empty());
}

TEST_F(DialogueTest, WrongAnswersAreToldAndAskedAgain) {
    const auto wrong_password = "ex1.test\n\n\n1\nCN=svc,OU=Services,DC=ex1,DC=test\nwrong\ny\n";
    const auto wrong_unit = "2\nOU=Nowhere,DC=ex1,DC=test\nOU=People,DC=ex1,DC=test\n\n\n\n";
    ASSERT_EQ(configure("http://plain\n" + cloud() + wrong_password + directory() + wrong_unit + options() + "y\n"), 0)
        << said_;
    EXPECT_THAT(said_, AllOf(HasSubstr("https://"), HasSubstr("credentials_wrong"), HasSubstr("is not there")));
}

TEST_F(DialogueTest, AnotherDirectoryIsAskedForAddedKeptAndRemoved) {
    const std::string first = "ex1.test\n\n\n1\nCN=svc,OU=Services,DC=ex1,DC=test\nsvc-secret-1\ny\n";
    const std::string twice = "ex1.test\n\n\n1\nCN=svc,OU=Services,DC=ex1,DC=test\nsvc-secret-1\ny\n";
    const std::string second = "ex2.test\n\n\n1\nCN=svc,DC=ex2,DC=test\nsvc-secret-2\n\n";
    const std::string scope_of_second = "2\nOU=Guests,DC=ex2,DC=test\n\n\n\n";
    ASSERT_EQ(configure(cloud() + first + twice + second + scope() + scope_of_second + options() + "y\n"), 0) << said_;
    EXPECT_THAT(said_,
                AllOf(HasSubstr("That domain is there already."), HasSubstr("Domain and OU filtering (ex2.test)"),
                      HasSubstr("Rights of the account (ex2.test)")));
    const auto loaded = load_config(file());
    ASSERT_TRUE(loaded) << loaded.error().front();
    ASSERT_EQ(loaded->further.size(), 1U);
    const auto& added = loaded->further.front();
    EXPECT_EQ(added.directory.servers.front(), "ldaps://dc1.ex2.test");
    EXPECT_EQ(added.directory.bind_password.open_text(), "svc-secret-2");
    EXPECT_EQ(added.scope.guids.at("OU=Guests,DC=ex2,DC=test"),
              directories_.second.guid_of("OU=Guests,DC=ex2,DC=test"));
    EXPECT_EQ(loaded->scope.units.include.front().str(), "OU=People,DC=ex1,DC=test");

    EXPECT_EQ(configure(std::string(40, '\n')), 0) << said_;
    EXPECT_THAT(said_, HasSubstr("There is nothing to do."));

    directories_.second.gone = true;
    EXPECT_EQ(configure(std::string(40, '\n')), 0) << said_;
    EXPECT_THAT(said_, AllOf(HasSubstr("It stays as it is"), HasSubstr("There is nothing to do.")));

    // "3", then a doubt, then a yes.
    EXPECT_EQ(configure("\n\n\n\n\n\n\n3\n\n" + std::string(20, '\n')), 0) << said_;
    EXPECT_THAT(said_,
                AllOf(HasSubstr("Its people are removed from the tenant"), HasSubstr("There is nothing to do.")));
    ASSERT_EQ(configure("\n\n\n\n\n\n\n3\ny\n" + std::string(20, '\n')), 0) << said_;
    EXPECT_THAT(load_config(file())->further, ::testing::IsEmpty()) << said_;
}

TEST_F(DialogueTest, TheEndOfTheInputChangesNothing) {
    EXPECT_EQ(configure(cloud() + directory()), 1);
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_TRUE(tenant_.agents().empty());
}

TEST_F(DialogueTest, AFailedStepCanBeRolledBackFromTheTerminal) {
    service_.cannot_start = true;
    EXPECT_EQ(configure(cloud() + directory() + scope() + options() + "y\n2\n"), 1);
    EXPECT_THAT(said_,
                AllOf(HasSubstr("FAILED  Start the agent: start it yourself"), HasSubstr("Nothing was changed.")));
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_TRUE(tenant_.agents().empty());
}

}  // namespace
}  // namespace tilbage::connect::setup
