#include "adapters/ldap/pool.h"

#include <fmt/core.h>

#include "adapters/ldap/libldap.h"
#include "adapters/ldap/open_connection.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;

// A connection that was quiet for longer than this is asked before it is lent: a firewall may have forgotten it without
// a word.
constexpr Millis kTrustedFor{15'000};
constexpr Millis kValidationTimeout{2'000};
// What is left of a Kerberos sign-in when its connection is lent for the last time: longer than any operation takes,
// since the domain controller closes the connection when the ticket ends.
constexpr Millis kTicketReserve{120'000};

bool answers(Connection& connection, Deadline deadline) {
    return connection.search({.base = "", .attributes = {"dnsHostName"}}, deadline.or_in(kValidationTimeout))
        .has_value();
}

bool ends_soon(const Connection& connection) {
    return connection.end() && connection.end()->remaining() < kTicketReserve;
}

}  // namespace

base::Result<std::unique_ptr<Pool>> Pool::create(Settings settings) {
    auto servers = ServerList::parse(settings.servers, settings.signs_in_with());
    if (!servers) return base::fail(servers.error());
    if (settings.connections < 1 || settings.connections > 64) {
        return base::fail(ErrorCode::invalid_argument, "connections must be 1 to 64");
    }
    prepare_libldap();
    return std::unique_ptr<Pool>(new Pool(std::move(settings), std::move(*servers)));
}

base::Result<Pool::Lease> Pool::lease(Deadline deadline) {
    while (true) {
        auto place = take_place(deadline);
        if (!place) return base::fail(place.error());
        if (!place->connection) break;
        const bool needs_asking = Deadline::Steady::now() - place->since > kTrustedFor;
        if (!ends_soon(*place->connection) && place->connection->is_quiet() &&
            (!needs_asking || answers(*place->connection, deadline))) {
            return Lease(*this, std::move(place->connection));
        }
        place->connection.reset();
        leave_place();
    }
    const auto open = [this](const ServerAddress& address, Deadline share) {
        return open_signed_in(address, settings_, share);
    };
    auto connection = servers_.connect(open, deadline.or_in(settings_.timeout));
    if (!connection) {
        leave_place();
        return base::fail(connection.error());
    }
    return Lease(*this, std::move(*connection));
}

base::Result<std::unique_ptr<Connection>> Pool::open_unsigned(Deadline deadline) {
    const auto open = [this](const ServerAddress& address, Deadline share) {
        return Connection::open(address, settings_.ca_file, share);
    };
    return servers_.connect(open, deadline.or_in(settings_.timeout));
}

base::Result<Pool::Idle> Pool::take_place(Deadline deadline) {
    std::unique_lock lock(mutex_);
    const auto there_is_one = [&] { return !idle_.empty() || places_taken_ < settings_.connections; };
    if (!place_free_.wait_until(lock, deadline.time(), there_is_one)) {
        return base::fail(ErrorCode::timeout,
                          fmt::format("all {} connections to the directory stayed in use", settings_.connections));
    }
    if (idle_.empty()) {
        ++places_taken_;
        return Idle{};
    }
    // The one used last is the likeliest to live.
    auto idle = std::move(idle_.back());
    idle_.pop_back();
    return idle;
}

void Pool::leave_place() {
    {
        std::lock_guard lock(mutex_);
        --places_taken_;
    }
    place_free_.notify_one();
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    {
        std::lock_guard lock(mutex_);
        if (connection->usable()) {
            idle_.push_back({std::move(connection), Deadline::Steady::now()});
        } else {
            --places_taken_;
            // What broke this one may have broken the others: they are asked before they are lent.
            for (auto& idle : idle_) idle.since = {};
        }
    }
    place_free_.notify_one();
}

}  // namespace tilbage::adapters::ldap
