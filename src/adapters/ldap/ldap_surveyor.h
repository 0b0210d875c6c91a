// The survey of a domain controller over LDAP.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/settings.h"
#include "core/ports/directory_survey.h"
#include "core/sync/object_guid.h"

namespace tilbage::adapters::ldap {

struct NamedGroup {
    std::string dn;
    std::optional<core::ObjectGuid> guid = {};  // known: it is found under another name too
};

// One thread. Uses connections of its own.
class LdapSurveyor final : public core::DirectorySurveyor {
public:
    // `scope_bases` (none: the whole domain) are DNs; `settings` must outlive it.
    LdapSurveyor(const Settings& settings, std::vector<std::string> scope_bases,
                 std::vector<NamedGroup> protected_groups)
        : settings_(settings), scope_bases_(std::move(scope_bases)), protected_groups_(std::move(protected_groups)) {}

    [[nodiscard]] std::vector<std::string> servers() const override { return settings_.servers; }
    base::Result<core::DirectorySurvey> survey(const std::string& server) override;

private:
    using Entries = base::Result<std::vector<Entry>>;
    Entries read(Connection& connection, std::string base, std::vector<std::string> attributes);
    void look_at_domain(Connection& connection, core::DirectorySurvey& survey);
    void look_at_own_account(Connection& connection, core::DirectorySurvey& survey);
    void look_at_scope(Connection& connection, core::DirectorySurvey& survey);
    Entries somebody_under(Connection& connection, const std::string& base);
    void look_at_a_person(Connection& connection, core::DirectorySurvey& survey);
    void look_at_protected_groups(Connection& connection, core::DirectorySurvey& survey);
    std::optional<std::string> sid_of(Connection& connection, const NamedGroup& group);
    void look_at_policies(Connection& connection, core::DirectorySurvey& survey);

    const Settings& settings_;
    const std::vector<std::string> scope_bases_;
    const std::vector<NamedGroup> protected_groups_;
};

}  // namespace tilbage::adapters::ldap
