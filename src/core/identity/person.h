// A person in the tenant, as provisioning brought them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "core/identity/ids.h"
#include "core/identity/on_premises_facts.h"
#include "core/identity/profile.h"

namespace tilbage::core {

// A value that this person should have and that is another's: kept away until it is free (duplicate attribute
// resiliency).
struct ProvisioningError {
    enum class Property { user_principal_name, proxy_addresses };
    Property property = Property::user_principal_name;
    std::string value;         // as provisioning wanted it
    std::string colliding_id;  // whose it is: a person's id, or an administrator's
    base::TimePoint occurred_at;

    bool operator==(const ProvisioningError&) const = default;
};

struct Person {
    PersonId id;
    TenantId tenant_id;
    SourceAnchor anchor;    // empty: not from a directory
    std::string user_name;  // UPN
    std::string sam_account_name;
    std::string netbios_domain;
    std::string domain;
    std::string display_name;
    std::string work_mail;
    std::vector<std::string> alternate_mails;
    std::string preferred_language;
    bool active = true;
    std::string external_id = {};  // SCIM's, of one that is not from a directory
    Profile profile = {};
    std::optional<PersonId> manager = std::nullopt;
    OnPremisesFacts on_premises = {};
    std::vector<ProvisioningError> provisioning_errors = {};

    // The only people whose password can be written back.
    [[nodiscard]] bool from_directory() const { return anchor != SourceAnchor(); }
    bool operator==(const Person&) const = default;
};

}  // namespace tilbage::core
