// A few persistent connections, all signed in as the agent's account, to the first domain controller that answers.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/server_list.h"
#include "adapters/ldap/settings.h"

namespace tilbage::adapters::ldap {

// Any thread. Connections are made when they are needed, validated before they are lent, and replaced when they fail.
// The pool repeats nothing: what was tried on a connection and failed is the borrower's to judge.
class Pool {
public:
    // A connection for one thread, given back at the end.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
        ~Lease() {
            if (connection_) pool_->give_back(std::move(connection_));
        }
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }

    private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    // invalid_argument: no server, or an address that is none.
    [[nodiscard]] static base::Result<std::unique_ptr<Pool>> create(Settings settings);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    // unavailable, timeout (no server, or no free connection, by the deadline), untrusted, permission_denied (the
    // account is refused).
    [[nodiscard]] base::Result<Lease> lease(Deadline deadline);
    [[nodiscard]] const Settings& settings() const { return settings_; }
    // The deadline of an operation that has none of its own.
    [[nodiscard]] Deadline default_deadline() const { return Deadline::in(settings_.timeout); }
    // A connection of its own, not signed in and not counted, to the server that the pool uses; for signing in as
    // somebody else.
    [[nodiscard]] base::Result<std::unique_ptr<Connection>> open_unsigned(Deadline deadline);

private:
    struct Idle {
        std::unique_ptr<Connection> connection;
        Deadline::Steady::time_point since;
    };

    Pool(Settings settings, ServerList servers) : settings_(std::move(settings)), servers_(std::move(servers)) {}
    void give_back(std::unique_ptr<Connection> connection);
    // An idle connection, or the right to make one (null), or a timeout.
    base::Result<Idle> take_place(Deadline deadline);
    void leave_place();

    Settings settings_;
    ServerList servers_;
    std::mutex mutex_;  // of the two below
    std::condition_variable place_free_;
    std::vector<Idle> idle_;
    int places_taken_ = 0;  // lent, idle, or being made
};

}  // namespace tilbage::adapters::ldap
