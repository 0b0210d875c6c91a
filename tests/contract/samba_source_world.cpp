#include <cstdlib>
#include <fmt/core.h>
#include <map>
#include <stdexcept>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/ldap_change_source.h"
#include "contract/admin_connection.h"
#include "contract/environment.h"
#include "contract/proxy_control.h"
#include "contract/source_world.h"
#include "contract/world.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::LdapChangeSource;
using core::ObjectGuid;

std::string escape(const std::string& name) {
    std::string escaped;
    for (const char c : name) {
        if (c == ',' || c == '\\' || c == '"') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string by_guid(const ObjectGuid& guid) {
    return adapters::ldap::guid_dn(adapters::ldap::guid_to_text(guid.bytes));
}

std::unique_ptr<LdapChangeSource> make_source(adapters::ldap::Settings settings) {
    auto source = LdapChangeSource::create(std::move(settings), {.batch = 100, .page_size = 50});
    if (!source) throw std::runtime_error(source.error().message);
    return std::move(*source);
}

class SambaSourceWorld final : public SourceWorld {
public:
    explicit SambaSourceWorld(Through through) : through_(through) {
        if (through == Through::proxy) proxy_.tell(R"({"dirsync_page": 40})");
        auto settings = agent_settings();
        if (through == Through::proxy) settings.servers = {variable("LDAP_PROXY_URL")};
        source_ = make_source(std::move(settings));
        auto blind = agent_settings();
        blind.bind_dn = variable("AD_PLAIN_SERVICE_DN");
        blind.bind_password = base::SecretBytes::copy_of(variable("AD_PLAIN_SERVICE_PASSWORD"));
        blind_ = make_source(std::move(blind));
        admin_.add(root_dn_, {{"objectClass", {"organizationalUnit"}}});
    }
    ~SambaSourceWorld() override {
        try {
            if (through_ == Through::proxy) proxy_.tell("{}");
            admin_.remove_tree(root_dn_);
        } catch (const std::runtime_error& problem) {
            fmt::print(stderr, "left behind: {}\n", problem.what());
        }
    }

    core::ChangeSource& source() override { return *source_; }
    core::ChangeSource& blind_source() override { return *blind_; }
    void break_next_reading() override {
        if (through_ == Through::proxy) return proxy_.tell(R"({"dirsync_page": 40, "dirsync_stop_after": 20})");
        throw std::logic_error("only the proxy can break a reading");
    }

    ObjectGuid root() override { return guid_of(root_dn_); }
    ObjectGuid add_unit(const ObjectGuid& parent, const std::string& name) override {
        return add(fmt::format("OU={},{}", escape(name), dn_of(parent)), {{"objectClass", {"organizationalUnit"}}});
    }
    ObjectGuid add_person(const ObjectGuid& parent, const std::string& name) override {
        return add_account(parent, name, "user", {});
    }
    ObjectGuid add_group(const ObjectGuid& parent, const std::string& name,
                         const std::vector<ObjectGuid>& members) override {
        Values names;
        for (const auto& member : members) names.push_back(by_guid(member));
        return add_account(parent, name, "group", names);
    }
    // The schema's own objects cannot be members; the rest of the configuration can.
    std::vector<ObjectGuid> many_objects() override {
        std::vector<ObjectGuid> many;
        for (const auto* part : {"CN=DisplaySpecifiers", "CN=Extended-Rights", "CN=Services", "CN=Sites"}) {
            for (const auto& guid :
                 admin_.guids_below(fmt::format("{},CN=Configuration,{}", part, variable("AD_BASE_DN"))))
                many.push_back(ObjectGuid::from(base::as_bytes(guid)).value());
        }
        return many;
    }
    ObjectGuid add_computer(const ObjectGuid& parent, const std::string& name) override {
        return add_account(parent, name, "computer", {});
    }
    void set(const ObjectGuid& guid, const std::string& attribute, const std::vector<std::string>& values) override {
        admin_.replace(dn_of(guid), attribute, values);
    }
    void set_manager(const ObjectGuid& guid, const std::optional<ObjectGuid>& manager) override {
        admin_.replace(dn_of(guid), "manager", manager ? Values{dn_of(*manager)} : Values{});
    }
    void rename(const ObjectGuid& guid, const std::string& name, const ObjectGuid& parent) override {
        const auto dn = dn_of(guid);
        admin_.rename(dn, dn.substr(0, 3) + escape(name), dn_of(parent));
    }
    void remove(const ObjectGuid& guid) override { admin_.remove_tree(dn_of(guid)); }
    void revive(const ObjectGuid& guid, const std::string& name, const ObjectGuid& parent) override {
        admin_.revive(by_guid(guid), fmt::format("CN={},{}", escape(name), dn_of(parent)));
    }
    void add_member(const ObjectGuid& group, const ObjectGuid& member) override {
        admin_.add_value(dn_of(group), "member", dn_of(member));
    }
    void remove_member(const ObjectGuid& group, const ObjectGuid& member) override {
        admin_.remove_value(dn_of(group), "member", dn_of(member));
    }
    std::string dn_of(const ObjectGuid& guid) override { return admin_.read(by_guid(guid), "distinguishedName"); }

private:
    ObjectGuid guid_of(const std::string& dn) {
        return ObjectGuid::from(base::as_bytes(admin_.read(dn, "objectGUID"))).value();
    }
    ObjectGuid add(const std::string& dn, const std::vector<std::pair<std::string, Values>>& attributes) {
        admin_.add(dn, attributes);
        return guid_of(dn);
    }
    ObjectGuid add_account(const ObjectGuid& parent, const std::string& name, const std::string& object_class,
                           const Values& members) {
        std::vector<std::pair<std::string, Values>> attributes{
            {"objectClass", {object_class}},
            {"sAMAccountName", {new_name("s") + (object_class == "computer" ? "$" : "")}}};
        if (!members.empty()) attributes.push_back({"member", members});
        return add(fmt::format("CN={},{}", escape(name), dn_of(parent)), attributes);
    }

    const Through through_;
    ProxyControl proxy_;
    AdminConnection admin_{variable("AD_LDAPS"), variable("AD_CA"), variable("AD_ADMIN_DN"),
                           variable("AD_ADMIN_PASSWORD")};
    const std::string root_dn_ = fmt::format("OU={},OU=People,{}", new_name("changes-"), variable("AD_BASE_DN"));
    std::unique_ptr<LdapChangeSource> source_;
    std::unique_ptr<LdapChangeSource> blind_;
};

}  // namespace

std::unique_ptr<SourceWorld> make_samba_source_world(Through through) {
    return std::make_unique<SambaSourceWorld>(through);
}

}  // namespace tilbage::contract
