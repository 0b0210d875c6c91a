// A person of a directory, as they are to be in the tenant: what the engine makes of a staged object.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/identity/ids.h"
#include "core/identity/on_premises_facts.h"
#include "core/identity/profile.h"

namespace tilbage::core {

struct SourcePerson {
    SourceAnchor anchor;
    std::string user_principal_name;  // never empty: sAMAccountName@domain where the directory has none
    std::string sam_account_name;
    std::string netbios_domain;
    std::string domain;  // DNS name
    std::string display_name;
    std::string mail;
    std::vector<std::string> alternate_mails;
    std::string preferred_language;  // BCP 47, or empty
    bool active = true;              // not disabled
    Profile profile = {};
    std::optional<SourceAnchor> manager = std::nullopt;  // in scope too
    OnPremisesFacts on_premises = {};

    bool operator==(const SourcePerson&) const = default;
};

}  // namespace tilbage::core
