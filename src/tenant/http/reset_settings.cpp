#include "tenant/http/reset_settings.h"

#include "core/sspr/ask_for_help.h"
#include "core/sspr/find_tenant.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"
#include "tenant/http/reset_logo.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::value helpdesk_json(const core::Customization& customization, const HelpdeskConfig& operators) {
    if (!customization.helpdesk.empty()) return json::object{{"url", customization.helpdesk}, {"text", nullptr}};
    if (!operators.given()) return nullptr;
    return json::object{{"url", text_or_null(operators.url)}, {"text", text_or_null(operators.text)}};
}

Response settings_response(const ResetSettingsPorts& ports, const HelpdeskConfig& helpdesk, const Request& request) {
    const auto realm = std::string(request.query_value("whr").value_or(""));
    const auto tenant = core::find_tenant(ports.tenants, realm, core::UserId{});
    if (!tenant) return refusal_response(tenant.error(), request.id);
    const auto decided = ports.integration.read(tenant->id);
    if (!decided) return refusal_response(core::Refusal{.cause = decided.error().message}, request.id);
    const auto policy = ports.policies.read(tenant->id);
    if (!policy) return refusal_response(core::Refusal{.cause = policy.error().message}, request.id);
    const auto administrators = ports.administrators.list(tenant->id);
    if (!administrators) return refusal_response(core::Refusal{.cause = administrators.error().message}, request.id);
    const auto& look = policy->customization;
    const auto link = helpdesk_json(look, helpdesk);
    json::object texts;
    for (const auto& [language, text] : look.identify_text) texts[language] = text;
    return json_response(200,
                         {{"tenantName", tenant->display_name},
                          {"unlockAllowed", decided->unlock_allowed},
                          {"helpdesk", link},
                          {"contactAdministrator", link.is_null() && !core::helpers_among(*administrators).empty()},
                          {"logo", text_or_null(logo_path(look))},
                          {"accentColor", text_or_null(look.accent_color)},
                          {"identifyText", std::move(texts)}});
}

}  // namespace

void add_reset_settings(adapters::http::Router& router, const ResetSettingsPorts& ports, HelpdeskConfig helpdesk) {
    router.add("GET", "/reset/v1/settings",
               [ports, helpdesk = std::move(helpdesk)](const Request& request, const adapters::http::Reply& reply) {
                   reply(settings_response(ports, helpdesk, request));
               });
}

}  // namespace tilbage::tenant
