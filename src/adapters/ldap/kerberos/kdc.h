// The Kerberos port of a domain controller (RFC 4120 §7.2.2): libkrb5 makes and reads the messages, we carry them, with
// a deadline, and to the very server that is to be signed in at.
#pragma once

#include <string>
#include <string_view>

#include "adapters/ldap/deadline.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

// Every domain controller is a KDC, on this port.
inline constexpr int kKdcPort = 88;

// One message there and its answer. unavailable, timeout; both say which host and port.
[[nodiscard]] base::Result<std::string> ask_kdc(const std::string& host, std::string_view request, Deadline deadline,
                                                int port = kKdcPort);

}  // namespace tilbage::adapters::ldap
