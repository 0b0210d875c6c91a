// A TCP connection with a deadline.
#pragma once

#include <string>

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/server_address.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

// A connected socket that does not block and belongs to the caller. Tries the addresses of the name in the resolver's
// order.
[[nodiscard]] base::Result<int> tcp_connect(const ServerAddress& address, Deadline deadline);
// The same for what is no LDAP server; `called` stands in errors.
[[nodiscard]] base::Result<int> tcp_connect(const std::string& host, int port, const std::string& called,
                                            Deadline deadline);

// send(2) without SIGPIPE, all of it; waits for the socket until the deadline. 0, or errno.
[[nodiscard]] int send_all(int socket, const void* data, std::size_t size, Deadline deadline);

// Waits until the socket is ready for `events` (POLLIN, POLLOUT). False: the deadline passed.
[[nodiscard]] bool wait_for_socket(int socket, short events, Deadline deadline);

}  // namespace tilbage::adapters::ldap
