// The people that the tenant has, as an agent sees and changes them (SCIM 2.0 behind it). Calls block; one thread.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "core/identity/ids.h"
#include "core/ports/people_source.h"

namespace tilbage::core {

struct ProvisionedPerson {
    PersonId id;
    SourcePerson person;
    bool operator==(const ProvisionedPerson&) const = default;
};

struct CreatePerson {
    SourcePerson person;
    bool operator==(const CreatePerson&) const = default;
};
struct ReplacePerson {
    ProvisionedPerson person;
    bool operator==(const ReplacePerson&) const = default;
};
struct RemovePerson {
    PersonId id;
    bool operator==(const RemovePerson&) const = default;
};
using ProvisioningChange = std::variant<CreatePerson, ReplacePerson, RemovePerson>;

struct ProvisioningReport {
    std::size_t done = 0;
    std::vector<std::string> refused;  // what the tenant said to single changes, for the log
};

class Provisioning {
public:
    virtual ~Provisioning() = default;
    virtual base::Result<std::vector<ProvisionedPerson>> list() = 0;
    // In order. An error: some may be done, and it is unknown which.
    virtual base::Result<ProvisioningReport> apply(const std::vector<ProvisioningChange>& changes) = 0;
};

}  // namespace tilbage::core
