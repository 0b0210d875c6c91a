// A person in the tenant, as provisioning brought them.
#pragma once

#include <string>
#include <vector>

#include "core/identity/ids.h"

namespace tilbage::core {

struct Person {
    PersonId id;
    TenantId tenant_id;
    SourceAnchor anchor;
    std::string user_name;  // UPN
    std::string sam_account_name;
    std::string netbios_domain;
    std::string domain;
    std::string display_name;
    std::string work_mail;
    std::vector<std::string> alternate_mails;
    std::string preferred_language;
    bool active = true;

    bool operator==(const Person&) const = default;
};

}  // namespace tilbage::core
