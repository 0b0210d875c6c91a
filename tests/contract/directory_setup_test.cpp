// What the wizard asks of a real domain controller.
#include <gmock/gmock.h>

#include "adapters/ldap/connection.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"
#include "contract/setup_world.h"
#include "core/directory_setup/connector_rights.h"
#include "support/certificates.h"

namespace tilbage::contract {
namespace {

using core::ConnectorRight;
using core::DirectoryFailureCode;
using core::MissingRight;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DirectorySetupContract : public ::testing::TestWithParam<std::string> {
protected:
    SetupWorld& world() {
        if (!world_) world_ = std::make_unique<SetupWorld>();
        return *world_;
    }
    core::DirectoryFailure refusal(const core::DirectoryTarget& target, const core::DirectoryCredentials& credentials) {
        auto session = world().setup().open(target, credentials);
        return session ? core::DirectoryFailure{DirectoryFailureCode::invalid, "was let in"} : session.error();
    }
    static std::vector<std::string> summary(const core::RightsReport& report) {
        std::vector<std::string> lines;
        for (const auto& missing : report.missing) {
            lines.push_back(std::string(to_text(missing.right)) + " " + missing.object_dn);
        }
        return lines;
    }
    // Runs what the report prints, and looks again.
    void expect_healed_by_samba_tool(const core::RightsReport& report, const core::Scope& scope) {
        for (const auto& missing : report.missing) {
            EXPECT_EQ(SetupWorld::run(missing.commands.samba_tool), 0) << missing.commands.samba_tool;
        }
        EXPECT_THAT(summary(world().test_rights(scope)), IsEmpty());
    }
    void expect_healed_by_samba_tool(const core::RightsReport& report) {
        expect_healed_by_samba_tool(report, world().scope());
    }

private:
    std::unique_ptr<SetupWorld> world_;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DirectorySetupContract);
INSTANTIATE_TEST_SUITE_P(On, DirectorySetupContract, ::testing::ValuesIn(real_directories()), name_of_world);

std::string base_dn() { return variable("AD_BASE_DN"); }

TEST_P(DirectorySetupContract, a_created_account_lacks_nothing_and_a_second_grant_changes_nothing) {
    EXPECT_GT(world().account().grants, 0);
    const auto report = world().test_rights();
    EXPECT_THAT(summary(report), IsEmpty());
    EXPECT_EQ(report.people, 1U);
    EXPECT_TRUE(report.can_write_back());
    const auto again =
        world().setup().grant(SetupWorld::target(), SetupWorld::administrator(), world().account().dn, world().scope());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, 0);
}

TEST_P(DirectorySetupContract, each_right_on_people_that_is_taken_away_is_named_and_granted_by_the_printed_command) {
    for (const auto right : core::rights_on_people()) {
        world().account();
        world().take_away(world().root(), wanted_access(right).object);
        const auto report = world().test_rights();
        EXPECT_THAT(summary(report), ElementsAre(std::string(to_text(right)) + " " + world().root()));
        ASSERT_THAT(report.missing, SizeIs(1));
        EXPECT_EQ(report.missing[0].applies_to, MissingRight::AppliesTo::unit);
        EXPECT_FALSE(report.missing[0].inheritance_disabled);
        // Everyone may change passwords, as delivered: nobody is without it yet.
        const bool is_needed_now = right != ConnectorRight::change_password;
        EXPECT_EQ(report.missing[0].people, is_needed_now ? 1U : 0U);
        EXPECT_EQ(report.missing[0].required, is_needed_now);
        EXPECT_EQ(report.can_write_back(), !is_needed_now);
        expect_healed_by_samba_tool(report);
    }
}

TEST_P(DirectorySetupContract, change_password_that_nobody_has_any_more_is_named) {
    world().account();
    const auto person = world().add_person(world().office());
    const auto change = core::wanted_access(ConnectorRight::change_password).object;
    world().take_away(world().root(), change);
    world().take_from_all(person, change);
    const auto report = world().test_rights();
    EXPECT_FALSE(report.can_write_back());
    EXPECT_THAT(summary(report), ElementsAre("change_password " + world().root()));
    expect_healed_by_samba_tool(report);
}

TEST_P(DirectorySetupContract, somebody_who_cannot_change_their_password_is_no_missing_right) {
    world().admin().deny_password_change(world().add_person(world().office()));
    EXPECT_THAT(summary(world().test_rights()), IsEmpty());
}

TEST_P(DirectorySetupContract, each_right_on_the_domain_that_is_taken_away_is_named_and_granted) {
    struct Case {
        ConnectorRight right;
        std::string object;
    };
    const Case cases[] = {
        {ConnectorRight::read_deleted_objects, "CN=Deleted Objects," + base_dn()},
        {ConnectorRight::read_password_settings, "CN=Password Settings Container,CN=System," + base_dn()},
    };
    for (const auto& [right, object] : cases) {
        world().account();
        world().take_away(object, std::nullopt);
        const auto report = world().test_rights();
        EXPECT_THAT(summary(report), ElementsAre(std::string(to_text(right)) + " " + object));
        ASSERT_THAT(report.missing, SizeIs(1));
        EXPECT_EQ(report.missing[0].applies_to, MissingRight::AppliesTo::domain);
        expect_healed_by_samba_tool(report);
    }
}

TEST_P(DirectorySetupContract, no_right_on_the_domain_itself_is_needed) {
    world().account();
    world().take_away(base_dn(), std::nullopt);
    EXPECT_THAT(summary(world().test_rights()), IsEmpty());
}

TEST_P(DirectorySetupContract, a_unit_whose_inheritance_is_disabled_is_named_itself) {
    world().account();
    world().disable_inheritance(world().office());
    const auto report = world().test_rights();
    const auto& office = world().office();
    EXPECT_THAT(summary(report), ElementsAre("reset_password " + office, "write_lockout_time " + office,
                                             "write_pwd_last_set " + office, "change_password " + office));
    for (const auto& missing : report.missing) {
        EXPECT_TRUE(missing.inheritance_disabled);
        EXPECT_EQ(missing.applies_to, MissingRight::AppliesTo::unit);
        EXPECT_EQ(missing.people, missing.required ? 1U : 0U);
    }
    expect_healed_by_samba_tool(report);
}

TEST_P(DirectorySetupContract, a_right_that_is_denied_is_named_where_the_denial_stands_and_given_back_by_removing_it) {
    world().account();
    world().deny(world().office(), core::wanted_access(ConnectorRight::reset_password).object);
    const auto report = world().test_rights();
    EXPECT_THAT(summary(report), ElementsAre("reset_password " + world().office()));
    expect_healed_by_samba_tool(report);
}

TEST_P(DirectorySetupContract, a_person_whose_inheritance_is_disabled_is_named_alone) {
    world().account();
    const auto person = world().add_person(world().root());
    world().disable_inheritance(person);
    const auto report = world().test_rights();
    EXPECT_THAT(summary(report), ElementsAre("reset_password " + person, "write_lockout_time " + person,
                                             "write_pwd_last_set " + person));
    for (const auto& missing : report.missing) {
        EXPECT_TRUE(missing.inheritance_disabled);
        EXPECT_EQ(missing.applies_to, MissingRight::AppliesTo::person);
    }
    expect_healed_by_samba_tool(report);
}

TEST_P(DirectorySetupContract, a_person_of_another_class_is_granted_as_such) {
    world().account();
    world().add_person(world().root(), "inetOrgPerson");
    const auto report = world().test_rights();
    EXPECT_THAT(summary(report), ElementsAre("reset_password " + world().root(), "write_lockout_time " + world().root(),
                                             "write_pwd_last_set " + world().root()));
    expect_healed_by_samba_tool(report);
}

TEST_P(DirectorySetupContract, administrators_in_scope_are_counted_and_not_reported) {
    world().account();
    const auto marked = world().add_person(world().root());
    world().admin().replace(marked, "adminCount", {"1"});
    const auto nested = world().add_person(world().root());
    world().admin().add_value("CN=Backup Operators,CN=Builtin," + base_dn(), "member",
                              world().add_group({world().add_group({nested})}));
    for (const auto& person : {marked, nested}) world().disable_inheritance(person);
    const auto report = world().test_rights();
    EXPECT_THAT(summary(report), IsEmpty());
    EXPECT_EQ(report.people, 3U);
    EXPECT_EQ(report.protected_people, 2U);
}

TEST_P(DirectorySetupContract, administrators_are_refused_as_connector_accounts) {
    const auto direct = refusal(SetupWorld::target(), SetupWorld::administrator());
    EXPECT_EQ(direct.code, DirectoryFailureCode::account_is_administrator);
    const auto person = world().add_person(world().root());
    world().admin().add_value("CN=Domain Admins,CN=Users," + base_dn(), "member",
                              world().add_group({world().add_group({person})}));
    const auto nested = refusal(SetupWorld::target(), SetupWorld::credentials(person, "Foraar-2026-Sol!"));
    EXPECT_EQ(nested.code, DirectoryFailureCode::account_is_administrator);
    EXPECT_THAT(nested.message, HasSubstr("Domain Admins"));
}

TEST_P(DirectorySetupContract, a_created_account_resets_in_scope_and_nowhere_else) {
    const auto inside = world().add_person(world().office());
    const auto unit = world().add_unit(new_name("OU=outside-"), base_dn());
    const auto outside = world().add_person(unit);
    const auto address = adapters::ldap::ServerAddress::parse(variable("AD_LDAPS")).value();
    const auto soon = adapters::ldap::Deadline::in(std::chrono::seconds(10));
    auto connection = adapters::ldap::Connection::open(address, variable("AD_CA"), soon).value();
    ASSERT_EQ(connection->bind(world().account().dn, world().account().password, soon)->result_code, 0);
    const auto password = quoted_password("Sommer-2026-Vind!");
    const adapters::ldap::Modification reset[] = {
        {adapters::ldap::Modification::Operation::replace, "unicodePwd", base::as_bytes(password)}};
    EXPECT_EQ(connection->modify(inside, reset, std::nullopt, soon).result_code, 0);
    constexpr int kInsufficientAccessRights = 50;
    EXPECT_EQ(connection->modify(outside, reset, std::nullopt, soon).result_code, kInsufficientAccessRights);
    EXPECT_EQ(bind_result(variable("AD_LDAPS"), variable("AD_CA"), inside, "Sommer-2026-Vind!"), 0);
    world().admin().remove_tree(unit);
}

TEST_P(DirectorySetupContract, an_account_is_found_by_each_of_its_names) {
    const auto& account = world().account();
    for (const auto& name :
         {account.dn, account.user_principal_name, account.name, variable("AD_NETBIOS") + "\\" + account.name}) {
        auto session =
            world().setup().open(SetupWorld::target(), SetupWorld::credentials(name, account.password.open_text()));
        ASSERT_TRUE(session) << name << ": " << session.error().message;
        const auto& facts = (*session)->facts();
        EXPECT_EQ(facts.account_dn, account.dn);
        EXPECT_EQ(facts.account_sid, account.sid);
        EXPECT_EQ(facts.domain_dns, variable("AD_DOMAIN"));
        EXPECT_EQ(facts.forest_dns, variable("AD_DOMAIN"));
        EXPECT_EQ(facts.domain_netbios, variable("AD_NETBIOS"));
        EXPECT_EQ(facts.base_dn, base_dn());
        EXPECT_GT(facts.schema_attributes, 1000);
    }
}

TEST_P(DirectorySetupContract, the_tree_shows_names_as_people_read_them_and_counts_whole_subtrees) {
    world().add_person(world().root());
    auto session = world().session();
    const auto domains = session->children("", 10);
    ASSERT_TRUE(domains);
    ASSERT_THAT(domains->nodes, SizeIs(1));
    EXPECT_EQ(domains->nodes[0].dn, base_dn());
    EXPECT_EQ(domains->nodes[0].kind, core::TreeNode::Kind::domain);
    EXPECT_TRUE(domains->nodes[0].has_children);

    const auto units = session->children(world().root(), 10);
    ASSERT_TRUE(units);
    ASSERT_THAT(units->nodes, SizeIs(1));
    const auto& office = units->nodes[0];
    EXPECT_EQ(office.name, R"(#1 Nørreport, Ærø + "Å";<x>=\y 'z' $HOME `id`)");
    EXPECT_EQ(office.people, 1U);
    EXPECT_FALSE(office.has_children);
    EXPECT_TRUE(session->children(office.dn, 10));

    const auto found = session->search("nørreport, æRØ", 10);
    ASSERT_TRUE(found);
    ASSERT_THAT(found->nodes, SizeIs(1));
    EXPECT_EQ(found->nodes[0].dn, office.dn);
    const auto root = session->search(world().root().substr(3, 15), 10);
    ASSERT_TRUE(root);
    ASSERT_THAT(root->nodes, SizeIs(1));
    EXPECT_EQ(root->nodes[0].people, 2U);
    EXPECT_TRUE(session->search("", 1)->more);
    EXPECT_EQ(session->children("OU=nowhere," + base_dn(), 10).error().code, DirectoryFailureCode::not_found);
}

TEST_P(DirectorySetupContract, people_in_and_out_of_a_scope_are_counted) {
    world().add_person(world().root());
    auto session = world().session();
    const auto whole = session->count({}, "");
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->out, 0U);
    auto scope = world().scope();
    scope.exclude = {core::DistinguishedName::parse(world().office()).value()};
    const auto part = session->count(scope, "");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->in, 1U);
    EXPECT_EQ(part->in + part->out, whole->in);
    EXPECT_EQ(session->count(world().scope(), "")->in, 2U);
}

