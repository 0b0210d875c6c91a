// A device without a browser asks for a code to show (RFC 8628 §3.1).
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/oauth/ports.h"

namespace tilbage::core {

struct BeginDeviceCodeCommand {
    std::string tenant;  // of the address
    std::string client_id;
    std::string scope;
    std::string address_block;
};

struct BegunDeviceCode {
    std::string device_code;  // 256 random bits
    std::string user_code;    // "WDJB-MJHT"
    std::string verification_uri;
    std::chrono::seconds expires_in{0};
    std::chrono::seconds interval{0};
};

struct DeviceCodeRefusal {
    enum class Code { tenant_unknown, invalid_client, invalid_scope, too_many_attempts, busy };
    Code code = Code::busy;
    std::chrono::seconds retry_after{0};
    std::string cause;
};

class BeginDeviceCode {
public:
    explicit BeginDeviceCode(SignInPorts ports) : ports_(std::move(ports)) {}
    // Any thread.
    [[nodiscard]] tl::expected<BegunDeviceCode, DeviceCodeRefusal> run(const BeginDeviceCodeCommand& command);

private:
    SignInPorts ports_;
};

}  // namespace tilbage::core
