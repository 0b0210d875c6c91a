// A TCP connection with a deadline.
#pragma once

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/server_address.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

// A connected socket that does not block and belongs to the caller. Tries the addresses of the name in the resolver's
// order.
[[nodiscard]] base::Result<int> tcp_connect(const ServerAddress& address, Deadline deadline);

// Waits until the socket is ready for `events` (POLLIN, POLLOUT). False: the deadline passed.
[[nodiscard]] bool wait_for_socket(int socket, short events, Deadline deadline);

}  // namespace tilbage::adapters::ldap
