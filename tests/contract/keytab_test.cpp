// The connector account by its keytab, on a real domain controller: what the other suites, which run over both of its
// transports, do not ask.
#include <gmock/gmock.h>
#include <thread>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "adapters/ldap/ldap_directory.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "adapters/ldap/open_connection.h"
#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"
#include "crypto/system_random.h"
#include "support/libldap_leak.h"
#include "support/temp_dir.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::Deadline;
using adapters::ldap::LdapDirectory;
using adapters::ldap::ServerAddress;
using adapters::ldap::Settings;
using base::ErrorCode;
using core::SignIn;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Key = adapters::ldap::testing::KeytabKey;
using Code = core::DirectoryFailureCode;

std::vector<std::string> transports() {
    return has_samba() ? std::vector<std::string>{"ldap://", "ldaps://"} : std::vector<std::string>{};
}
std::string name_of_transport(const ::testing::TestParamInfo<std::string>& info) {
    return info.param == "ldap://" ? "sealed" : "in_tls";
}

class WithKeytab : public ::testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] Settings settings() const { return keytab_settings(GetParam()); }
    [[nodiscard]] static auto open(const Settings& settings, base::Millis time = std::chrono::seconds(10)) {
        const auto address = ServerAddress::parse(settings.servers.front(), settings.signs_in_with());
        if (!address) throw std::runtime_error(address.error().message);
        return open_signed_in(*address, settings, Deadline::in(time));
    }
    [[nodiscard]] static base::Error error_of(const Settings& settings) {
        const auto opened = open(settings);
        return opened ? base::Error{ErrorCode::internal, "was let in"} : opened.error();
    }
    // Settings with a keytab of this one key, of the connector account unless told otherwise.
    [[nodiscard]] Settings with_key(Key key) const {
        if (key.principal.empty()) key.principal = "svc-writeback@" + variable("AD_REALM");
        if (key.salt.empty()) key.salt = variable("AD_REALM") + key.principal.substr(0, key.principal.find('@'));
        const auto file = folder_.path() / new_name("keytab");
        adapters::ldap::testing::add_key(file, key);
        auto changed = settings();
        changed.keytab_file = file.string();
        changed.account = key.principal;
        return changed;
    }

    tilbage::testing::TempDir folder_;
    base::SystemClock clock_;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WithKeytab);
INSTANTIATE_TEST_SUITE_P(On, WithKeytab, ::testing::ValuesIn(transports()), name_of_transport);

TEST_P(WithKeytab, a_keytab_made_from_the_password_is_as_good_as_an_exported_one) {
    EXPECT_EQ(error_of(with_key({.principal = {}, .password = variable("AD_CONNECTOR_PASSWORD"), .salt = {}})).message,
              "was let in");
}

TEST_P(WithKeytab, a_key_that_is_not_the_accounts_is_told) {
    // Somebody new, since each attempt counts towards a lockout.
    auto& samba = world_of("samba");
    const auto found = samba.directory().find_person(samba.joined(samba.add({})));
    const auto account = std::get<core::DirectoryPerson>(found.value()).sam_account_name;
    const auto stale = error_of(with_key({.principal = account + "@" + variable("AD_REALM"),
                                          .password = "an older password",
                                          .salt = {},
                                          .version = 7}));
    EXPECT_EQ(stale.code, ErrorCode::permission_denied);
    EXPECT_THAT(stale.message, AllOf(HasSubstr(account + "@"), HasSubstr("key version 7"),
                                     HasSubstr("password was changed"), HasSubstr("Make the keytab again")));
}

TEST_P(WithKeytab, an_account_that_is_not_there_is_told) {
    const auto unknown =
        error_of(with_key({.principal = "svc-nobody@" + variable("AD_REALM"), .password = "x", .salt = {}}));
    EXPECT_EQ(unknown.code, ErrorCode::permission_denied);
    EXPECT_THAT(unknown.message, AllOf(HasSubstr("no account svc-nobody@"), HasSubstr("directory.account")));
}

TEST_P(WithKeytab, an_account_of_another_domain_is_told) {
    const auto other = error_of(with_key({.principal = "svc-writeback@EX9.TEST", .password = "x", .salt = {}}));
    EXPECT_EQ(other.code, ErrorCode::permission_denied);
    EXPECT_THAT(other.message, AllOf(HasSubstr("EX9.TEST"), HasSubstr("serves the realm " + variable("AD_REALM"))));
}

