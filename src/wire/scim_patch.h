// A PATCH (RFC 7644 §3.5.2): add, replace and remove with and without paths and value filters.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/group.h"
#include "core/identity/person.h"
#include "wire/scim_error.h"
#include "wire/scim_resource.h"

namespace tilbage::wire {

constexpr std::size_t kMaxScimPatchOperations = 100'000;

struct ScimPatchOperations;  // parsed JSON, private to scim_*.cpp

// What is to be done, in order. Cheap to copy; any thread.
class ScimPatch {
public:
    ScimPatch() = default;
    explicit ScimPatch(std::shared_ptr<const ScimPatchOperations> operations) : operations_(std::move(operations)) {}
    [[nodiscard]] const ScimPatchOperations* operations() const noexcept { return operations_.get(); }

private:
    std::shared_ptr<const ScimPatchOperations> operations_;
};

// Paths are resolved and filters parsed: what cannot be is invalidPath, invalidFilter or invalidSyntax.
[[nodiscard]] ScimResult<ScimPatch> decode_scim_patch(ScimResource resource, std::string_view text);
[[nodiscard]] std::string encode_scim_patch(const ScimPatch& patch);

// For clients: members come and go, one operation for all who come and one for each who goes.
[[nodiscard]] ScimPatch scim_member_patch(const std::vector<core::GroupMember>& added,
                                          const std::vector<core::GroupMember>& removed);
// For clients: `active` alone.
[[nodiscard]] ScimPatch scim_active_patch(bool active);

// A patch that is about members alone, as who comes and who goes; nullopt: it is another one. Who goes is there as a
// User and as a Group: a patch does not say which.
struct ScimMemberChange {
    std::vector<core::GroupMember> added;
    std::vector<core::GroupMember> removed;
};
[[nodiscard]] std::optional<ScimMemberChange> member_change_in(const ScimPatch& patch);

// The resource as it is to be; all of the operations or none. What is read only, or required and gone, is mutability or
// invalidValue; a value filter that nothing matches is noTarget.
[[nodiscard]] ScimResult<core::Person> apply_scim_patch(const ScimPatch& patch, const core::Person& person);
[[nodiscard]] ScimResult<core::Group> apply_scim_patch(const ScimPatch& patch, const core::Group& group);

}  // namespace tilbage::wire
