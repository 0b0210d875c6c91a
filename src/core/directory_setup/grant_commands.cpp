#include "core/directory_setup/grant_commands.h"

#include <fmt/core.h>

#include "core/directory_setup/sddl.h"

namespace tilbage::core {
namespace {

// A quotation mark in a DN, in the way (RFC 4514 §2.4) that no shell changes.
std::string without_quotation_marks(const std::string& dn) {
    std::string text;
    for (std::size_t i = 0; i < dn.size(); ++i) {
        if (dn[i] == '\\' && i + 1 < dn.size() && dn[i + 1] == '"') {
            text += "\\22";
            ++i;
        } else {
            text += dn[i];
        }
    }
    return text;
}

std::string url_of(const GrantContext& context) {
    const bool is_ipv6 = context.server_host.find(':') != std::string::npos;
    return is_ipv6 ? fmt::format("ldap://[{}]", context.server_host) : fmt::format("ldap://{}", context.server_host);
}

// samba-tool dsacl only adds, and finds no deleted object, nor their container; Samba's own modules do more. Arguments:
// the server, the administrator, the object, the entries.
constexpr std::string_view kSambaModules =
    "import sys; from os import environ; from getpass import getpass; "
    "from samba.auth import system_session; from samba.credentials import Credentials; "
    "from samba.param import LoadParm; from samba.samdb import SamDB; from samba.sd_utils import SDUtils; "
    "p = LoadParm(); p.load_default(); c = Credentials(); c.guess(p); c.parse_string(sys.argv[2]); "
    "c.set_password(environ.get(\"PASSWD\") or getpass()); "
    "u = SDUtils(SamDB(url=sys.argv[1], session_info=system_session(), credentials=c, lp=p)); ";
// As delivered the container of deleted objects belongs to the system, and only its owner may change who reads it.
constexpr std::string_view kGrantOnDeletedObjects =
    "u.modify_sd_on_dn(sys.argv[3], \"O:DA\", [\"sd_flags:1:1\", \"show_deleted:1\"]); "
    "u.dacl_prepend_aces(sys.argv[3], sys.argv[4], [\"sd_flags:1:4\", \"show_deleted:1\"])";
// By the text: in Samba 4.17 two equal entries for an object type do not compare as equal.
constexpr std::string_view kDelete =
    "from samba.dcerpc.security import descriptor as d; f = [\"sd_flags:1:4\"]; s = u.domain_sid; "
    "a = d.from_sddl(\"D:\" + sys.argv[4], s).as_sddl(s)[2:]; t = u.read_sd_on_dn(sys.argv[3], f).as_sddl(s); "
    "u.modify_sd_on_dn(sys.argv[3], d.from_sddl(t.replace(a, \"\"), s), f)";

std::string administrator_of(const GrantContext& context) {
    return shell_quoted(context.domain_netbios + "\\Administrator");
}

std::string python_command(const GrantContext& context, std::string_view action, const std::string& dn,
                           const std::string& sddl) {
    return fmt::format("/usr/bin/python3 -c {} {} {} {} {}", shell_quoted(std::string(kSambaModules).append(action)),
                       url_of(context), administrator_of(context), shell_quoted(dn), shell_quoted(sddl));
}

std::string samba_command(const GrantContext& context, ConnectorRight right, const std::string& dn,
                          const std::string& sddl) {
    if (right == ConnectorRight::read_deleted_objects) return python_command(context, kGrantOnDeletedObjects, dn, sddl);
    return fmt::format("samba-tool dsacl set -H {} -U {} --objectdn={} --trusteedn={} --sddl={}", url_of(context),
                       administrator_of(context), shell_quoted(dn),
                       shell_quoted(without_quotation_marks(context.account_dn)), shell_quoted(sddl));
}

std::string dsacls_right(ConnectorRight right) {
    switch (right) {
        case ConnectorRight::reset_password:
            return "CA;Reset Password";
        case ConnectorRight::change_password:
            return "CA;Change Password";
        case ConnectorRight::write_lockout_time:
            return "RPWP;lockoutTime";
        case ConnectorRight::write_pwd_last_set:
            return "RPWP;pwdLastSet";
        case ConnectorRight::dirsync:
            return "CA;Replicating Directory Changes";
        case ConnectorRight::read_password_settings:
        case ConnectorRight::read_deleted_objects:
            return "LCRPLORC";
    }
    return {};
}

std::string dsacls_command(const GrantContext& context, ConnectorRight right, const std::string& dn, GrantTo to,
                           std::span<const Guid> classes) {
    const auto object = powershell_quoted(dn);
    const auto grant = fmt::format("{}\\{}:{}", context.domain_netbios, context.account_name, dsacls_right(right));
    const auto on_object = fmt::format("dsacls {} /G {}", object, powershell_quoted(grant));
    switch (right) {
        case ConnectorRight::dirsync:
            return on_object;
        case ConnectorRight::read_password_settings:
            return fmt::format("dsacls {} /I:T /G {}", object, powershell_quoted(grant));
        case ConnectorRight::read_deleted_objects:  // nobody but its owner may change who reads it
            return fmt::format("dsacls {} /takeOwnership; dsacls {} /I:T /G {}", object, object,
                               powershell_quoted(grant));
        case ConnectorRight::reset_password:
        case ConnectorRight::change_password:
        case ConnectorRight::write_lockout_time:
        case ConnectorRight::write_pwd_last_set:
            break;
    }
    if (to == GrantTo::object_itself) return on_object;
    auto command = fmt::format("dsacls {} /I:S /G", object);
    for (const auto& each : classes) {
        command += " " + powershell_quoted(grant + (each == kInetOrgPersonClass ? ";inetOrgPerson" : ";user"));
    }
    return command;
}

}  // namespace

GrantCommands grant_commands(const GrantContext& context, ConnectorRight right, const std::string& object_dn,
                             GrantTo to, std::span<const Guid> classes) {
    const auto dn = without_quotation_marks(object_dn);
    std::string sddl;
    for (const auto& ace : grant_entries(right, context.account_sid, to, classes)) sddl += to_sddl(ace);
    return {samba_command(context, right, dn, sddl), dsacls_command(context, right, dn, to, classes)};
}

GrantCommands undeny_commands(const GrantContext& context, const std::string& object_dn, const Ace& denial) {
    const auto dn = without_quotation_marks(object_dn);
    // dsacls takes away all entries of an account at once, or none; the ActiveDirectory module takes single ones.
    const auto powershell = fmt::format(
        "$path = 'AD:\\' + {}; $acl = Get-Acl -LiteralPath $path; "
        "$acl.GetAccessRules($true, $false, [System.Security.Principal.SecurityIdentifier]) | Where-Object {{ "
        "$_.AccessControlType -eq 'Deny' -and $_.IdentityReference.Value -eq '{}' -and $_.ObjectType -eq '{}' }} | "
        "ForEach-Object {{ [void]$acl.RemoveAccessRuleSpecific($_) }}; Set-Acl -LiteralPath $path -AclObject $acl",
        powershell_quoted(dn), denial.trustee->str(), denial.object_type.value_or(Guid{}).str());
    return {python_command(context, kDelete, dn, to_sddl(denial)), powershell};
}

std::string shell_quoted(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string powershell_quoted(std::string_view text) {
    if (text.find_first_of("$`\"") == std::string_view::npos) return fmt::format("\"{}\"", text);
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace tilbage::core
