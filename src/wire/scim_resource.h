// The two kinds of resources that SCIM's calls are about (RFC 7643 §6), and where they are.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::wire {

enum class ScimResource { user, group };

inline constexpr std::string_view kScimUserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
inline constexpr std::string_view kScimGroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
inline constexpr std::string_view kScimEnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
inline constexpr std::string_view kScimOnPremisesUserSchema = "urn:tilbage:params:scim:schemas:onprem:2.0:User";
inline constexpr std::string_view kScimOnPremisesGroupSchema = "urn:tilbage:params:scim:schemas:onprem:2.0:Group";

[[nodiscard]] constexpr std::string_view endpoint_of(ScimResource resource) {
    return resource == ScimResource::user ? "/Users" : "/Groups";
}
[[nodiscard]] constexpr std::string_view name_of(ScimResource resource) {
    return resource == ScimResource::user ? "User" : "Group";
}

// Where resources are, without a slash at the end: "https://id.example.org/scim/v2".
struct ScimBase {
    std::string url;
    [[nodiscard]] std::string location(ScimResource resource, std::string_view id) const {
        std::string location;
        location.reserve(url.size() + 8 + id.size());
        return location.append(url).append(endpoint_of(resource)).append("/").append(id);
    }
};

}  // namespace tilbage::wire
