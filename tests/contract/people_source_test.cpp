#include <gmock/gmock.h>
#include <map>
#include <set>

#include "adapters/ldap/ldap_people_source.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::ImportSettings;
using adapters::ldap::LdapPeopleSource;
using core::SourcePerson;

class PeopleSource : public DirectoryContract {
protected:
    std::map<core::SourceAnchor, SourcePerson> read(ImportSettings settings) {
        auto source = LdapPeopleSource::create(*pool_, std::move(settings));
        if (!source) throw std::runtime_error(source.error().message);
        std::map<core::SourceAnchor, SourcePerson> people;
        std::set<std::string> accounts;
        const auto done = (*source)->each_person([&](SourcePerson person) {
            EXPECT_TRUE(accounts.insert(person.sam_account_name).second) << "visited twice";
            const auto anchor = person.anchor;
            people.insert_or_assign(anchor, std::move(person));
        });
        if (!done) throw std::runtime_error(done.error().message);
        return people;
    }
    static core::Scope under(const std::vector<std::string>& names) {
        core::Scope scope{.mode = core::Scope::Mode::selected, .include = {}, .exclude = {}};
        for (const auto& name : names) scope.include.push_back(core::DistinguishedName::parse(name).value());
        return scope;
    }
    std::string people_base() { return "OU=People," + variable("AD_BASE_DN"); }

    std::unique_ptr<adapters::ldap::Pool> pool_ = make_pool(agent_settings());
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PeopleSource);
INSTANTIATE_TEST_SUITE_P(On, PeopleSource, testing::ValuesIn(real_directories()), name_of_world);

TEST_P(PeopleSource, has_what_the_tenant_needs_to_know) {
    const auto anchor = world().add({.display_name = "Åse Østergård",
                                     .alternate_mails = {"aase@mail.example", "oester@mail.example"},
                                     .preferred_language = "da"});
    const auto person = find(anchor);
    const auto people = read({.scope = under({people_base()})});
    ASSERT_TRUE(people.contains(anchor));
    const auto& found = people.at(anchor);
    EXPECT_EQ(found.user_principal_name, person.user_principal_name);
    EXPECT_EQ(found.sam_account_name, person.sam_account_name);
    EXPECT_EQ(found.netbios_domain, variable("AD_NETBIOS"));
    EXPECT_EQ(found.domain, variable("AD_DOMAIN"));
    EXPECT_EQ(found.display_name, "Åse Østergård");
    EXPECT_THAT(found.alternate_mails, testing::UnorderedElementsAre("aase@mail.example", "oester@mail.example"));
    EXPECT_EQ(found.preferred_language, "da");
    EXPECT_TRUE(found.active);
}

TEST_P(PeopleSource, takes_the_alternate_address_from_the_attribute_it_is_told) {
    const auto anchor = world().add({.alternate_mails = {"aase@mail.example"}});
    EXPECT_THAT(read({.scope = under({people_base()}), .alternate_mail_attribute = "mail"}).at(anchor).alternate_mails,
                testing::IsEmpty());
}

TEST_P(PeopleSource, knows_the_disabled_and_the_moved) {
    const auto disabled = world().add({.disabled = true});
    const auto moved = world().add({.consistency_guid = new_anchor()});
    const auto people = read({.scope = under({people_base()})});
    EXPECT_FALSE(people.at(disabled).active);
    EXPECT_TRUE(people.contains(moved));
}

TEST_P(PeopleSource, leaves_out_who_claims_the_anchor_of_another) {
    const auto rightful = world().add({.display_name = "Rightful"});
    world().add({.display_name = "Pretender", .consistency_guid = rightful});
    const auto shared = new_anchor();
    world().add({.consistency_guid = shared});
    world().add({.consistency_guid = shared});
    const auto people = read({.scope = under({people_base()})});
    EXPECT_EQ(people.at(rightful).display_name, "Rightful");
    EXPECT_EQ(find(rightful).display_name, "Rightful") << "the one that a write finds";
    EXPECT_FALSE(people.contains(shared));
}

