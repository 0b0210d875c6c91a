// The programs that administrators sign in with (docs/protocol.md §8): a closed list, all of them public clients (RFC
// 6749 §2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tilbage::core {

enum class Client { portal, connect };

// The client_id: "portal", "tilbage-connect".
[[nodiscard]] std::string_view to_string(Client client);
[[nodiscard]] std::optional<Client> parse_client(std::string_view client_id);

// Whether codes of this client may be sent to `redirect_uri`. Compared as text (RFC 9700 §4.1.3), except for the port
// of a loopback address (RFC 8252 §7.3). `base_url` is the tenant's own address.
[[nodiscard]] bool may_redirect_to(Client client, std::string_view redirect_uri, std::string_view base_url);
[[nodiscard]] bool may_use_device_code(Client client);

}  // namespace tilbage::core
