// Entity tags of the Graph-shaped API (RFC 9110 §8.8.3): the store's version of what can be changed. Who saves says
// which state they have seen (If-Match), so that the later of two administrators is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/http/message.h"

namespace tilbage::tenant::graph {

[[nodiscard]] std::string etag_of(std::int64_t version);
// The version that If-Match names; nothing without it, and for "*". A tag that is none of ours gives one that nothing
// has.
[[nodiscard]] std::optional<std::int64_t> expected_version(const adapters::http::Request& request);

}  // namespace tilbage::tenant::graph
