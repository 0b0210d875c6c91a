#include "adapters/ldap/server_list.h"

#include <algorithm>
#include <utility>

#include "adapters/ldap/log_events.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Millis;

constexpr Millis kFirstRest{250};
constexpr Millis kLongestRest{5'000};
constexpr Millis kRestAfterRefusal{30'000};

Millis rest_after(int failures, ErrorCode code) {
    if (code == ErrorCode::permission_denied) return kRestAfterRefusal;
    if (code == ErrorCode::timeout) return kLongestRest;  // to find out once more would cost somebody their time limit
    constexpr int kMostDoublings = 5;
    return std::min(kLongestRest, kFirstRest * (1 << std::min(failures - 1, kMostDoublings)));
}

}  // namespace

base::Result<ServerList> ServerList::parse(const std::vector<std::string>& urls,
                                           ServerAddress::SignsInWith signs_in_with) {
    if (urls.empty()) return base::fail(ErrorCode::invalid_argument, "no domain controller is configured");
    std::vector<Server> servers;
    for (const auto& url : urls) {
        auto address = ServerAddress::parse(url, signs_in_with);
        if (!address) return base::fail(address.error());
        Server server;
        server.address = std::move(*address);
        servers.push_back(std::move(server));
    }
    return ServerList(std::move(servers));
}

base::Result<std::unique_ptr<Connection>> ServerList::connect(const Open& open, Deadline deadline) {
    const auto servers = servers_->with([](const auto& all) { return all; });
    base::Error error = servers.front().last_error;
    for (std::size_t position = 0; position < servers.size(); ++position) {
        const auto& server = servers[position];
        if (Deadline::Steady::now() < server.rests_until) {
            if (server.last_error.code == ErrorCode::permission_denied) return base::fail(server.last_error);
            continue;
        }
        const auto left = static_cast<std::int64_t>(servers.size() - position);
        auto connection = open(server.address, deadline.or_in(deadline.remaining() / left));
        if (connection) {
            succeeded(position);
            return connection;
        }
        failed(position, connection.error());
        error = connection.error();
        if (error.code == ErrorCode::permission_denied) break;
    }
    return base::fail(std::move(error));
}

void ServerList::succeeded(std::size_t position) {
    std::string news;
    servers_->with([&](auto& all) {
        auto& server = all[position];
        if (!std::exchange(server.answered, true)) news = server.address.str();
        server.failures = 0;
        server.rests_until = {};
    });
    if (!news.empty()) base::log(kDirectoryConnected, {{"server", news}});
}

void ServerList::failed(std::size_t position, const base::Error& error) {
    const bool news = servers_->with([&](auto& all) {
        auto& server = all[position];
        ++server.failures;
        server.answered = false;
        server.rests_until = Deadline::Steady::now() + rest_after(server.failures, error.code);
        server.last_error = error;
        return server.failures == 1;
    });
    if (!news) return;
    const auto& event = error.code == ErrorCode::permission_denied ? kConnectorRefused : kDirectoryServerFailed;
    base::log(event, {{"error", error.message}});
}

}  // namespace tilbage::adapters::ldap
