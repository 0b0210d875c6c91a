#include "core/oauth/client.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace tilbage::core {
namespace {

constexpr std::string_view kLoopback[] = {"http://127.0.0.1:", "http://[::1]:", "http://localhost:"};
constexpr std::string_view kLoopbackPath = "/callback";

bool is_port(std::string_view text) {
    if (text.empty() || text.front() == '0') return false;
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size();
}

bool is_loopback_callback(std::string_view uri) {
    const auto prefix = std::ranges::find_if(kLoopback, [&](auto one) { return uri.starts_with(one); });
    if (prefix == std::end(kLoopback) || !uri.ends_with(kLoopbackPath)) return false;
    uri.remove_prefix(prefix->size());
    uri.remove_suffix(kLoopbackPath.size());
    return is_port(uri);
}

}  // namespace

std::string_view to_string(Client client) {
    switch (client) {
        case Client::portal:
            return "portal";
        case Client::connect:
            return "tilbage-connect";
    }
    return {};
}

std::optional<Client> parse_client(std::string_view client_id) {
    for (const auto client : {Client::portal, Client::connect})
        if (client_id == to_string(client)) return client;
    return std::nullopt;
}

bool may_redirect_to(Client client, std::string_view redirect_uri, std::string_view base_url) {
    switch (client) {
        case Client::portal:
            return redirect_uri == std::string(base_url) + "/portal/callback";
        case Client::connect:
            return is_loopback_callback(redirect_uri);
    }
    return false;
}

bool may_use_device_code(Client client) { return client == Client::connect; }

}  // namespace tilbage::core
