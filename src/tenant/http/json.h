// JSON in and out of the page's API (docs/protocol.md §1).
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/reply.h"
#include "base/secret.h"
#include "core/sspr/refusal.h"
#include "crypto/ec_key.h"

namespace tilbage::tenant {

// The body as one object; malformed when it is anything else, or nested deeper than any body of ours.
[[nodiscard]] core::Answer<boost::json::object> read_object(const std::string& body);
// A member that must be a text of at most `max_bytes`. malformed otherwise.
[[nodiscard]] core::Answer<std::string> read_text(const boost::json::object& object, std::string_view name,
                                                  std::size_t max_bytes);
// The same, where absent and null stand for "".
[[nodiscard]] core::Answer<std::string> read_optional_text(const boost::json::object& object, std::string_view name,
                                                           std::size_t max_bytes);

// The same into memory that is wiped; nothing stays behind in the object.
[[nodiscard]] core::Answer<base::SecretBytes> take_secret(boost::json::object& object, std::string_view name,
                                                          std::size_t max_bytes);

// A public key on P-256 as a JSON Web Key; nothing when it is anything else, a private key above all: whoever sent one
// has lost it.
[[nodiscard]] std::optional<crypto::Jwk> read_public_key(const boost::json::object& key);

// no-store, application/json.
[[nodiscard]] adapters::http::Response json_response(unsigned status, const boost::json::object& object);
// The one shape of errors: {"error": {"code", "message", "details"?}}.
[[nodiscard]] adapters::http::Response error_response(unsigned status, std::string_view code, std::string_view message,
                                                      const boost::json::object& details = {});

}  // namespace tilbage::tenant
