// The commands that grant a right, as an administrator runs them.
#pragma once

#include <span>
#include <string>

#include "core/directory_setup/connector_rights.h"

namespace tilbage::core {

struct GrantContext {
    std::string server_host;     // a name or an IP address
    std::string domain_netbios;  // "EXAMPLE"
    std::string account_name;    // sAMAccountName
    std::string account_dn;
    Sid account_sid;
};

// `classes`: whom the grant on a unit is for; of no account on an object itself. The POSIX command asks for the
// password of EXAMPLE\Administrator, or takes it from PASSWD.
[[nodiscard]] GrantCommands grant_commands(const GrantContext& context, ConnectorRight right,
                                           const std::string& object_dn, GrantTo to, std::span<const Guid> classes);

// Removes an entry that denies a right: no grant helps before it is gone.
[[nodiscard]] GrantCommands undeny_commands(const GrantContext& context, const std::string& object_dn,
                                            const Ace& denial);

// One word of a POSIX shell.
[[nodiscard]] std::string shell_quoted(std::string_view text);
// One argument of a native program, in PowerShell.
[[nodiscard]] std::string powershell_quoted(std::string_view text);

}  // namespace tilbage::core
