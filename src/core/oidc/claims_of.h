// What an application learns about a person: what its scopes ask for, no more.
#pragma once

#include <string_view>

#include "core/oidc/ports.h"
#include "crypto/id_token.h"

namespace tilbage::core {

// `most_groups`: more are not told at all. A part of the caller's transaction.
[[nodiscard]] base::Result<crypto::PersonClaims> claims_of(const Person& person, const Application& application,
                                                           std::string_view scope, std::size_t most_groups,
                                                           GroupStore& groups);

}  // namespace tilbage::core
