// How this agent speaks HTTPS with the tenant.
#pragma once

#include "adapters/curl/http_client.h"
#include "connect/config.h"
#include "connect/farewell.h"
#include "connect/version.h"

namespace tilbage::connect {

[[nodiscard]] inline adapters::curl::HttpClientOptions http_options(const Config& config) {
    adapters::curl::HttpClientOptions options;
    options.ca_file = config.tenant.ca_file;
    options.user_agent = kSoftware;
    return options;
}

// For calls that an agent which ends does not wait long for. `farewell` outlives the client.
[[nodiscard]] inline adapters::curl::HttpClientOptions http_options(const Config& config, const Farewell& farewell) {
    auto options = http_options(config);
    options.is_over = [&farewell] { return farewell.is_over(); };
    return options;
}

}  // namespace tilbage::connect
