#include "core/audit/category.h"

#include <algorithm>

namespace tilbage::core {
namespace {

constexpr std::string_view kPasswordReset[] = {"reset.",
                                               "password.",
                                               "account.",
                                               "method.",
                                               "methods.",
                                               "helpdesk.",
                                               "Self-service password reset policy changes",
                                               "Enable password writeback for directory",
                                               "Disable password writeback for directory",
                                               "Reset password (by admin)",
                                               "Unlock user account (by admin)"};
constexpr std::string_view kAdministrators[] = {"administrator."};
constexpr std::string_view kProvisioning[] = {"people.", "person.", "groups.", "sync.", "synchronization."};
constexpr std::string_view kAgents[] = {"agent.", "domain."};

constexpr AuditCategory kCategories[] = {
    {"SelfServicePasswordManagement", "Self-service Password Management", kPasswordReset},
    {"AdministratorManagement", "Core Directory", kAdministrators},
    {"Provisioning", "Account Provisioning", kProvisioning},
    {"AgentManagement", "Core Directory", kAgents},
    {"Other", "Core Directory", {}},
};

bool is_of(std::string_view action, std::string_view known) {
    return known.ends_with('.') ? action.starts_with(known) : action == known;
}

}  // namespace

std::span<const AuditCategory> audit_categories() { return kCategories; }

const AuditCategory& audit_category_of(std::string_view action) {
    const auto* found = std::ranges::find_if(kCategories, [&](const AuditCategory& category) {
        return std::ranges::any_of(category.actions, [&](std::string_view known) { return is_of(action, known); });
    });
    return found == std::end(kCategories) ? *std::prev(std::end(kCategories)) : *found;
}

}  // namespace tilbage::core
