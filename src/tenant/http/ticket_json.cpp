#include "tenant/http/ticket_json.h"

#include <boost/json/array.hpp>
#include <charconv>

#include "core/sspr/limits.h"
#include "core/sspr/submit_sealed.h"
#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

constexpr std::size_t kLongestKid = 64;

}  // namespace

namespace json = boost::json;

json::object ticket_json(const core::Ticket& ticket) {
    json::array recipients;
    for (const auto& key : ticket.recipients) {
        const json::object jwk{{"kty", "EC"}, {"crv", "P-256"}, {"x", key.jwk.x}, {"y", key.jwk.y}};
        recipients.push_back(json::object{{"kid", key.kid}, {"jwk", jwk}});
    }
    const auto& binding = ticket.binding;
    return {{"requestId", binding.request_id.str()},
            {"tenantId", binding.tenant_id.str()},
            {"sourceAnchor", binding.source_anchor.str()},
            {"kind", core::to_string(binding.kind)},
            {"iat", binding.issued_at},
            {"exp", binding.expires_at},
            {"recipients", std::move(recipients)}};
}

core::Answer<std::vector<core::SealedFor>> read_sealed(const std::string& text) {
    const auto body = read_object(text);
    if (!body) return core::refuse(body.error());
    std::vector<core::SealedFor> sealed;
    const auto* member = body->if_contains("sealed");
    if (member == nullptr) return sealed;
    if (!member->is_array() || member->get_array().size() > core::limits::kMaxRecipients) {
        return core::refuse(core::RefusalCode::malformed);
    }
    for (const auto& entry : member->get_array()) {
        if (!entry.is_object()) return core::refuse(core::RefusalCode::malformed);
        auto kid = read_text(entry.get_object(), "kid", kLongestKid);
        if (!kid) return core::refuse(kid.error());
        auto jwe = read_text(entry.get_object(), "jwe", core::kMaxJweBytes);
        if (!jwe) return core::refuse(jwe.error());
        sealed.push_back({std::move(*kid), std::move(*jwe)});
    }
    return sealed;
}

std::chrono::seconds read_wait(std::optional<std::string_view> given) {
    const auto text = given.value_or("0");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && seconds > 0;
    return std::chrono::seconds(whole ? seconds : 0);
}

}  // namespace tilbage::tenant