TEST_P(DirectorySetupContract, a_pilot_group_is_found_by_its_name_and_its_guid_and_its_people_in_scope_are_counted) {
    const auto person = world().add_person(world().root());
    const auto inner = world().add_group({world().add_person(world().office())});
    const auto group = world().add_group({inner, person});
    auto session = world().session();
    const auto name = core::DistinguishedName::parse(group)->str();
    const auto cn = name.substr(3, name.find(',') - 3);
    const auto found = session->search_groups(cn.substr(1), 10);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(std::ranges::any_of(found->groups, [&](const auto& one) { return one.dn == group; }));
    EXPECT_EQ(session->search_groups("no such (group)*", 10)->groups.size(), 0U);
    EXPECT_EQ(session->search_groups("Domain Users", 10)->groups.size(), 0U) << "the system's own";

    auto scope = world().scope();
    EXPECT_EQ(session->count(scope, group)->in, 2U) << "nested ones too";
    scope.exclude = {core::DistinguishedName::parse(world().office()).value()};
    EXPECT_EQ(session->count(scope, group)->in, 1U);

    const auto resolved = session->resolve_group(group, std::nullopt);
    ASSERT_TRUE(resolved) << resolved.error().message;
    EXPECT_EQ(resolved->dn, group);
    EXPECT_EQ(session->resolve_group("CN=old name," + base_dn(), resolved->guid)->dn, group);
    EXPECT_EQ(session->resolve_group("CN=nobody," + base_dn(), std::nullopt).error().code,
              DirectoryFailureCode::not_found);
    EXPECT_EQ(session->resolve_group(person, std::nullopt).error().code, DirectoryFailureCode::not_found);
}

