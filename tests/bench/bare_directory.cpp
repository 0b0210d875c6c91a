#include "bare_directory.h"

#include <array>
#include <chrono>
#include <ldap.h>
#include <vector>

#include "fault.h"

namespace tilbage::bench {
namespace {

constexpr int kTimeoutSeconds = 30;

// In quotes and UTF-16LE; the benchmark's passwords are ASCII.
std::string unicode_pwd(const std::string& password) {
    std::string encoded;
    for (const char letter : '"' + password + '"') encoded += {letter, '\0'};
    return encoded;
}

// FILETIME: 100 ns since 1601-01-01.
std::string file_time_now() {
    constexpr std::int64_t kEpochDifference = 11'644'473'600;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    return std::to_string((micros + kEpochDifference * 1'000'000) * 10);
}

struct Replace {
    std::string attribute;
    std::string value;
};

void set_option(ldap* connection, int option, const void* value) {
    if (ldap_set_option(connection, option, value) != LDAP_OPT_SUCCESS) throw BenchFault("an LDAP option was refused");
}

int simple_bind(ldap* connection, const std::string& dn, std::string password) {
    berval credentials{password.size(), password.data()};
    return ldap_sasl_bind_s(connection, dn.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, nullptr);
}

std::string diagnostic_message(ldap* connection) {
    char* text = nullptr;
    ldap_get_option(connection, LDAP_OPT_DIAGNOSTIC_MESSAGE, &text);
    std::string copy = text != nullptr ? text : "";
    ldap_memfree(text);
    return copy;
}

void modify(ldap* connection, const std::string& dn, std::vector<Replace> replaces) {
    std::vector<LDAPMod> mods(replaces.size());
    std::vector<berval> values(replaces.size());
    std::vector<std::array<berval*, 2>> lists(replaces.size());
    std::vector<LDAPMod*> pointers;
    for (std::size_t index = 0; index < replaces.size(); ++index) {
        values[index] = {replaces[index].value.size(), replaces[index].value.data()};
        lists[index] = {&values[index], nullptr};
        mods[index].mod_op = LDAP_MOD_REPLACE | LDAP_MOD_BVALUES;
        mods[index].mod_type = replaces[index].attribute.data();
        mods[index].mod_bvalues = lists[index].data();
        pointers.push_back(&mods[index]);
    }
    pointers.push_back(nullptr);
    const int code = ldap_modify_ext_s(connection, dn.c_str(), pointers.data(), nullptr, nullptr);
    if (code != LDAP_SUCCESS) {
        throw BenchFault("modify of " + dn + ": " + ldap_err2string(code) + ": " + diagnostic_message(connection));
    }
}

}  // namespace

void BareDirectory::Unbind::operator()(ldap* connection) const { ldap_unbind_ext_s(connection, nullptr, nullptr); }

BareDirectory::BareDirectory(const std::string& ldaps, const std::string& ca_file, const std::string& bind_dn,
                             const std::string& password) {
    ldap* made = nullptr;
    if (ldap_initialize(&made, ldaps.c_str()) != LDAP_SUCCESS) throw BenchFault("not an LDAP address: " + ldaps);
    connection_.reset(made);
    const int version = LDAP_VERSION3;
    const int demand = LDAP_OPT_X_TLS_DEMAND;
    const int as_client = 0;
    const timeval timeout{kTimeoutSeconds, 0};
    set_option(made, LDAP_OPT_PROTOCOL_VERSION, &version);
    set_option(made, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    set_option(made, LDAP_OPT_NETWORK_TIMEOUT, &timeout);
    set_option(made, LDAP_OPT_TIMEOUT, &timeout);
    set_option(made, LDAP_OPT_X_TLS_CACERTFILE, ca_file.c_str());
    set_option(made, LDAP_OPT_X_TLS_REQUIRE_CERT, &demand);
    set_option(made, LDAP_OPT_X_TLS_NEWCTX, &as_client);
    if (const int code = simple_bind(made, bind_dn, password); code != LDAP_SUCCESS) {
        throw BenchFault("bind at " + ldaps + ": " + ldap_err2string(code) + ": " + diagnostic_message(made));
    }
}

void BareDirectory::reset(const std::string& dn, const std::string& new_password) {
    modify(connection_.get(), dn, {{"unicodePwd", unicode_pwd(new_password)}, {"lockoutTime", "0"}});
}

void BareDirectory::unlock(const std::string& dn) { modify(connection_.get(), dn, {{"lockoutTime", "0"}}); }

void BareDirectory::lock(const std::string& dn) { modify(connection_.get(), dn, {{"lockoutTime", file_time_now()}}); }

bool BareDirectory::is_locked(const std::string& dn) {
    std::string attribute = "lockoutTime";
    std::array<char*, 2> attributes{attribute.data(), nullptr};
    LDAPMessage* found = nullptr;
    const int code = ldap_search_ext_s(connection_.get(), dn.c_str(), LDAP_SCOPE_BASE, "(objectClass=*)",
                                       attributes.data(), 0, nullptr, nullptr, nullptr, 0, &found);
    const std::unique_ptr<LDAPMessage, decltype(&ldap_msgfree)> owner(found, ldap_msgfree);
    if (code != LDAP_SUCCESS) throw BenchFault("search of " + dn + ": " + ldap_err2string(code));
    LDAPMessage* entry = ldap_first_entry(connection_.get(), found);
    if (entry == nullptr) throw BenchFault(dn + " is not there");
    berval** values = ldap_get_values_len(connection_.get(), entry, attribute.c_str());
    const bool locked = values != nullptr && std::string(values[0]->bv_val, values[0]->bv_len) != "0";
    ldap_value_free_len(values);
    return locked;
}

bool BareDirectory::binds(const std::string& dn, const std::string& password) {
    return simple_bind(connection_.get(), dn, password) == LDAP_SUCCESS;
}

BareDirectory connector_directory(const Environment& environment) {
    return BareDirectory(environment.ldaps, environment.directory_ca, environment.connector_dn,
                         environment.connector_password);
}

}  // namespace tilbage::bench
