// A group as a SCIM Group (RFC 7643 §4.2 and our extension, docs/protocol.md §7).
#pragma once

#include <string>
#include <string_view>

#include "core/identity/group.h"
#include "wire/scim_error.h"
#include "wire/scim_projection.h"
#include "wire/scim_resource.h"

namespace tilbage::wire {

// `id` is taken when it stands there. With our extension `externalId` is the source anchor, without it is any text. A
// member without `type` is a User. Unknown attributes are ignored, wrong types are refused.
[[nodiscard]] ScimResult<core::Group> decode_scim_group(std::string_view text);
// What a client sends: no id, no meta.
[[nodiscard]] std::string encode_scim_group(const core::Group& group);
// What a server answers; `version` as of scim_version.
[[nodiscard]] std::string encode_scim_group(const core::Group& group, const ScimBase& base, std::string_view version,
                                            const ScimProjection& projection = {});
// The entity tag: W/"…" over everything that the resource says about the group.
[[nodiscard]] std::string scim_version(const core::Group& group);

}  // namespace tilbage::wire
