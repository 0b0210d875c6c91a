// Which domain controller to connect to next.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/server_address.h"
#include "base/guarded.h"

namespace tilbage::adapters::ldap {

// The configured servers in order. One that failed rests for a while, longer each time, so that a dead one does not
// cost every request its time limit. Any thread.
class ServerList {
public:
    using Open = std::function<base::Result<std::unique_ptr<Connection>>(const ServerAddress&, Deadline)>;

    [[nodiscard]] static base::Result<ServerList> parse(const std::vector<std::string>& urls,
                                                        ServerAddress::SignsInWith signs_in_with);

    // The first server on which `open` succeeds; each attempt gets an equal share of the time that is left. An account
    // that is refused (permission_denied) is tried nowhere else, and not again for half a minute: every attempt counts
    // towards its lockout.
    [[nodiscard]] base::Result<std::unique_ptr<Connection>> connect(const Open& open, Deadline deadline);

private:
    using Time = Deadline::Steady::time_point;
    struct Server {
        ServerAddress address;
        bool answered = false;  // the last time it was tried
        int failures = 0;       // in a row
        Time rests_until;
        base::Error last_error;
    };

    explicit ServerList(std::vector<Server> servers)
        : servers_(std::make_unique<base::Guarded<std::vector<Server>>>(std::move(servers))) {}
    void succeeded(std::size_t position);
    void failed(std::size_t position, const base::Error& error);

    std::unique_ptr<base::Guarded<std::vector<Server>>> servers_;
};

}  // namespace tilbage::adapters::ldap
