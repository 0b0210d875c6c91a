#include "contract/admin_connection.h"

#include <fmt/core.h>
#include <stdexcept>

#include "contract/security_descriptor.h"

namespace tilbage::contract {
namespace {

using adapters::ldap::Handle;
using adapters::ldap::Message;

void check(int result, std::string_view what) {
    if (result != LDAP_SUCCESS) throw std::runtime_error(fmt::format("{}: {}", what, ldap_err2string(result)));
}

char* unconst(const std::string& text) { return const_cast<char*>(text.c_str()); }

Handle connect(const std::string& url, const std::string& ca_file) {
    adapters::ldap::prepare_libldap();
    LDAP* raw = nullptr;
    check(ldap_initialize(&raw, url.c_str()), "ldap_initialize");
    Handle handle(raw);
    const int version = LDAP_VERSION3;
    const int demand = LDAP_OPT_X_TLS_DEMAND;
    const int client = 0;
    ldap_set_option(raw, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(raw, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    ldap_set_option(raw, LDAP_OPT_X_TLS_CACERTFILE, ca_file.c_str());
    ldap_set_option(raw, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
    check(ldap_set_option(raw, LDAP_OPT_X_TLS_NEWCTX, &client), "TLS context");
    return handle;
}

int bind(LDAP* handle, const std::string& dn, std::string_view password) {
    std::string copy(password);
    berval credentials{copy.size(), copy.data()};
    return ldap_sasl_bind_s(handle, dn.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, nullptr);
}

// One LDAPMod, pointing into the texts it was made from.
struct Change {
    Change(int operation, const std::string& attribute, const Values& values)
        : values_(values.size()), pointers_(values.size() + 1) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values_[i] = {values[i].size(), unconst(values[i])};
            pointers_[i] = &values_[i];
        }
        mod.mod_op = operation | LDAP_MOD_BVALUES;
        mod.mod_type = unconst(attribute);
        mod.mod_bvalues = pointers_.data();
    }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    LDAPMod mod{};

private:
    std::vector<berval> values_;
    std::vector<berval*> pointers_;
};

// LDAP_SERVER_SHOW_DELETED_OID (MS-ADTS 3.1.1.3.4.1.14).
struct ShowDeleted {
    char oid[23] = "1.2.840.113556.1.4.417";
    LDAPControl control{oid, {0, nullptr}, 1};
};

// LDAP_SERVER_SD_FLAGS_OID with DACL_SECURITY_INFORMATION (MS-ADTS 3.1.1.3.4.1.11).
struct DaclOnly {
    char value[5] = {0x30, 0x03, 0x02, 0x01, 0x04};
    char oid[24] = "1.2.840.113556.1.4.801";
    LDAPControl control{oid, {sizeof value, value}, 1};
};

}  // namespace

AdminConnection::AdminConnection(const std::string& url, const std::string& ca_file, const std::string& dn,
                                 std::string_view password)
    : handle_(connect(url, ca_file)) {
    check(bind(handle_.get(), dn, password), "sign-in as " + dn);
}

void AdminConnection::add(const std::string& dn, const std::vector<std::pair<std::string, Values>>& attributes) {
    std::vector<std::unique_ptr<Change>> changes;
    std::vector<LDAPMod*> pointers;
    pointers.reserve(attributes.size() + 1);
    for (const auto& [attribute, values] : attributes) {
        pointers.push_back(&changes.emplace_back(std::make_unique<Change>(LDAP_MOD_ADD, attribute, values))->mod);
    }
    pointers.push_back(nullptr);
    check(ldap_add_ext_s(handle_.get(), dn.c_str(), pointers.data(), nullptr, nullptr), "add " + dn);
}

void AdminConnection::modify(const std::string& dn, int operation, const std::string& attribute, const Values& values,
                             LDAPControl* control) {
    Change change(operation, attribute, values);
    LDAPMod* changes[] = {&change.mod, nullptr};
    ShowDeleted deleted;
    LDAPControl* controls[] = {control, control == nullptr ? nullptr : &deleted.control, nullptr};
    check(ldap_modify_ext_s(handle_.get(), dn.c_str(), changes, controls, nullptr),
          "modify " + attribute + " of " + dn);
}

void AdminConnection::replace(const std::string& dn, const std::string& attribute, const Values& values) {
    modify(dn, LDAP_MOD_REPLACE, attribute, values, nullptr);
}

void AdminConnection::add_value(const std::string& dn, const std::string& attribute, const std::string& value) {
    modify(dn, LDAP_MOD_ADD, attribute, {value}, nullptr);
}

void AdminConnection::remove_value(const std::string& dn, const std::string& attribute, const std::string& value) {
    modify(dn, LDAP_MOD_DELETE, attribute, {value}, nullptr);
}

void AdminConnection::rename(const std::string& dn, const std::string& rdn, const std::string& parent) {
    check(ldap_rename_s(handle_.get(), dn.c_str(), rdn.c_str(), parent.c_str(), 1, nullptr, nullptr), "rename " + dn);
}

void AdminConnection::revive(const std::string& guid_dn, const std::string& dn) {
    ShowDeleted deleted;
    LDAPControl* controls[] = {&deleted.control, nullptr};
    const auto tombstone = read_with(guid_dn, "distinguishedName", &deleted.control);
    const std::string is_deleted = "isDeleted";
    const std::string name = "distinguishedName";
    const Values new_name{dn};
    Change alive(LDAP_MOD_DELETE, is_deleted, {});
    alive.mod.mod_bvalues = nullptr;
    Change place(LDAP_MOD_REPLACE, name, new_name);
    LDAPMod* changes[] = {&alive.mod, &place.mod, nullptr};
    check(ldap_modify_ext_s(handle_.get(), tombstone.c_str(), changes, controls, nullptr), "revive " + dn);
}

std::string AdminConnection::read_with(const std::string& dn, const std::string& attribute, LDAPControl* control) {
    char* attributes[] = {unconst(attribute), nullptr};
    ShowDeleted deleted;
    LDAPControl* controls[] = {control, control == nullptr ? nullptr : &deleted.control, nullptr};
    LDAPMessage* raw = nullptr;
    const int result = ldap_search_ext_s(handle_.get(), dn.c_str(), LDAP_SCOPE_BASE, "(objectClass=*)", attributes, 0,
                                         controls, nullptr, nullptr, 0, &raw);
    const Message message(raw);
    check(result, "read " + attribute + " of " + dn);
    auto* entry = ldap_first_entry(handle_.get(), raw);
    auto** values = entry == nullptr ? nullptr : ldap_get_values_len(handle_.get(), entry, attribute.c_str());
    if (values == nullptr) return {};
    std::string value((*values)->bv_val, (*values)->bv_len);
    ldap_value_free_len(values);
    return value;
}

std::string AdminConnection::read(const std::string& dn, const std::string& attribute) {
    return read_with(dn, attribute, nullptr);
}

bool AdminConnection::has_value(const std::string& dn, const std::string& attribute, const std::string& value) {
    char* attributes[] = {unconst(attribute), nullptr};
    LDAPMessage* raw = nullptr;
    const int result = ldap_search_ext_s(handle_.get(), dn.c_str(), LDAP_SCOPE_BASE, "(objectClass=*)", attributes, 0,
                                         nullptr, nullptr, nullptr, 0, &raw);
    const Message message(raw);
    check(result, "read " + attribute + " of " + dn);
    auto* entry = ldap_first_entry(handle_.get(), raw);
    auto** values = entry == nullptr ? nullptr : ldap_get_values_len(handle_.get(), entry, attribute.c_str());
    bool found = false;
    for (auto** each = values; each != nullptr && *each != nullptr; ++each) {
        found = found || std::string_view((*each)->bv_val, (*each)->bv_len) == value;
    }
    ldap_value_free_len(values);
    return found;
}

Values AdminConnection::guids_below(const std::string& dn) {
    std::string attribute = "objectGUID";
    char* attributes[] = {attribute.data(), nullptr};
    LDAPMessage* raw = nullptr;
    const int result = ldap_search_ext_s(handle_.get(), dn.c_str(), LDAP_SCOPE_SUBTREE, "(objectClass=*)", attributes,
                                         0, nullptr, nullptr, nullptr, 0, &raw);
    const Message message(raw);
    check(result, "search below " + dn);
    Values guids;
    for (auto* entry = ldap_first_entry(handle_.get(), raw); entry != nullptr;
         entry = ldap_next_entry(handle_.get(), entry)) {
        auto** values = ldap_get_values_len(handle_.get(), entry, attribute.c_str());
        if (values == nullptr) continue;
        guids.emplace_back((*values)->bv_val, (*values)->bv_len);
        ldap_value_free_len(values);
    }
    return guids;
}

void AdminConnection::remove_tree(const std::string& dn) {
    char oid[] = "1.2.840.113556.1.4.805";  // LDAP_SERVER_TREE_DELETE_OID
    LDAPControl tree{oid, {0, nullptr}, 1};
    LDAPControl* controls[] = {&tree, nullptr};
    check(ldap_delete_ext_s(handle_.get(), dn.c_str(), controls, nullptr), "delete " + dn);
}

void AdminConnection::deny_password_change(const std::string& dn) {
    DaclOnly dacl;
    const auto descriptor = read_with(dn, "nTSecurityDescriptor", &dacl.control);
    modify(dn, LDAP_MOD_REPLACE, "nTSecurityDescriptor", {with_password_change_denied(descriptor)}, &dacl.control);
}

std::string AdminConnection::read_dacl(const std::string& dn) {
    DaclOnly dacl;
    return read_with(dn, "nTSecurityDescriptor", &dacl.control);
}

void AdminConnection::write_dacl(const std::string& dn, const std::string& descriptor) {
    DaclOnly dacl;
    modify(dn, LDAP_MOD_REPLACE, "nTSecurityDescriptor", {descriptor}, &dacl.control);
}

int bind_result(const std::string& url, const std::string& ca_file, const std::string& dn, std::string_view password) {
    const auto handle = connect(url, ca_file);
    return bind(handle.get(), dn, password);
}

std::string quoted_password(std::string_view ascii) {
    std::string value("\"\0", 2);
    for (const char c : ascii) value += {c, '\0'};
    return value += {'"', '\0'};
}

}  // namespace tilbage::contract
