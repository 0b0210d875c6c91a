#include "tenant/http/scim_service_config.h"

#include "wire/scim_service_config.h"

namespace tilbage::tenant {

void add_scim_service_config(adapters::http::Router& router, const ScimPorts& ports) {
    router.add("GET", "/scim/v2/ServiceProviderConfig",
               for_agents(ports, [base = ports.base](const adapters::http::Request&, const core::Agent&) {
                   return scim_response(200, wire::encode_scim_service_config(base));
               }));
}

}  // namespace tilbage::tenant
