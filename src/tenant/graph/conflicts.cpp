// GET /onPremisesSynchronization/conflicts: what is kept from whom, because it is another's.
#include <boost/json/array.hpp>
#include <charconv>

#include "base/encoding.h"
#include "base/unicode.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using core::ConflictPosition;
using core::ProvisioningConflict;
using core::ProvisioningError;

const std::vector<std::string_view> kProperties{"id",    "userPrincipalName", "displayName", "property",
                                                "value", "occurredDateTime",  "collidesWith"};

json::value holder_json(const std::optional<ProvisioningConflict::Holder>& holder) {
    if (!holder) return nullptr;
    const bool person = holder->kind == ProvisioningConflict::Holder::Kind::person;
    return json::object{{"id", holder->id},
                        {"userPrincipalName", holder->user_name},
                        {"displayName", holder->display_name},
                        {"kind", person ? "user" : "administrator"}};
}

json::object conflict_json(const ProvisioningConflict& conflict) {
    const bool user_name = conflict.error.property == ProvisioningError::Property::user_principal_name;
    return {{"id", conflict.person.str()},
            {"userPrincipalName", conflict.user_name},
            {"displayName", conflict.display_name},
            {"property", user_name ? "userPrincipalName" : "proxyAddresses"},
            {"value", conflict.error.value},
            {"occurredDateTime", date_time(conflict.error.occurred_at)},
            {"collidesWith", holder_json(conflict.holder)}};
}

// "time id value"; an id has no space.
std::string token_of(const ProvisioningConflict& last) {
    return base::to_base64url(base::as_bytes(std::to_string(base::to_millis(last.error.occurred_at)) + ' ' +
                                             last.person.str() + ' ' + last.error.value));
}

std::optional<ConflictPosition> read_token(const std::string& token) {
    const auto bytes = base::from_base64url(token);
    if (!bytes) return std::nullopt;
    const std::string text(base::as_text(*bytes));
    const auto first = text.find(' ');
    const auto second = first == std::string::npos ? first : text.find(' ', first + 1);
    if (second == std::string::npos || !base::is_valid_utf8(text)) return std::nullopt;
    std::int64_t time = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + first, time);
    if (error != std::errc{} || end != text.data() + first) return std::nullopt;
    return ConflictPosition{.occurred_at = base::from_millis(time),
                            .person = text.substr(first + 1, second - first - 1),
                            .value = text.substr(second + 1)};
}

void list_conflicts(const Ports& ports, const Call& call, const Reply& reply) {
    std::optional<ConflictPosition> after;
    if (!call.query.skip_token.empty()) {
        after = read_token(call.query.skip_token);
        if (!after) {
            reply(bad_request("$skiptoken is not one of ours."));
            return;
        }
    }
    auto found = ports.conflicts.list(call.principal.tenant_id, after, call.query.top + 1);
    if (!found) {
        reply(store_failed(call, found.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("onPremisesSynchronization/conflicts")}};
    if (static_cast<int>(found->size()) > call.query.top) {
        found->pop_back();
        body["@odata.nextLink"] = call.next_link(token_of(found->back()));
    }
    json::array conflicts;
    for (const auto& conflict : *found) conflicts.push_back(selected(call, conflict_json(conflict)));
    body["value"] = std::move(conflicts);
    reply(json_response(200, body));
}

}  // namespace

void add_conflicts(Routes& routes, const Ports& ports) {
    routes.add({"GET",
                "/beta/onPremisesSynchronization/conflicts",
                Access::reader,
                {.properties = kProperties, .paged = true},
                [&ports](const Call& call, const Reply& reply) { list_conflicts(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
