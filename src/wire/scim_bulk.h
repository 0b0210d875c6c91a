// Many operations on Users and Groups in one message (RFC 7644 §3.7).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "wire/scim_group.h"
#include "wire/scim_patch.h"
#include "wire/scim_user.h"

namespace tilbage::wire {

constexpr std::size_t kMaxBulkOperations = 1000;
constexpr std::size_t kMaxScimPayload = std::size_t{4} << 20;  // bytes

enum class ScimMethod { post, put, patch, remove };

// Defaults are said, so that designated initializers may leave members out.
// NOLINTBEGIN(readability-redundant-member-init)
struct ScimBulkOperation {
    ScimMethod method = ScimMethod::post;
    ScimResource resource = ScimResource::user;
    std::string bulk_id = {};  // of a post; others may have one
    std::string id = {};       // of all but a post; "bulkId:…" stands for what another operation creates
    std::string version = {};  // If-Match, or empty
    // A Person or Group of a post or put, a ScimPatch of a patch. A manager's or member's id may be "bulkId:…".
    std::variant<std::monostate, core::Person, core::Group, ScimPatch> data = {};
    // Why it cannot be done, found while reading; the other operations can all the same.
    std::optional<ScimProblem> problem = {};
};

struct ScimBulkRequest {
    std::int64_t fail_on_errors = 0;  // stop after so many; 0: never
    std::vector<ScimBulkOperation> operations = {};
};

struct ScimBulkOutcome {
    ScimMethod method = ScimMethod::post;
    ScimResource resource = ScimResource::user;
    std::string bulk_id = {};
    std::string id = {};       // empty for a post that failed
    std::string version = {};  // of what stands there now
    unsigned status = 200;
    std::optional<ScimProblem> problem = {};
};
// NOLINTEND(readability-redundant-member-init)

[[nodiscard]] ScimResult<ScimBulkRequest> decode_scim_bulk_request(std::string_view text);
[[nodiscard]] std::string encode_scim_bulk_request(const ScimBulkRequest& request);
[[nodiscard]] std::string encode_scim_bulk_request(std::span<const ScimBulkOperation> operations,
                                                   std::int64_t fail_on_errors = 0);
[[nodiscard]] std::string encode_scim_bulk_response(const std::vector<ScimBulkOutcome>& outcomes, const ScimBase& base);
// For clients. The id is the last part of the location.
[[nodiscard]] ScimResult<std::vector<ScimBulkOutcome>> decode_scim_bulk_response(std::string_view text);

// The bulkIds that an operation refers to, without "bulkId:" (RFC 7644 §3.7.2).
[[nodiscard]] std::vector<std::string> scim_bulk_references(const ScimBulkOperation& operation);
// Puts ids in their places. nullopt: there is none (yet), and the reference is left out: a member less, no manager.
void resolve_scim_bulk_references(ScimBulkOperation& operation,
                                  const std::function<std::optional<std::string>(const std::string&)>& id_of);

}  // namespace tilbage::wire
