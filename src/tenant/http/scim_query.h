// What the calls of all SCIM resources read alike: queries, projections, conditions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "wire/scim_filter.h"
#include "wire/scim_projection.h"

namespace tilbage::tenant {

// What a list is asked for.
struct ScimQuery {
    std::int64_t start = 1;  // 1 or more
    std::int64_t count = 0;  // 0 to the resource's largest page
    std::optional<wire::ScimFilter> filter;
    wire::ScimProjection projection;
};

[[nodiscard]] wire::ScimResult<ScimQuery> read_scim_query(wire::ScimResource resource,
                                                          const adapters::http::Request& request);
// The same in a body (RFC 7644 §3.4.3).
[[nodiscard]] wire::ScimResult<ScimQuery> read_scim_search(wire::ScimResource resource, std::string_view body);
[[nodiscard]] wire::ScimResult<wire::ScimProjection> read_scim_projection(wire::ScimResource resource,
                                                                          const adapters::http::Request& request);

// Whether If-Match or If-None-Match (`condition`) names this entity tag; "*" names every one (RFC 9110 §13.1).
[[nodiscard]] bool names_version(std::string_view condition, std::string_view version);

// If-Match and If-None-Match of a change, as a condition on what stands there; null when there is neither.
template <class Resource>
[[nodiscard]] std::function<bool(const Resource&)> condition_of(const adapters::http::Request& request,
                                                                std::string (*version_of)(const Resource&)) {
    const std::string match(request.header("If-Match"));
    const std::string none_match(request.header("If-None-Match"));
    if (match.empty() && none_match.empty()) return {};
    return [match, none_match, version_of](const Resource& resource) {
        const auto version = version_of(resource);
        return (match.empty() || names_version(match, version)) &&
               (none_match.empty() || !names_version(none_match, version));
    };
}

}  // namespace tilbage::tenant
