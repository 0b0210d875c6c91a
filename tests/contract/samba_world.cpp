#include <fmt/core.h>
#include <map>
#include <stdexcept>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/ldap_directory.h"
#include "contract/admin_connection.h"
#include "contract/agent.h"
#include "contract/environment.h"
#include "contract/world.h"

namespace tilbage::contract {
namespace {

// What Active Directory writes into DNs (RFC 4514 §2.4).
std::string escape(std::string_view value) {
    std::string escaped;
    for (const char c : value) {
        if (std::string_view("\"+,;<>\\=").find(c) != std::string_view::npos ||
            (escaped.empty() && (c == '#' || c == ' '))) {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

// Works in two organizational units, a group pair and a PSO of its own, which go with it.
class SambaWorld final : public World {
public:
    explicit SambaWorld(adapters::ldap::Settings settings) : pool_(make_pool(std::move(settings))) {
        add_container(inside_);
        add_container(outside_);
        admin_.add(outer_group_, {{"objectClass", {"group"}}, {"sAMAccountName", {new_name("outer")}}});
        admin_.add(inner_group_, {{"objectClass", {"group"}}, {"sAMAccountName", {new_name("inner")}}});
        admin_.add_value(outer_group_, "member", inner_group_);
        add_strict_policy();
    }
    ~SambaWorld() override {
        for (const auto& dn : {inside_, outside_, strict_}) {
            try {
                admin_.remove_tree(dn);
            } catch (const std::runtime_error& problem) {
                fmt::print(stderr, "left behind: {}\n", problem.what());
            }
        }
    }

    core::Directory& directory() override { return directory_; }

    core::SourceAnchor add(const NewPerson& person) override {
        const auto account = new_name("p");
        const auto dn =
            fmt::format("CN={},{}", escape(person.name_in_dn + account), person.outside_scope ? outside_ : inside_);
        std::vector<std::pair<std::string, Values>> attributes{
            {"objectClass", {"user"}},
            {"sAMAccountName", {account}},
            {"userPrincipalName", {account + "@" + variable("AD_DOMAIN")}},
            {"displayName", {person.display_name}},
            {"userAccountControl", {person.disabled ? "514" : "512"}},
            {"unicodePwd", {quoted_password(person.password)}},
        };
        if (person.expired) attributes.push_back({"accountExpires", {"132000000000000000"}});
        if (person.must_change) attributes.push_back({"pwdLastSet", {"0"}});
        constexpr std::size_t kHoursOfAWeek = 168;
        if (person.outside_hours) attributes.push_back({"logonHours", {std::string(kHoursOfAWeek / 8, '\0')}});
        if (person.other_workstation) attributes.push_back({"userWorkstations", {"NOBODYS-PC"}});
        if (person.consistency_guid) {
            const auto guid = person.consistency_guid->guid();
            attributes.push_back({"mS-DS-ConsistencyGuid", {std::string(base::as_text(guid))}});
        }
        if (!person.alternate_mails.empty()) attributes.push_back({"otherMailbox", person.alternate_mails});
        if (!person.preferred_language.empty())
            attributes.push_back({"preferredLanguage", {person.preferred_language}});
        admin_.add(dn, attributes);
        if (person.cannot_change) admin_.deny_password_change(dn);
        if (person.has_strict_policy) admin_.add_value(strict_, "msDS-PSOAppliesTo", dn);
        if (person.in_nested_group) admin_.add_value(inner_group_, "member", dn);
        const auto anchor = person.consistency_guid ? *person.consistency_guid : guid_of(dn);
        dns_[anchor] = dn;
        guids_[anchor] = *core::ObjectGuid::from(guid_of(dn).guid());
        return anchor;
    }

    core::JoinedPerson joined(const core::SourceAnchor& anchor) override { return {anchor, guids_.at(anchor)}; }
    void lock_out(const core::SourceAnchor& anchor) override {
        for (int i = 0; i < kLockoutThreshold; ++i) (void)bind(dns_.at(anchor), "not the password");
        if (admin_.read(dns_.at(anchor), "lockoutTime").size() < 2)
            throw std::runtime_error("the lockout did not happen");
    }
    void remove(const core::SourceAnchor& anchor) override { admin_.remove_tree(dns_.at(anchor)); }
    bool accepts(const core::SourceAnchor& anchor, std::string_view password) override {
        return bind(dns_.at(anchor), password) == LDAP_SUCCESS;
    }
    std::string outer_group_sid() override {
        return adapters::ldap::sid_to_text(base::as_bytes(admin_.read(outer_group_, "objectSid"))).value_or("");
    }
    bool knows_policy_hints() override { return admin_.has_value("", "supportedControl", "1.2.840.113556.1.4.2239"); }
    core::SourceAnchor guid_of(const std::string& dn) override {
        return core::SourceAnchor::from_guid(base::as_bytes(admin_.read(dn, "objectGUID"))).value();
    }

private:
    void add_container(const std::string& dn) { admin_.add(dn, {{"objectClass", {"organizationalUnit"}}}); }

    void add_strict_policy() {
        admin_.add(strict_, {{"objectClass", {"msDS-PasswordSettings"}},
                             {"msDS-PasswordSettingsPrecedence", {"5"}},
                             {"msDS-PasswordReversibleEncryptionEnabled", {"FALSE"}},
                             {"msDS-PasswordComplexityEnabled", {"TRUE"}},
                             {"msDS-MinimumPasswordLength", {std::to_string(kStrictMinLength)}},
                             {"msDS-PasswordHistoryLength", {std::to_string(kStrictHistoryLength)}},
                             {"msDS-MinimumPasswordAge", {"-864000000000"}},
                             {"msDS-MaximumPasswordAge", {"-36288000000000"}},
                             {"msDS-LockoutThreshold", {"2"}},
                             {"msDS-LockoutDuration", {"-18000000000"}},
                             {"msDS-LockoutObservationWindow", {"-18000000000"}}});
    }

    static int bind(const std::string& dn, std::string_view password) {
        return bind_result(variable("AD_LDAPS"), variable("AD_CA"), dn, password);
    }

    const std::string base_ = variable("AD_BASE_DN");
    const std::string name_ = new_name("contract-");
    const std::string inside_ = fmt::format("OU={},OU=People,{}", name_, base_);
    const std::string outside_ = fmt::format("OU={},OU=NoAccess,{}", name_, base_);
    const std::string outer_group_ = "CN=outer," + inside_;
    const std::string inner_group_ = "CN=inner," + inside_;
    const std::string strict_ = fmt::format("CN={},CN=Password Settings Container,CN=System,{}", name_, base_);
    AdminConnection admin_{variable("AD_LDAPS"), variable("AD_CA"), variable("AD_ADMIN_DN"),
                           variable("AD_ADMIN_PASSWORD")};
    base::SystemClock clock_;
    std::unique_ptr<adapters::ldap::Pool> pool_;
    adapters::ldap::LdapDirectory directory_{*pool_, clock_};
    std::map<core::SourceAnchor, std::string> dns_;
    std::map<core::SourceAnchor, core::ObjectGuid> guids_;
};

}  // namespace

std::unique_ptr<World> make_samba_world(adapters::ldap::Settings settings) {
    return std::make_unique<SambaWorld>(std::move(settings));
}

}  // namespace tilbage::contract
