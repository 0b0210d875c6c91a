#include "tenant/http/reset_settings.h"

#include "core/sspr/find_tenant.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {

namespace json = boost::json;

void add_reset_settings(adapters::http::Router& router, core::TenantStore& tenants, core::IntegrationStore& integration,
                        HelpdeskConfig helpdesk) {
    router.add("GET", "/reset/v1/settings",
               [&tenants, &integration, helpdesk = std::move(helpdesk)](const adapters::http::Request& request,
                                                                        const adapters::http::Reply& reply) {
                   const auto realm = std::string(request.query_value("whr").value_or(""));
                   const auto tenant = core::find_tenant(tenants, realm, core::UserId{});
                   if (!tenant) {
                       reply(refusal_response(tenant.error(), request.id));
                       return;
                   }
                   const auto decided = integration.read(tenant->id);
                   if (!decided) {
                       reply(refusal_response(core::Refusal{.cause = decided.error().message}, request.id));
                       return;
                   }
                   json::object settings{{"tenantName", tenant->display_name},
                                         {"unlockAllowed", decided->unlock_allowed}};
                   settings["helpdesk"] = nullptr;
                   if (helpdesk.given()) {
                       json::object contact{{"url", nullptr}, {"text", nullptr}};
                       if (!helpdesk.url.empty()) contact["url"] = helpdesk.url;
                       if (!helpdesk.text.empty()) contact["text"] = helpdesk.text;
                       settings["helpdesk"] = std::move(contact);
                   }
                   reply(json_response(200, settings));
               });
}

}  // namespace tilbage::tenant
