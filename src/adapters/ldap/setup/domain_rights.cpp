#include "adapters/ldap/setup/domain_rights.h"

#include <algorithm>

#include "adapters/ldap/dirsync_control.h"
#include "adapters/ldap/setup/paged.h"

namespace tilbage::adapters::ldap {
namespace {

using core::ConnectorRight;

class Trial {
public:
    Trial(Connection& connection, const std::string& base_dn, base::Millis timeout)
        : connection_(connection), base_dn_(base_dn), timeout_(timeout) {}

    // As the synchronisation asks, with a filter that nothing matches: whether it is answered at all is the question.
    [[nodiscard]] bool synchronises() {
        constexpr int kMaxBytes = 1 << 20;
        return connection_
            .search({.base = base_dn_,
                     .scope = SearchRequest::Scope::subtree,
                     .filter = "(sAMAccountName=\\00)",
                     .attributes = {"objectGUID"},
                     .controls = {dirsync_control("", kMaxBytes)}},
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
    // With object security it works for every account, for what it may read anyway. Where it does not, the right on the
    // domain is worth a try.
    if (!trial.synchronises()) findings.add_domain_gap(ConnectorRight::dirsync, base_dn, true);
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
    check(ConnectorRight::read_deleted_objects, deleted_objects_dn(base_dn));
    check(ConnectorRight::read_password_settings, password_settings_dn(base_dn));
}

}  // namespace tilbage::adapters::ldap
