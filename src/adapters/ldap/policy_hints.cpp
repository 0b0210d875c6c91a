#include "adapters/ldap/policy_hints.h"

namespace tilbage::adapters::ldap {

std::optional<Control> policy_hints(const RootDse& root_dse) {
    constexpr const char* kOids[] = {"1.2.840.113556.1.4.2239",   // Windows Server 2012 and later
                                     "1.2.840.113556.1.4.2066"};  // its predecessor, deprecated
    // PolicyHintsRequestValue ::= SEQUENCE { Flags INTEGER }, Flags = 1
    const std::string value("\x30\x03\x02\x01\x01", 5);
    for (const auto* oid : kOids) {
        if (root_dse.supports_control(oid)) return Control{.oid = oid, .critical = true, .value = value};
    }
    return std::nullopt;
}

}  // namespace tilbage::adapters::ldap