TEST_P(WithKeytab, a_disabled_account_is_told) {
    const auto refused = error_of(with_key(
        {.principal = "disabled@" + variable("AD_REALM"), .password = variable("AD_USER_PASSWORD"), .salt = {}}));
    EXPECT_EQ(refused.code, ErrorCode::permission_denied);
    EXPECT_THAT(refused.message, HasSubstr("disabled, locked or expired"));
}

TEST_P(WithKeytab, a_server_name_without_a_service_is_told_with_the_servers_own) {
    auto wrong = settings();
    wrong.servers = {GetParam() + variable("AD_DOMAIN")};  // resolves to the same server, and its certificate has it
    const auto unknown = error_of(wrong);
    EXPECT_EQ(unknown.code, ErrorCode::unavailable);
    EXPECT_THAT(unknown.message, AllOf(HasSubstr("ldap/" + variable("AD_DOMAIN")), HasSubstr("SPN"),
                                       HasSubstr("it calls itself " + variable("AD_HOST_NAME"))));
}

TEST_P(WithKeytab, a_connection_ends_with_its_ticket_and_the_pool_makes_a_new_one_before) {
    auto brief = settings();
    brief.connections = 1;
    brief.ticket_life = std::chrono::seconds(125);  // the pool keeps two minutes in hand
    const auto pool = make_pool(brief.clone());
    const auto lend = [&] {
        auto lease = pool->lease(pool->default_deadline());
        if (!lease) throw std::runtime_error(lease.error().message);
        const auto end = (*lease)->end();
        EXPECT_TRUE(end.has_value());
        return end->time();
    };
    const auto first = lend();
    EXPECT_EQ(lend(), first);
    const auto begun = Deadline::Steady::now();
    while (lend() == first && Deadline::Steady::now() - begun < std::chrono::seconds(60)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_GT(lend(), first);

    // And this is why: the domain controller does not answer any more on an older one.
    brief.ticket_life = std::chrono::seconds(1);
    const auto old = open(brief);
    ASSERT_TRUE(old) << old.error().message;
    const auto asked = [&] {
        return (*old)->search({.base = "", .attributes = {"dnsHostName"}}, Deadline::in(std::chrono::seconds(2)));
    };
    const tilbage::testing::ForgiveLibldapsGoodbye forgiven;
    const auto since = Deadline::Steady::now();
    while (asked() && Deadline::Steady::now() - since < std::chrono::seconds(20)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_FALSE((*old)->usable());
}

TEST_P(WithKeytab, large_answers_and_many_threads_are_sealed_as_well) {
    const auto pool = make_pool(settings());
    std::atomic<std::size_t> entries{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto lease = pool->lease(pool->default_deadline());
            if (!lease) return;
            const auto all = (*lease)->search({.base = variable("AD_BASE_DN"),
                                               .scope = adapters::ldap::SearchRequest::Scope::subtree,
                                               .attributes = {"*"}},
                                              pool->default_deadline());
            if (all) entries += all->size();
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_GT(entries, 8U * 200U);
}

TEST_P(WithKeytab, the_survey_finds_the_own_account_by_whatever_name) {
    const auto by_keytab = settings();
    adapters::ldap::LdapSurveyor surveyor(by_keytab, {"OU=People," + variable("AD_BASE_DN")}, {});
    const auto survey = surveyor.survey(by_keytab.servers.front());
    ASSERT_TRUE(survey) << survey.error().message;
    EXPECT_TRUE(survey->own_sid.starts_with("S-1-5-21-"));
    for (const auto& finding : survey->findings) {
        EXPECT_NE(finding.weight, core::SurveyFinding::Weight::error) << finding.text;
    }
}

TEST_P(WithKeytab, the_survey_finds_a_protected_group_by_its_guid_whatever_its_name) {
    const auto by_keytab = settings();
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup setup(random);
    const auto session =
        setup.open({.forest = variable("AD_DOMAIN"), .servers = by_keytab.servers, .ca_file = variable("AD_CA")},
                   {by_keytab.account, {}, by_keytab.keytab_file});
    ASSERT_TRUE(session) << session.error().message;
    const auto some = (*session)->search_groups("a", 1);
    ASSERT_TRUE(some && !some->groups.empty());
    const auto group = (*session)->resolve_group(some->groups.front().dn, std::nullopt);
    ASSERT_TRUE(group) << group.error().message;
    const auto surveyed = [&](std::string dn, std::optional<core::ObjectGuid> guid) {
        adapters::ldap::LdapSurveyor surveyor(by_keytab, {}, {{.dn = std::move(dn), .guid = guid}});
        auto survey = surveyor.survey(by_keytab.servers.front());
        return survey ? survey->protected_group_sids : std::vector<std::string>{survey.error().message};
    };
    const auto by_name = surveyed(group->dn, std::nullopt);
    ASSERT_EQ(by_name.size(), 1U);
    EXPECT_TRUE(by_name.front().starts_with("S-1-5-21-")) << by_name.front();
    const auto renamed = "CN=As It Was Called,CN=Users," + variable("AD_BASE_DN");
    EXPECT_EQ(surveyed(renamed, group->guid), by_name);
    EXPECT_EQ(surveyed(group->dn, core::ObjectGuid()), by_name) << "in a domain that was built anew";
    EXPECT_TRUE(surveyed(renamed, std::nullopt).empty());
}

TEST_P(WithKeytab, the_wizard_signs_in_with_it_and_tells_faults_by_code) {
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup setup(random);
    const auto code_with = [&](const std::string& server, std::string name, std::string keytab) {
        const auto opened =
            setup.open({.forest = variable("AD_DOMAIN"), .servers = {server}, .ca_file = variable("AD_CA")},
                       {std::move(name), {}, std::move(keytab)});
        return opened ? std::string("signed in as ") + (*opened)->facts().account_dn
                      : std::string(core::to_text(opened.error().code));
    };
    const auto server = GetParam() + variable("AD_HOST_NAME");
    const auto keytab = variable("AD_CONNECTOR_KEYTAB");
    EXPECT_EQ(code_with(server, "svc-writeback", keytab), "signed in as " + variable("AD_CONNECTOR_DN"));
    EXPECT_EQ(code_with(server, "svc-writeback", "/nowhere.keytab"), "keytab_unreadable");
    EXPECT_EQ(code_with(server, "svc-nothing", keytab), "keytab_wrong");
    EXPECT_EQ(code_with("ldaps://" + variable("AD_HOST"), "svc-writeback", keytab), "host_name_needed");
    EXPECT_EQ(code_with(GetParam() + variable("AD_DOMAIN"), "svc-writeback", keytab), "server_name_unknown");
}

TEST_P(WithKeytab, an_administrator_of_the_domain_is_refused_as_ever) {
    const auto boss = with_key(
        {.principal = "Administrator@" + variable("AD_REALM"), .password = variable("AD_ADMIN_PASSWORD"), .salt = {}});
    crypto::SystemRandom random;
    adapters::ldap::LdapDirectorySetup setup(random);
    const auto opened = setup.open({.forest = {}, .servers = settings().servers, .ca_file = variable("AD_CA")},
                                   {boss.account, {}, boss.keytab_file});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::account_is_administrator) << opened.error().message;
}

// What the suite of passwords proves over TLS, by Kerberos: here no password is ever sent.
class PasswordByKerberos : public DirectoryContract {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PasswordByKerberos);
INSTANTIATE_TEST_SUITE_P(On, PasswordByKerberos,
                         ::testing::ValuesIn(has_samba() ? std::vector<std::string>{"samba_with_keytab_sealed"}
                                                         : std::vector<std::string>{}),
                         name_of_world);

TEST_P(PasswordByKerberos, tells_a_right_one_from_a_wrong_one) {
    const auto anchor = world().add({});
    EXPECT_EQ(verify(anchor, kFirstPassword), SignIn::ok);
    EXPECT_EQ(verify(anchor, "not the password"), SignIn::wrong);
    EXPECT_EQ(find(anchor).bad_password_count, 1);
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Blåbærgrød-2026-☃")), core::AnswerMeaning::done);
    EXPECT_EQ(verify(anchor, "Blåbærgrød-2026-☃"), SignIn::ok);
    EXPECT_EQ(verify(anchor, kFirstPassword), SignIn::wrong);
}

TEST_P(PasswordByKerberos, proves_one_that_must_be_changed) {
    const auto must_change = world().add({.must_change = true});
    EXPECT_EQ(verify(must_change, kFirstPassword), SignIn::must_change);
    EXPECT_EQ(verify(must_change, "not the password"), SignIn::wrong);
}

TEST_P(PasswordByKerberos, claims_nothing_of_an_account_that_is_kept_out) {
    const auto locked = world().add({});
    world().lock_out(locked);
    for (const auto& anchor : {locked, world().add({.disabled = true}), world().add({.expired = true})}) {
        EXPECT_FALSE(core::proves_password(verify(anchor, kFirstPassword)));
    }
}

}  // namespace
}  // namespace tilbage::contract
