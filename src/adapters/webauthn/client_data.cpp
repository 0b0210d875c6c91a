#include "adapters/webauthn/client_data.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "base/secret.h"

namespace tilbage::adapters::webauthn {
namespace {

namespace json = boost::json;
using core::PasskeyFault;

std::optional<std::string_view> text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string_view(value->get_string());
}

// Framed by nobody: absent, or false (§7.1 step 10, §7.2 step 13).
bool is_cross_origin(const json::object& object) {
    const auto* crossed = object.if_contains("crossOrigin");
    return object.contains("topOrigin") || (crossed != nullptr && !(crossed->is_bool() && !crossed->get_bool()));
}

}  // namespace

std::optional<PasskeyFault> check_client_data(ByteView bytes, const ExpectedClientData& expected) {
    boost::system::error_code failure;
    const auto value = json::parse(base::as_text(bytes), failure);
    if (failure || !value.is_object()) return PasskeyFault::malformed;
    const auto& object = value.get_object();
    const auto type = text(object, "type");
    const auto challenge = text(object, "challenge");
    const auto origin = text(object, "origin");
    if (!type || !challenge || !origin) return PasskeyFault::malformed;
    if (*type != expected.type) return PasskeyFault::type;
    const auto asked = base::to_base64url(expected.challenge);
    if (asked.empty() || !base::equal_in_constant_time(*challenge, std::string_view(asked))) {
        return PasskeyFault::challenge;
    }
    if (*origin != expected.origin) return PasskeyFault::origin;
    if (is_cross_origin(object)) return PasskeyFault::cross_origin;
    return std::nullopt;
}

}  // namespace tilbage::adapters::webauthn
