// What the help desk sees of people, as JSON (docs/protocol.md §14).
#pragma once

#include <boost/json/object.hpp>

#include "core/helpdesk/caller_verifier.h"
#include "core/helpdesk/send_reset_link.h"
#include "core/helpdesk/situation.h"
#include "core/ports/person_search.h"

namespace tilbage::tenant::graph {

// One that was found: who it is, and what is wrong first of all, by what the last synchronisation brought.
[[nodiscard]] boost::json::object found_person_json(const core::ListedPerson& found, base::TimePoint now);
// `live`: the directory's answer, or why there is none; null: somebody who is in no directory.
[[nodiscard]] boost::json::object situation_json(const core::Situation& situation, const core::ListedPerson& listed,
                                                 const core::Outcome* live, base::TimePoint now);
[[nodiscard]] boost::json::object verification_json(const core::CallerVerification& verification);
[[nodiscard]] boost::json::object sent_code_json(const core::SentCallerCode& sent);
[[nodiscard]] boost::json::object sent_link_json(const core::SentResetLink& sent);

}  // namespace tilbage::tenant::graph
