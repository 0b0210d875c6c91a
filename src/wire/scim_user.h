// A person as a SCIM User (RFC 7643 §4.1 and our extension, docs/protocol.md §7).
#pragma once

#include <string>
#include <string_view>

#include "core/identity/person.h"
#include "wire/scim_error.h"

namespace tilbage::wire {

// Where resources are, without a slash at the end: "https://id.example.org/scim/v2".
struct ScimBase {
    std::string url;
    [[nodiscard]] std::string user(const core::PersonId& id) const { return url + "/Users/" + id.str(); }
};

// `id` is taken when it stands there; a server makes its own. The tenant stays empty. Unknown attributes are ignored,
// wrong types and texts that cannot be are refused, e-mail addresses that could carry a header are among them.
[[nodiscard]] ScimResult<core::Person> decode_scim_user(std::string_view text);

// What a client sends: no id, no meta.
[[nodiscard]] std::string encode_scim_user(const core::Person& person);
// What a server answers.
[[nodiscard]] std::string encode_scim_user(const core::Person& person, const ScimBase& base);

// The entity tag: W/"…" over everything that the resource says about the person.
[[nodiscard]] std::string scim_version(const core::Person& person);

}  // namespace tilbage::wire
