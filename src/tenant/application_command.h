// tilbage-tenant application: the applications that people sign in to. Works beside a running server, and takes effect
// there at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tenant/config.h"

namespace tilbage::tenant {

enum class ApplicationAction { add, list, show, set, remove, new_secret, remove_secret };

struct ApplicationOptions {
    ApplicationAction action = ApplicationAction::list;
    std::string tenant;  // its domain; empty: the only one
    std::string id;      // the client_id; of add: the display name
    std::string display_name;
    bool is_public = false;
    std::vector<std::string> redirect_uris;  // empty: unchanged
    std::vector<std::string> sign_out_uris;
    std::vector<std::string> groups;   // by name or id
    bool everyone = false;             // may sign in again, whatever the groups are
    std::optional<bool> tells_groups;  // the claim
    std::string secret;                // the id of one
    int days = 365;                    // that a new secret serves
};

// Gives the exit code.
int application_command(const Config& config, const ApplicationOptions& options);

}  // namespace tilbage::tenant
