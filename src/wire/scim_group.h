// A group as a SCIM Group (RFC 7643 §4.2 and our extension, docs/protocol.md §7), and pages of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/group.h"
#include "wire/scim_error.h"
#include "wire/scim_user.h"

namespace tilbage::wire {

// Groups can be large: fewer of them make a page than users.
constexpr std::int64_t kMaxScimGroupPage = 100;

struct ScimGroupList {
    std::int64_t total = 0;
    std::int64_t start_index = 1;
    std::vector<core::Group> groups;
};

// `id` is taken when it stands there. A member without `type` is a User. Unknown attributes are ignored, wrong types
// are refused.
[[nodiscard]] ScimResult<core::Group> decode_scim_group(std::string_view text);
// What a client sends: no id, no meta.
[[nodiscard]] std::string encode_scim_group(const core::Group& group);
// What a server answers.
[[nodiscard]] std::string encode_scim_group(const core::Group& group, const ScimBase& base);
// The entity tag: W/"…" over everything that the resource says about the group.
[[nodiscard]] std::string scim_version(const core::Group& group);

[[nodiscard]] std::string encode_scim_group_list(const ScimGroupList& list, const ScimBase& base);
// For clients: every group must have an id.
[[nodiscard]] ScimResult<ScimGroupList> decode_scim_group_list(std::string_view text);

}  // namespace tilbage::wire
