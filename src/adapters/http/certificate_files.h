// Whether a server could use a certificate and its key, and browsers would accept them for a host.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace tilbage::adapters::http {

struct CertificateFacts {
    base::TimePoint valid_from;
    base::TimePoint valid_until;
    bool names_host = false;  // by its subject alternative names (RFC 6125)
};

// Fails as Server::start would: unreadable, no PEM, or a key that does not belong to the certificate. `host` is a name
// or an IP address.
[[nodiscard]] base::Result<CertificateFacts> examine_certificate(const std::string& certificate_file,
                                                                 const std::string& key_file, const std::string& host);

}  // namespace tilbage::adapters::http
