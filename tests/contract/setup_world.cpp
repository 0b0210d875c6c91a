#include "contract/setup_world.h"

#include <cstdlib>
#include <fmt/core.h>
#include <stdexcept>

#include "base/encoding.h"
#include "contract/environment.h"
#include "contract/world.h"

namespace tilbage::contract {
namespace {

template <class T>
T required(core::Found<T> found) {
    if (!found) throw std::runtime_error(fmt::format("{}: {}", to_text(found.error().code), found.error().message));
    return std::move(*found);
}

}  // namespace

SetupWorld::SetupWorld()
    : admin_(variable("AD_LDAPS"), variable("AD_CA"), variable("AD_ADMIN_DN"), variable("AD_ADMIN_PASSWORD")),
      root_(add_unit(new_name("OU=setup-"), variable("AD_BASE_DN"))),
      office_(add_unit(R"(OU=\#1 Nørreport\, Ærø \+ \"Å\"\;\<x\>\=\\y 'z' $HOME `id`)", root_)) {
    add_person(office_);
}

SetupWorld::~SetupWorld() {
    try {
        if (account_) {
            forget(account_->sid);
            admin_.remove_tree(account_->dn);
        }
        admin_.remove_tree(root_);
    } catch (const std::runtime_error& problem) {
        fmt::print(stderr, "left behind: {}\n", problem.what());
    }
}

core::DirectoryTarget SetupWorld::target() {
    return {.forest = variable("AD_DOMAIN"), .servers = {variable("AD_LDAPS")}, .ca_file = variable("AD_CA")};
}

core::DirectoryCredentials SetupWorld::credentials(std::string name, std::string_view password) {
    return {.name = std::move(name), .password = base::SecretBytes::copy_of(password), .keytab_file = {}};
}

core::DirectoryCredentials SetupWorld::administrator() {
    return credentials(variable("AD_ADMIN_DN"), variable("AD_ADMIN_PASSWORD"));
}

core::Scope SetupWorld::scope() const {
    return {
        .mode = core::Scope::Mode::selected, .include = {core::DistinguishedName::parse(root_).value()}, .exclude = {}};
}

std::string SetupWorld::add_unit(const std::string& rdn, const std::string& parent) {
    const auto dn = rdn + "," + parent;
    admin_.add(dn, {{"objectClass", {"organizationalUnit"}}});
    return admin_.read(dn, "distinguishedName");  // as the directory spells it
}

std::string SetupWorld::add_person(const std::string& parent, const std::string& object_class) {
    const auto account = new_name("s");
    auto dn = fmt::format("CN=Åse {},{}", account, parent);
    admin_.add(dn, {{"objectClass", {object_class}},
                    {"sn", {"Ås"}},
                    {"sAMAccountName", {account}},
                    {"userAccountControl", {"512"}},
                    {"unicodePwd", {quoted_password("Foraar-2026-Sol!")}}});
    return dn;
}

std::string SetupWorld::add_group(const std::vector<std::string>& members) {
    const auto name = new_name("g");
    auto dn = fmt::format("CN={},{}", name, root_);
    admin_.add(dn, {{"objectClass", {"group"}}, {"sAMAccountName", {name}}, {"member", members}});
    return dn;
}

const core::CreatedConnectorAccount& SetupWorld::account() {
    if (!account_) {
        const core::NewConnectorAccount wish{.name = new_name("svc-"), .container_dn = {}, .scope = scope()};
        account_ = required(setup_.create_account(target(), administrator(), wish));
    }
    return *account_;
}

core::DirectoryCredentials SetupWorld::account_credentials() {
    return credentials(account().user_principal_name, account().password.open_text());
}

std::unique_ptr<core::DirectorySession> SetupWorld::session() {
    return required(setup_.open(target(), account_credentials()));
}

core::RightsReport SetupWorld::test_rights(const core::Scope& scope) {
    const std::atomic<bool> never{false};
    return required(session()->test_rights(scope, [](auto, auto) {}, never));
}

template <class Change>
void SetupWorld::change_dacl(const std::string& dn, const Change& change) {
    const auto bytes = admin_.read_dacl(dn);
    auto descriptor = core::SecurityDescriptor::parse(base::as_bytes(bytes));
    if (!descriptor || !descriptor->dacl) throw std::runtime_error("no DACL: " + dn);
    change(*descriptor);
    admin_.write_dacl(dn, descriptor->dacl_bytes().value());
}

void SetupWorld::deny(const std::string& dn, const core::Guid& object_type) {
    change_dacl(dn, [&](core::SecurityDescriptor& descriptor) {
        descriptor.add({.type = core::AceType::deny_object,
                        .flags = core::ace_flag::kContainerInherit | core::ace_flag::kInheritOnly,
                        .mask = core::access::kControlAccess,
                        .object_type = object_type,
                        .trustee = core::Sid::parse(account().sid)});
    });
}

void SetupWorld::forget(const std::string& sid) {
    const auto base = variable("AD_BASE_DN");
    const auto trustee = core::Sid::parse(sid);
    for (const auto& dn : {base, "CN=Deleted Objects," + base, "CN=Password Settings Container,CN=System," + base}) {
        change_dacl(dn, [&](core::SecurityDescriptor& descriptor) {
            std::erase_if(*descriptor.dacl, [&](const core::Ace& ace) { return ace.trustee == trustee; });
        });
    }
}

void SetupWorld::take_away(const std::string& dn, const std::optional<core::Guid>& object_type) {
    const auto sid = core::Sid::parse(account().sid);
    change_dacl(dn, [&](core::SecurityDescriptor& descriptor) {
        const auto taken = std::erase_if(*descriptor.dacl, [&](const core::Ace& ace) {
            return ace.trustee == sid && !ace.has(core::ace_flag::kInherited) &&
                   (!object_type || ace.object_type == object_type);
        });
        if (object_type && taken == 0) throw std::runtime_error("nothing to take away on " + dn);
    });
}

void SetupWorld::take_from_all(const std::string& dn, const core::Guid& object_type) {
    change_dacl(dn, [&](core::SecurityDescriptor& descriptor) {
        std::erase_if(*descriptor.dacl, [&](const core::Ace& ace) { return ace.object_type == object_type; });
    });
}

void SetupWorld::disable_inheritance(const std::string& dn) {
    const auto sid = core::Sid::parse(account().sid);
    change_dacl(dn, [&](core::SecurityDescriptor& descriptor) {
        std::erase_if(*descriptor.dacl, [&](const core::Ace& ace) { return ace.trustee == sid; });
        for (auto& ace : *descriptor.dacl) ace.flags &= static_cast<std::uint8_t>(~core::ace_flag::kInherited);
        descriptor.control |= core::SecurityDescriptor::kDaclProtected;
    });
}

int SetupWorld::run(const std::string& command) {
    ::setenv("PASSWD", variable("AD_ADMIN_PASSWORD").c_str(), 1);
    const int status = std::system((command + " >/dev/null </dev/null").c_str());
    ::unsetenv("PASSWD");
    return status;
}

}  // namespace tilbage::contract
