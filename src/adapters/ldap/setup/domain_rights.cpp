#include "adapters/ldap/setup/domain_rights.h"

#include <algorithm>

#include "adapters/ldap/setup/paged.h"

namespace tilbage::adapters::ldap {
namespace {

using core::ConnectorRight;

// DirSync (MS-ADTS §3.1.1.3.4.1.3): SEQUENCE { Flags, MaxBytes, Cookie }, asking for the first megabyte from the start.
Control dirsync(bool object_security) {
    constexpr char kObjectSecurity = 1;
    std::string value = {0x30, 0x0a, 0x02, 0x01, object_security ? kObjectSecurity : '\0', 0x02, 0x03, 0x10,
                         0x00, 0x00, 0x04, 0x00};
    return {"1.2.840.113556.1.4.841", true, std::move(value)};
}

class Trial {
public:
    Trial(Connection& connection, const std::string& base_dn, base::Millis timeout)
        : connection_(connection), base_dn_(base_dn), timeout_(timeout) {}

    // With a filter that nothing matches: whether it is answered at all is the question.
    [[nodiscard]] bool synchronises(bool object_security) {
        return connection_
            .search({.base = base_dn_,
                     .scope = SearchRequest::Scope::subtree,
                     .filter = "(sAMAccountName=\\00)",
                     .attributes = {"objectGUID"},
                     .controls = {dirsync(object_security)}},
                    Deadline::in(timeout_))
            .has_value();
    }
    [[nodiscard]] bool reads_deleted_objects() {
        const auto found = connection_.search(
            {.base = deleted_objects_dn(base_dn_), .attributes = {"objectClass"}, .controls = {show_deleted()}},
            Deadline::in(timeout_));
        return found && found->size() == 1 && found->front().find("objectClass") != nullptr;
    }
    // The container, and where there are policies their numbers.
    [[nodiscard]] bool reads_password_settings() {
        const auto dn = password_settings_dn(base_dn_);
        const auto container = connection_.search({.base = dn, .attributes = {"objectClass"}}, Deadline::in(timeout_));
        if (!container || container->size() != 1 || container->front().find("objectClass") == nullptr) return false;
        const auto policies = connection_.search(
            {.base = dn, .scope = SearchRequest::Scope::one_level, .attributes = {"msDS-MinimumPasswordLength"}},
            Deadline::in(timeout_));
        return policies && std::ranges::all_of(*policies, [](const Entry& entry) {
                   return entry.find("msDS-MinimumPasswordLength") != nullptr;
               });
    }

private:
    Connection& connection_;
    const std::string& base_dn_;
    base::Millis timeout_;
};

}  // namespace

std::string deleted_objects_dn(const std::string& base_dn) { return "CN=Deleted Objects," + base_dn; }
std::string password_settings_dn(const std::string& base_dn) {
    return "CN=Password Settings Container,CN=System," + base_dn;
}

void try_domain_rights(Connection& connection, const std::string& base_dn, base::Millis timeout,
                       core::RightsFindings& findings) {
    Trial trial(connection, base_dn, timeout);
    if (!trial.synchronises(false)) {
        // With OBJECT_SECURITY it works without the right, for what the account may read anyway.
        findings.add_domain_gap(ConnectorRight::dirsync, base_dn, !trial.synchronises(true));
    }
    if (!trial.reads_deleted_objects())
        findings.add_domain_gap(ConnectorRight::read_deleted_objects, deleted_objects_dn(base_dn), false);
    if (!trial.reads_password_settings())
        findings.add_domain_gap(ConnectorRight::read_password_settings, password_settings_dn(base_dn), false);
}

void read_domain_rights(Connection& connection, const std::string& base_dn, const core::Token& token,
                        base::Millis timeout, core::RightsFindings& findings) {
    const auto check = [&](ConnectorRight right, const std::string& dn) {
        const auto found = connection.search(
            {.base = dn, .attributes = {"nTSecurityDescriptor"}, .controls = {dacl_only(), show_deleted()}},
            Deadline::in(timeout));
        const auto descriptor = found && found->size() == 1
                                    ? core::SecurityDescriptor::parse(found->front().bytes("nTSecurityDescriptor"))
                                    : std::nullopt;
        if (!descriptor || !check_access(*descriptor, token, core::wanted_access(right)).granted())
            findings.add_domain_gap(right, dn, false);
    };
    check(ConnectorRight::dirsync, base_dn);
    check(ConnectorRight::read_deleted_objects, deleted_objects_dn(base_dn));
    check(ConnectorRight::read_password_settings, password_settings_dn(base_dn));
}

}  // namespace tilbage::adapters::ldap
