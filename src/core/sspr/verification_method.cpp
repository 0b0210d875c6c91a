#include "core/sspr/verification_method.h"

#include <algorithm>

namespace tilbage::core {

VerificationMethod* VerificationMethods::find(std::string_view id) const {
    const auto found = std::ranges::find_if(methods_, [&](const auto& method) { return method->id() == id; });
    return found == methods_.end() ? nullptr : found->get();
}

bool VerificationMethods::any_reaches(const Person& person) const {
    return std::ranges::any_of(methods_, [&](const auto& method) { return method->reaches(person); });
}

std::vector<std::string> VerificationMethods::ids() const {
    std::vector<std::string> ids;
    ids.reserve(methods_.size());
    for (const auto& method : methods_) ids.emplace_back(method->id());
    return ids;
}

}  // namespace tilbage::core
