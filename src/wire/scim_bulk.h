// Many operations on Users in one message (RFC 7644 §3.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/scim_user.h"

namespace tilbage::wire {

constexpr std::size_t kMaxBulkOperations = 500;
constexpr std::size_t kMaxScimPayload = std::size_t{4} << 20;  // bytes

enum class ScimMethod { post, put, patch, remove };

struct ScimBulkOperation {
    ScimMethod method = ScimMethod::post;
    std::string bulk_id;  // of a post
    core::PersonId id;    // of a put or remove
    std::string version;  // If-Match, or empty
    core::Person person;  // of a post or put
    // Why it cannot be done, found while reading; the other operations can all the same.
    std::optional<ScimProblem> problem;
};

struct ScimBulkRequest {
    std::int64_t fail_on_errors = 0;  // stop after so many; 0: never
    std::vector<ScimBulkOperation> operations;
};

struct ScimBulkOutcome {
    ScimMethod method = ScimMethod::post;
    std::string bulk_id;
    core::PersonId id;    // empty for a post that failed
    std::string version;  // of what stands there now
    unsigned status = 200;
    std::optional<ScimProblem> problem;
};

[[nodiscard]] ScimResult<ScimBulkRequest> decode_scim_bulk_request(std::string_view text);
[[nodiscard]] std::string encode_scim_bulk_request(const ScimBulkRequest& request);
[[nodiscard]] std::string encode_scim_bulk_response(const std::vector<ScimBulkOutcome>& outcomes, const ScimBase& base);
// For clients. The id is the last part of the location.
[[nodiscard]] ScimResult<std::vector<ScimBulkOutcome>> decode_scim_bulk_response(std::string_view text);

}  // namespace tilbage::wire
