// An agent that is enrolled, connected, and never given anything to do (docs/protocol.md §4 and §5).
#pragma once

#include <memory>
#include <string>

#include "https_connection.h"

namespace tilbage::bench {

// The tenant that the idle agents belong to.
struct IdleTenant {
    TenantAddress server;
    std::string domain;
};

// Enrols with `code`, gets a token, and connects to the relay from `source_address`; returns when the tenant has said
// welcome. What comes back speaks WebSocket from then on. Any thread. Faults throw BenchFault.
[[nodiscard]] std::unique_ptr<HttpsConnection> connect_idle_agent(const TlsTrust& trust, const IdleTenant& tenant,
                                                                  const std::string& code,
                                                                  const std::string& source_address);

}  // namespace tilbage::bench
