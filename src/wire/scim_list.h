// A page of Users (RFC 7644 §3.4.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wire/scim_user.h"

namespace tilbage::wire {

constexpr std::int64_t kMaxScimPage = 1000;

struct ScimList {
    std::int64_t total = 0;
    std::int64_t start_index = 1;
    std::vector<core::Person> people;
};

[[nodiscard]] std::string encode_scim_list(const ScimList& list, const ScimBase& base);
// For clients: every user must have an id.
[[nodiscard]] ScimResult<ScimList> decode_scim_list(std::string_view text);

}  // namespace tilbage::wire
