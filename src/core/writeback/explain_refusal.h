// Which rule a refused password broke. Active Directory answers length, complexity, history and age with one code; the
// person needs to know which it was, with its number.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "core/ports/directory.h"
#include "core/writeback/outcome.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

struct PasswordRefusal {
    const DirectoryPerson& person;  // as read before the write
    const PasswordText& next;
    const PasswordPolicy& policy;  // as read after the refusal
    std::string_view diagnostic_message;
    // Whether the directory held the password to history and minimum age: always for a change, for a reset only with
    // policy hints.
    bool history_enforced = false;
    bool min_age_enforced = false;
    std::optional<base::TimePoint> directory_time;
    // The operator's statement that no domain controller has a password filter.
    bool no_password_filters = false;
};

// A password may break several rules. The order says which one the person is told:
//   1. too young: no other password will do either, so anything else would send the person on a futile search;
//   2. the rule that the domain controller itself named, if it named one;
//   3. too short, then not complex, then contains a name: what can be seen in the password, in the order in which
//   people mend it;
//   4. in history: only by elimination, when every other rule is provably kept, history was enforced and there are no
//   password filters;
//   5. password_refused, with historyLength when history is one of the rules left.
// Numbers that could not be read are left out. Nothing is claimed before a refusal: Samba, say, has no rule about
// names.
[[nodiscard]] Outcome explain_refusal(const PasswordRefusal& refusal);

}  // namespace tilbage::core
