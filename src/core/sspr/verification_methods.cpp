#include "core/sspr/verification_methods.h"

#include <algorithm>

namespace tilbage::core {
namespace {

template <class Method>
Method* find(const std::vector<std::shared_ptr<Method>>& methods, MethodKind kind) {
    const auto found = std::ranges::find_if(methods, [&](const auto& method) { return method->kind() == kind; });
    return found == methods.end() ? nullptr : found->get();
}

}  // namespace

CodeSender* VerificationMethods::sender(MethodKind kind) const { return find(senders_, kind); }
ProofCheck* VerificationMethods::check(MethodKind kind) const { return find(checks_, kind); }

MethodKinds VerificationMethods::kinds() const {
    MethodKinds kinds;
    for (const auto& sender : senders_) kinds.insert(sender->kind());
    for (const auto& check : checks_) kinds.insert(check->kind());
    return kinds;
}

}  // namespace tilbage::core
