#include "tenant/server_options.h"

#include "tenant/http/server_refusal.h"
#include "wire/sync_check_in.h"

namespace tilbage::tenant {
namespace {

constexpr std::size_t kBodyLimit = std::size_t{64} * 1024;
constexpr std::size_t kScimBodyLimit = std::size_t{4} * 1024 * 1024;

}  // namespace

adapters::http::Options server_options(const ServerConfig& server) {
    adapters::http::Options options;
    options.address = server.address;
    options.port = server.port;
    options.certificate_file = server.certificate.string();
    options.private_key_file = server.private_key.string();
    options.trusted_proxies = server.trusted_proxies;
    options.dress_refusal = dress_server_refusal;
    options.body_limit = [](std::string_view path) {
        if (path == wire::kSyncCheckInPath) return wire::kMaxSyncCheckIn;
        return path.starts_with("/scim/v2") ? kScimBodyLimit : kBodyLimit;
    };
    return options;
}

}  // namespace tilbage::tenant
