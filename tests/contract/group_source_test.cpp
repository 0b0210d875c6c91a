#include <algorithm>
#include <gmock/gmock.h>
#include <map>

#include "adapters/ldap/ldap_group_source.h"
#include "adapters/ldap/ldap_people_source.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::LdapGroupSource;
using core::SourceGroup;

// The sample groups of the environment (tools/env/population.py).
class GroupSource : public DirectoryContract {
protected:
    std::map<std::string, SourceGroup> read(core::Scope scope, int page_size = 500) {
        auto source = LdapGroupSource::create(
            *pool_, {.scope = std::move(scope), .alternate_mail_attribute = {}, .page_size = page_size});
        if (!source) throw std::runtime_error(source.error().message);
        std::map<std::string, SourceGroup> groups;
        const auto done = (*source)->each_group([&](SourceGroup group) {
            const auto name = group.display_name;
            EXPECT_TRUE(groups.emplace(name, std::move(group)).second) << "visited twice: " << name;
        });
        if (!done) throw std::runtime_error(done.error().message);
        return groups;
    }
    core::Scope under(const std::string& unit) {
        core::Scope scope{.mode = core::Scope::Mode::selected, .include = {}, .exclude = {}};
        scope.include.push_back(core::DistinguishedName::parse(unit + "," + variable("AD_BASE_DN")).value());
        return scope;
    }

    std::unique_ptr<adapters::ldap::Pool> pool_ = make_pool(agent_settings());
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(GroupSource);
INSTANTIATE_TEST_SUITE_P(On, GroupSource, testing::ValuesIn(real_directories()), name_of_world);

TEST_P(GroupSource, has_the_security_groups_in_scope_and_their_direct_members) {
    const auto groups = read(under("OU=Groups"));
    ASSERT_TRUE(groups.contains("Staff"));
    const auto& staff = groups.at("Staff");
    EXPECT_EQ(staff.sam_account_name, "Staff");
    EXPECT_EQ(staff.domain, variable("AD_DOMAIN"));
    EXPECT_EQ(staff.netbios_domain, variable("AD_NETBIOS"));
    EXPECT_EQ(staff.members.size(), 10U);
    const auto& outer = groups.at("Infrastructure");
    EXPECT_THAT(outer.members, testing::ElementsAre(groups.at("Server operations").anchor)) << "a group in a group";
}

TEST_P(GroupSource, pages_lose_and_repeat_nobody) {
    EXPECT_EQ(read(under("OU=Groups"), 1).size(), read(under("OU=Groups")).size());
}

TEST_P(GroupSource, leaves_out_what_is_not_in_scope_and_what_the_domain_itself_needs) {
    EXPECT_FALSE(read(under("OU=People")).contains("Staff"));
    const auto all = read({});
    EXPECT_TRUE(all.contains("Staff"));
    for (const auto* needed : {"Domain Admins", "Domain Users", "Administrators"}) EXPECT_FALSE(all.contains(needed));
}

}  // namespace
}  // namespace tilbage::contract
