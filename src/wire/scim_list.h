// A page of Users or Groups (RFC 7644 §3.4.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wire/scim_group.h"
#include "wire/scim_user.h"

namespace tilbage::wire {

constexpr std::int64_t kMaxScimPage = 1000;
// Groups can be large: fewer of them make a page than users.
constexpr std::int64_t kMaxScimGroupPage = 100;

struct ScimList {
    std::int64_t total = 0;
    std::int64_t start_index = 1;
    std::vector<core::Person> people;
};

struct ScimGroupList {
    std::int64_t total = 0;
    std::int64_t start_index = 1;
    std::vector<core::Group> groups;
};

[[nodiscard]] std::string encode_scim_list(const ScimList& list, const ScimBase& base,
                                           const ScimProjection& projection = {});
[[nodiscard]] std::string encode_scim_group_list(const ScimGroupList& list, const ScimBase& base,
                                                 const ScimProjection& projection = {});
// For clients: every resource must have an id. A page may be larger than ours.
[[nodiscard]] ScimResult<ScimList> decode_scim_list(std::string_view text);
[[nodiscard]] ScimResult<ScimGroupList> decode_scim_group_list(std::string_view text);

}  // namespace tilbage::wire
