// What a person can prove who they are with now: what they registered and what the directory brings, as far as the
// policy allows it and this tenant can carry it out.
#pragma once

#include <string>
#include <vector>

#include "core/identity/person.h"
#include "core/methods/authentication_method.h"
#include "core/sspr/password_reset_policy.h"

namespace tilbage::core {

struct UsableMethod {
    MethodKind kind = MethodKind::email;
    // Where a code goes: an address, or a number in E.164. Never leaves the tenant. Empty for kinds that send none.
    std::string destination;
    // What was registered of this kind, oldest first, all of which serve; empty: the directory's.
    std::vector<AuthenticationMethod> registered;
};

struct MethodWorld {
    MethodKinds carried_out;     // what this tenant has the means for: no mobile phone without a provider
    bool use_work_mail = false;  // codes may go to the work mailbox when there is no alternate address
    base::TimePoint now;
};

// At most one of each kind, in the order of MethodKind. A registered address or number goes before the directory's.
// Left out: what is locked, expired or used up, and questions of which fewer are answered than the policy asks for.
[[nodiscard]] std::vector<UsableMethod> usable_methods(const Person& person,
                                                       const std::vector<AuthenticationMethod>& registered,
                                                       const PasswordResetPolicy& policy, const MethodWorld& world);

// Answered questions that can still be asked: predefined ones, and custom ones that the policy still has.
[[nodiscard]] std::vector<std::string> askable_questions(const AuthenticationMethod& answered,
                                                         const SecurityQuestionPolicy& policy);

// As the page shows it: a masked address or number; empty for kinds that send none.
[[nodiscard]] std::string hint_of(const UsableMethod& method);

}  // namespace tilbage::core
