#include "connect/provisioning/scim_group_provisioning.h"

#include <fmt/core.h>

#include "wire/scim_group.h"
#include "wire/scim_list.h"

namespace tilbage::connect {

base::Result<std::vector<core::Group>> ScimGroupProvisioning::list_groups() {
    std::vector<core::Group> groups;
    for (std::int64_t start = 1;;) {
        const auto body =
            scim_.call("GET", fmt::format("/Groups?startIndex={}&count={}", start, wire::kMaxScimGroupPage), {});
        if (!body) return base::fail(body.error());
        auto page = wire::decode_scim_group_list(*body);
        if (!page) return base::fail(base::ErrorCode::corrupt, "the list of groups: " + page.error().detail);
        start += static_cast<std::int64_t>(page->groups.size());
        const bool last = page->groups.empty() || start > page->total;
        for (auto& group : page->groups) groups.push_back(std::move(group));
        if (last) return groups;
    }
}

base::Result<core::GroupId> ScimGroupProvisioning::create_group(const core::Group& group) {
    const auto body = scim_.call("POST", "/Groups", wire::encode_scim_group(group));
    if (!body) return base::fail(body.error());
    const auto made = wire::decode_scim_group(*body);
    if (!made || made->id.empty())
        return base::fail(base::ErrorCode::corrupt, "the tenant does not tell the id of a new group");
    return made->id;
}

base::Result<void> ScimGroupProvisioning::replace_group(const core::Group& group) {
    const auto body = scim_.call("PUT", "/Groups/" + group.id.str(), wire::encode_scim_group(group));
    if (!body) return base::fail(body.error());
    return {};
}

base::Result<void> ScimGroupProvisioning::remove_group(const core::GroupId& id) {
    const auto body = scim_.call("DELETE", "/Groups/" + id.str(), {});
    if (!body && body.error().code != base::ErrorCode::not_found) return base::fail(body.error());
    return {};
}

}  // namespace tilbage::connect
