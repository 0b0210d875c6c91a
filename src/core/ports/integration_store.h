// What the administrators decided about writing back to the directory (the portal's On-premises integration), and how
// the people of each domain sign in. Any thread; every call is one transaction, so that a running tenant sees at once
// what another process wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

// Nothing is written back until somebody says so.
struct OnPremisesIntegration {
    bool writeback_enabled = false;
    bool unlock_allowed = false;   // people may unlock their account without a new password
    std::int64_t version = 0;      // one more at every write; 0: never written
    std::int64_t switched_on = 0;  // how often writeback went from off to on: each time the agents roll their keys

    bool operator==(const OnPremisesIntegration&) const = default;
};

enum class SignInType { none, password_hash_sync, pass_through, federated };

// "none", "passwordHashSync", "passThrough", "federated".
[[nodiscard]] std::string_view to_string(SignInType type);
[[nodiscard]] std::optional<SignInType> parse_sign_in_type(std::string_view text);

struct DomainSignIn {
    std::string name;  // DNS, lower case
    SignInType sign_in_type = SignInType::none;
};

class IntegrationStore {
public:
    virtual ~IntegrationStore() = default;
    // The defaults when nothing was ever written.
    virtual base::Result<OnPremisesIntegration> read(const TenantId& tenant) = 0;
    // Writes the two settings; version and switched_on follow by themselves. conflict: `expected_version` is not the
    // one that stands there. Gives what stands there now.
    virtual base::Result<OnPremisesIntegration> write(const TenantId& tenant, const OnPremisesIntegration& settings,
                                                      std::int64_t expected_version) = 0;
    // The domains that the tenant's people have, in order of their names; `none` where nothing was ever said.
    virtual base::Result<std::vector<DomainSignIn>> domains(const TenantId& tenant) = 0;
    virtual base::Result<SignInType> sign_in_type(const TenantId& tenant, const std::string& domain) = 0;
    virtual base::Result<void> set_sign_in_type(const TenantId& tenant, const DomainSignIn& domain) = 0;
};

}  // namespace tilbage::core
