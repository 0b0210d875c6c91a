// What an authenticator app reads out of a QR code.
#pragma once

#include <string>

namespace tilbage::tenant {

struct AppKey {
    std::string issuer;
    std::string account;
    std::string secret;  // Base32
};

// The key URI format: "otpauth://totp/Example%20One:anna%40ex1.test?secret=…".
[[nodiscard]] std::string otpauth_uri(const AppKey& key);

}  // namespace tilbage::tenant
