// What is to be done to get from what is to what is wanted: only what differs, nothing when nothing does.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "connect/setup/draft.h"
#include "languages/languages.h"

namespace tilbage::connect::setup {

// In the order in which they are told.
enum class ActionKind {
    register_agent,  // tenantUrl, agentName
    create_keys,     //
    set_tenant,      // url, previous
    set_agent,       // name
    // Of a further directory these three have its `section`, "directory2".
    set_directory,              // servers, account, forest
    set_directory_credentials,  // account: a new password or keytab for it
    set_scope,                  // mode, include, exclude, includeNewUnits; with several directories forest
    remove_directory,           // section, forest: a further one; whoever is in it is removed, as far as the guard lets
    enable_writeback,           //
    disable_writeback,          //
    set_staging,                // staging
    set_synchronization,        // start
    set_options,                // keys: ["limits.writes_per_minute", …], what else differs
    start_agent,                //
    first_import,               //
};

struct Action {
    ActionKind kind = ActionKind::set_options;
    boost::json::object details;  // camelCase members as above, fit for /api/plan; never a secret
};

[[nodiscard]] std::string_view name_of(ActionKind kind);  // "register_agent"

// invalid_argument: the draft cannot be configured; the message says what is missing (a tenant, a directory, a scope).
[[nodiscard]] base::Result<std::vector<Action>> plan(const Current& current, const Draft& draft);
// {"actions": [{"action", "details"}]}
[[nodiscard]] boost::json::object to_json(const std::vector<Action>& actions);

// One sentence, for a terminal.
[[nodiscard]] std::string in_words(const Action& action, const languages::Words& words);

}  // namespace tilbage::connect::setup
