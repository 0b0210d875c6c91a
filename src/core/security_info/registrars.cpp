#include <algorithm>

#include "core/security_info/ports.h"

namespace tilbage::core {

MethodRegistrar* Registrars::find(MethodKind kind) const {
    const auto found = std::ranges::find_if(registrars_, [&](const auto& one) { return one->kind() == kind; });
    return found == registrars_.end() ? nullptr : found->get();
}

MethodKinds Registrars::kinds() const {
    MethodKinds kinds;
    for (const auto& one : registrars_) kinds.insert(one->kind());
    return kinds;
}

}  // namespace tilbage::core
