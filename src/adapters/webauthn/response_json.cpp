#include "adapters/webauthn/response_json.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace tilbage::adapters::webauthn {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 6> kTransports{"ble", "hybrid", "internal", "nfc", "smart-card", "usb"};

std::optional<base::Bytes> bytes(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return base::from_base64url(std::string_view(value->get_string()));
}

std::optional<json::object> read_object(const std::string& text) {
    boost::system::error_code failure;
    auto value = json::parse(text, failure);
    if (failure || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

const json::object* member(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

// Both are the same bytes, and the type is the only one there is.
std::optional<base::Bytes> id_of(const json::object& object) {
    auto id = bytes(object, "rawId");
    const auto* type = object.if_contains("type");
    if (!id || id->empty() || id != bytes(object, "id") || type == nullptr || *type != "public-key")
        return std::nullopt;
    return id;
}

std::vector<std::string> transports_of(const json::object& response) {
    std::vector<std::string> found;
    const auto* value = response.if_contains("transports");
    const auto* named = value == nullptr ? nullptr : value->if_array();
    if (named == nullptr) return found;
    for (const auto known : kTransports) {
        if (std::ranges::any_of(*named, [&](const json::value& one) { return one == json::string_view(known); })) {
            found.emplace_back(known);
        }
    }
    return found;
}

}  // namespace

std::optional<RegistrationResponse> read_registration(const std::string& text) {
    const auto object = read_object(text);
    if (!object) return std::nullopt;
    const auto* response = member(*object, "response");
    auto id = id_of(*object);
    if (!id || response == nullptr) return std::nullopt;
    auto client_data = bytes(*response, "clientDataJSON");
    auto attestation = bytes(*response, "attestationObject");
    if (!client_data || !attestation) return std::nullopt;
    return RegistrationResponse{.id = std::move(*id),
                                .client_data = std::move(*client_data),
                                .attestation = std::move(*attestation),
                                .transports = transports_of(*response)};
}

std::optional<AuthenticationResponse> read_authentication(const std::string& text) {
    const auto object = read_object(text);
    if (!object) return std::nullopt;
    const auto* response = member(*object, "response");
    auto id = id_of(*object);
    if (!id || response == nullptr) return std::nullopt;
    auto client_data = bytes(*response, "clientDataJSON");
    auto data = bytes(*response, "authenticatorData");
    auto signature = bytes(*response, "signature");
    if (!client_data || !data || !signature) return std::nullopt;
    AuthenticationResponse read{.id = std::move(*id),
                                .client_data = std::move(*client_data),
                                .authenticator_data = std::move(*data),
                                .signature = std::move(*signature),
                                .user_handle = std::nullopt};
    const auto* handle = response->if_contains("userHandle");
    if (handle == nullptr || handle->is_null()) return read;
    read.user_handle = bytes(*response, "userHandle");
    if (!read.user_handle) return std::nullopt;
    return read;
}

}  // namespace tilbage::adapters::webauthn
