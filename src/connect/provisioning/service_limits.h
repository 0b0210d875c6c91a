// What a SCIM service says it can do (ServiceProviderConfig, RFC 7643 §5), as far as an export must know.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace tilbage::connect {

struct ServiceLimits {
    bool bulk = false;
    std::size_t max_operations = 0;  // of one bulk
    std::size_t max_payload = 0;     // bytes of one bulk
    bool patch = false;
    bool operator==(const ServiceLimits&) const = default;
};

// corrupt: not a ServiceProviderConfig.
[[nodiscard]] base::Result<ServiceLimits> read_service_limits(std::string_view body);

}  // namespace tilbage::connect
