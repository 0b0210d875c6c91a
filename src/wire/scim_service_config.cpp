#include "wire/scim_service_config.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "wire/scim_bulk.h"
#include "wire/scim_list.h"

namespace tilbage::wire {

namespace json = boost::json;

std::string encode_scim_service_config(const ScimBase& base) {
    const json::object no{{"supported", false}};
    const json::object token{{"type", "oauthbearertoken"},
                             {"name", "OAuth Bearer Token"},
                             {"description", "The access token of an enrolled agent"},
                             {"specUri", "https://www.rfc-editor.org/rfc/rfc6750"},
                             {"primary", true}};
    return json::serialize(json::object{
        {"schemas", {"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"}},
        {"patch", no},
        {"bulk", {{"supported", true}, {"maxOperations", kMaxBulkOperations}, {"maxPayloadSize", kMaxScimPayload}}},
        {"filter", {{"supported", true}, {"maxResults", kMaxScimPage}}},
        {"changePassword", no},
        {"sort", no},
        {"etag", {{"supported", true}}},
        {"authenticationSchemes", json::array{token}},
        {"meta", {{"resourceType", "ServiceProviderConfig"}, {"location", base.url + "/ServiceProviderConfig"}}}});
}

}  // namespace tilbage::wire
