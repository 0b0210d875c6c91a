#include "connect/provisioning/service_limits.h"

#include <boost/json/parse.hpp>

namespace tilbage::connect {
namespace json = boost::json;
namespace {

const json::object* object_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

bool is_supported(const json::object* feature) {
    const auto* supported = feature == nullptr ? nullptr : feature->if_contains("supported");
    return supported != nullptr && supported->is_bool() && supported->get_bool();
}

// 0: not there, or not a size.
std::size_t size_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0) return 0;
    return static_cast<std::size_t>(value->get_int64());
}

}  // namespace

base::Result<ServiceLimits> read_service_limits(std::string_view body) {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (error || !value.is_object())
        return base::fail(base::ErrorCode::corrupt, "the service's ServiceProviderConfig is not a JSON object");
    const auto& config = value.get_object();
    ServiceLimits limits;
    limits.patch = is_supported(object_at(config, "patch"));
    const auto* bulk = object_at(config, "bulk");
    if (!is_supported(bulk)) return limits;
    limits.max_operations = size_at(*bulk, "maxOperations");
    limits.max_payload = size_at(*bulk, "maxPayloadSize");
    limits.bulk = limits.max_operations > 0 && limits.max_payload > 0;
    return limits;
}

}  // namespace tilbage::connect