TEST_P(PeopleSource, holds_those_in_scope_and_no_others) {
    const auto inside = world().add({});
    const auto outside = world().add({.outside_scope = true});
    const auto people = read({.scope = under({people_base()})});
    EXPECT_TRUE(people.contains(inside));
    EXPECT_FALSE(people.contains(outside));
    EXPECT_TRUE(read({.scope = {}}).contains(outside));
}

TEST_P(PeopleSource, leaves_out_what_is_excluded_and_keeps_what_is_included_below_it) {
    const auto anchor = world().add({});
    const auto dn = core::DistinguishedName::parse(find(anchor).dn).value();
    auto scope = under({people_base()});
    scope.exclude = {dn.parent()};
    EXPECT_FALSE(read({.scope = scope}).contains(anchor));
    scope.exclude = under({people_base()}).include;
    scope.include = {dn.parent()};
    EXPECT_TRUE(read({.scope = scope}).contains(anchor));
}

TEST_P(PeopleSource, without_new_units_only_the_listed_ones_are_read) {
    const auto anchor = world().add({});
    auto scope = under({variable("AD_BASE_DN")});
    scope.include_new_units = false;
    EXPECT_FALSE(read({.scope = scope}).contains(anchor));
    scope.include.push_back(core::DistinguishedName::parse(find(anchor).dn)->parent());
    EXPECT_TRUE(read({.scope = scope}).contains(anchor));
}

TEST_P(PeopleSource, a_unit_of_another_domain_is_an_error_and_not_an_empty_list) {
    auto source = LdapPeopleSource::create(*pool_, {.scope = under({people_base(), "OU=People,DC=other,DC=test"})});
    ASSERT_TRUE(source);
    const auto done = (*source)->each_person([](const SourcePerson&) { FAIL() << "nobody may be read"; });
    EXPECT_EQ(done.error().code, base::ErrorCode::invalid_argument);
}

TEST_P(PeopleSource, a_base_below_another_is_read_once) {
    const auto anchor = world().add({});
    const auto person = find(anchor);
    const auto own_unit = person.dn.substr(person.dn.find(",OU=") + 1);
    EXPECT_TRUE(
        read({.scope = under({own_unit, people_base(), "ou=people, " + variable("AD_BASE_DN")})}).contains(anchor));
}

TEST_P(PeopleSource, reads_page_by_page_as_well_as_at_once) {
    const auto at_once = read({.scope = under({people_base()}), .page_size = 1000});
    EXPECT_EQ(read({.scope = under({people_base()}), .page_size = 7}).size(), at_once.size());
    EXPECT_GT(at_once.size(), 7U);
}

TEST_P(PeopleSource, has_people_and_no_computers) {
    for (const auto& [anchor, person] : read({.scope = {}})) {
        EXPECT_THAT(person.sam_account_name, testing::Not(testing::EndsWith("$")));
        EXPECT_NE(person.user_principal_name, "");
    }
}

TEST_P(PeopleSource, a_base_that_does_not_exist_is_an_error_and_not_an_empty_list) {
    auto source = LdapPeopleSource::create(*pool_, {.scope = under({"OU=Nowhere," + variable("AD_BASE_DN")})});
    ASSERT_TRUE(source);
    const auto done = (*source)->each_person([](const SourcePerson&) { FAIL() << "nobody is there"; });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, base::ErrorCode::not_found);
    EXPECT_THAT(done.error().message, testing::HasSubstr("OU=Nowhere"));
}

TEST_P(PeopleSource, refuses_settings_that_cannot_work) {
    EXPECT_FALSE(LdapPeopleSource::create(*pool_, {.scope = under({})}));
    EXPECT_FALSE(LdapPeopleSource::create(*pool_, {.scope = under({people_base()}), .page_size = 0}));
}

}  // namespace
}  // namespace tilbage::contract