TEST_P(DirectorySetupContract, a_unit_is_found_by_its_name_and_by_its_guid) {
    auto session = world().session();
    const auto unit = session->resolve_unit(world().office(), std::nullopt);
    ASSERT_TRUE(unit) << unit.error().message;
    EXPECT_FALSE(unit->guid.is_nil());
    EXPECT_EQ(session->resolve_unit("OU=old name," + base_dn(), unit->guid)->dn, unit->dn);
    const auto domain = session->resolve_unit(base_dn(), std::nullopt);
    ASSERT_TRUE(domain);
    EXPECT_EQ(session->resolve_unit("DC=old,DC=test", domain->guid)->dn, base_dn());
    EXPECT_EQ(session->resolve_unit(world().office(), core::ObjectGuid{{1, 2, 3}}).error().code,
              DirectoryFailureCode::not_found);
}

TEST_P(DirectorySetupContract, what_is_wrong_with_a_server_is_told) {
    const auto plain = [] {
        return SetupWorld::credentials(variable("AD_PLAIN_SERVICE_DN"), variable("AD_PLAIN_SERVICE_PASSWORD"));
    };
    const tilbage::testing::TestAuthority other;
    auto target = SetupWorld::target();
    target.ca_file = other.ca_file();
    EXPECT_EQ(refusal(target, plain()).code, DirectoryFailureCode::certificate_untrusted);
    target.ca_file = "/nowhere/ca.pem";
    EXPECT_EQ(refusal(target, plain()).code, DirectoryFailureCode::certificate_untrusted);
    target = SetupWorld::target();
    target.servers = {"ldaps://" + variable("AD_HOST") + ":3"};
    EXPECT_EQ(refusal(target, plain()).code, DirectoryFailureCode::directory_unreachable);
    target = SetupWorld::target();
    target.forest = "another.example";
    EXPECT_EQ(refusal(target, plain()).code, DirectoryFailureCode::forest_not_found);
    target = SetupWorld::target();
    target.servers = {"ldap://" + variable("AD_HOST")};
    EXPECT_EQ(refusal(target, plain()).code, DirectoryFailureCode::invalid);
}

