// A person as a SCIM User (RFC 7643 §4.1, §4.3 and our extension, docs/protocol.md §7).
#pragma once

#include <string>
#include <string_view>

#include "core/identity/person.h"
#include "wire/scim_error.h"
#include "wire/scim_projection.h"
#include "wire/scim_resource.h"

namespace tilbage::wire {

// `id` is taken when it stands there; a server makes its own. The tenant and provisioning errors stay empty. With our
// extension `externalId` is the source anchor, without it is any text. Unknown attributes are ignored, wrong types and
// texts that cannot be are refused, e-mail addresses that could carry a header are among them.
[[nodiscard]] ScimResult<core::Person> decode_scim_user(std::string_view text);

// What a client sends: no id, no meta. The extension is there for a person with a source anchor.
[[nodiscard]] std::string encode_scim_user(const core::Person& person);
// What a server answers. `version` as of scim_version, so that who needs it for a header as well makes it once.
[[nodiscard]] std::string encode_scim_user(const core::Person& person, const ScimBase& base, std::string_view version,
                                           const ScimProjection& projection = {});

// The entity tag: W/"…" over everything that the resource says about the person.
[[nodiscard]] std::string scim_version(const core::Person& person);

}  // namespace tilbage::wire
