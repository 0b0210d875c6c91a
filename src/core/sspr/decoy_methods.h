// What somebody who is not there, or may not reset, is offered: methods and masked addresses that a keyed hash of the
// name chooses, so that they look like anybody's and stay the same (ADR 7).
#pragma once

#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/secret.h"
#include "core/methods/method_kind.h"
#include "core/ports/method_shares.h"
#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

struct OfferedMethod {
    MethodKind kind = MethodKind::email;
    std::string hint;  // a masked address or number; empty for kinds that send none

    bool operator==(const OfferedMethod&) const = default;
};

// Of `kinds`, each as often as people have it, and as many at least as the policy asks for where there are so many.
[[nodiscard]] std::vector<OfferedMethod> decoy_methods(const base::SecretBytes& key, const std::string& counting_key,
                                                       const MethodKinds& kinds, int methods_required,
                                                       const MethodShares& shares);
// As many as somebody would have registered, of those that the policy offers.
[[nodiscard]] std::vector<std::string> decoy_questions(const base::SecretBytes& key, const std::string& counting_key,
                                                       const SecurityQuestionPolicy& policy);

// The credentials of passkeys that somebody might have: one mostly, as long as those of phones, computers and security
// keys are.
[[nodiscard]] std::vector<base::Bytes> decoy_passkeys(const base::SecretBytes& key, const std::string& counting_key);

}  // namespace tilbage::core
