// What the directory knows of a person's account, as of the last synchronisation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace tilbage::core {

struct OnPremisesFacts {
    std::string user_principal_name;  // as the directory has it, also where the tenant had to give another
    std::string distinguished_name;
    std::string security_identifier;                     // objectSid, "S-1-5-21-…"
    std::int64_t user_account_control = 0;               // MS-ADTS 2.2.16
    bool admin_count = false;                            // adminCount is 1: protected, or once was
    std::optional<base::TimePoint> locked_at;            // lockoutTime; it may have passed since
    std::optional<base::TimePoint> password_set_at;      // pwdLastSet; empty: never, or must change at next sign-in
    std::optional<base::TimePoint> password_expires_at;  // empty: never, or not known
    std::optional<base::TimePoint> account_expires_at;   // empty: never
    std::vector<std::string> proxy_addresses;  // "SMTP:anna@…" (the primary one) and "smtp:…"; only those two types

    bool operator==(const OnPremisesFacts&) const = default;
};

}  // namespace tilbage::core