TEST_P(DirectorySetupContract, a_wrong_password_and_a_wrong_name_are_told_in_the_directory_s_words) {
    const auto person = world().add_person(world().root());
    const auto wrong = refusal(SetupWorld::target(), SetupWorld::credentials(person, "not the password"));
    EXPECT_EQ(wrong.code, DirectoryFailureCode::credentials_wrong);
    EXPECT_THAT(wrong.message, HasSubstr("the name or the password is wrong"));
    EXPECT_THAT(wrong.message, HasSubstr("data 52e"));
    EXPECT_EQ(refusal(SetupWorld::target(), SetupWorld::credentials("nobody-at-all", "x")).code,
              DirectoryFailureCode::credentials_wrong);
    EXPECT_EQ(refusal(SetupWorld::target(), SetupWorld::credentials(person, "")).code,
              DirectoryFailureCode::credentials_wrong);
}

TEST_P(DirectorySetupContract, an_account_that_cannot_be_created_leaves_nothing) {
    core::NewConnectorAccount wish{.name = world().account().name, .container_dn = {}, .scope = world().scope()};
    auto& setup = world().setup();
    EXPECT_EQ(setup.create_account(SetupWorld::target(), SetupWorld::administrator(), wish).error().code,
              DirectoryFailureCode::name_taken);
    wish.name = "no/slash";
    EXPECT_EQ(setup.create_account(SetupWorld::target(), SetupWorld::administrator(), wish).error().code,
              DirectoryFailureCode::invalid);
    wish.name = new_name("svc-");
    const auto plain = SetupWorld::credentials(variable("AD_PLAIN_SERVICE_DN"), variable("AD_PLAIN_SERVICE_PASSWORD"));
    EXPECT_EQ(setup.create_account(SetupWorld::target(), plain, wish).error().code,
              DirectoryFailureCode::not_allowed_to_create);
    wish.container_dn = "OU=nowhere," + base_dn();
    EXPECT_EQ(setup.create_account(SetupWorld::target(), SetupWorld::administrator(), wish).error().code,
              DirectoryFailureCode::not_found);
}

TEST_P(DirectorySetupContract, an_account_is_created_in_the_unit_that_was_chosen) {
    const core::NewConnectorAccount wish{
        .name = new_name("svc-"), .container_dn = world().office(), .scope = world().scope()};
    const auto made = world().setup().create_account(SetupWorld::target(), SetupWorld::administrator(), wish);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->dn, "CN=" + wish.name + "," + world().office());
    EXPECT_EQ(made->password.size(), 64U);
    constexpr const char* kNeverExpires = "66048";
    EXPECT_EQ(world().admin().read(made->dn, "userAccountControl"), kNeverExpires);
    EXPECT_THAT(world().admin().read(made->dn, "description"), HasSubstr("Tilbage"));
    world().forget(made->sid);
}

TEST_P(DirectorySetupContract, a_rights_test_stops_when_it_is_told_to) {
    const std::atomic<bool> stop{true};
    const auto report = world().session()->test_rights(world().scope(), [](auto, auto) {}, stop);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, DirectoryFailureCode::stopped);
}

}  // namespace
}  // namespace tilbage::contract
