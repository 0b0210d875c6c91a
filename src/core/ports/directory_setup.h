// What the configuration of an agent needs from a directory, before there is an agent: find it, look at it, show its
// tree, test the connector account's rights, and make such an account.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "core/identity/scope.h"
#include "core/sync/object_guid.h"

namespace tilbage::core {

enum class DirectoryFailureCode {
    forest_not_found,          // no such name, no servers under it, or these servers are another forest's
    directory_unreachable,     // also: no answer in time, and what is no domain controller
    certificate_untrusted,     // also: it is for another host name, has expired, or the CA file cannot be read
    credentials_wrong,         // also: disabled, locked, expired; the message says which
    account_is_administrator,  // the connector account must not be one, directly or by a nested group
    signing_required,          // the domain controller demands signing or channel binding that this sign-in has not
    read_only_server,
    not_allowed_to_create,  // the administrator's account may not create the user, or may not grant the rights
    name_taken,             // an account with the wished name is there
    not_found,              // an object that was named is not there, or may not be read
    invalid,                // an argument that can never work
    stopped,                // by the caller's flag
    keytab_unreadable,      // not there, not a keytab, or others may read it
    keytab_wrong,           // it has no key for the account, or not the account's present one
    host_name_needed,       // Kerberos knows servers by their names, not by their addresses
    server_name_unknown,    // to Kerberos: no service principal name of the domain is this one
    kerberos_unreachable,   // nothing answers on the domain controller's Kerberos port
    kerberos_clock_skew,    // this machine's clock and the domain controller's are too far apart
};
// "forest_not_found", …
[[nodiscard]] std::string_view to_text(DirectoryFailureCode code);

struct DirectoryFailure {
    DirectoryFailureCode code = DirectoryFailureCode::directory_unreachable;
    std::string message;  // English, with the directory's own words where it said some; never a secret
};
template <class T>
using Found = tl::expected<T, DirectoryFailure>;

struct DirectoryTarget {
    std::string forest;  // DNS name of the forest, or of a domain in it; empty: whatever the servers are
    // "ldaps://dc1.example.org[:636]", for a keytab "ldap://dc1.example.org" as well; the first that answers is used.
    std::vector<std::string> servers;
    std::string ca_file;                              // PEM; empty: the system's
    base::Millis timeout = std::chrono::seconds(10);  // of one operation
};

struct DirectoryCredentials {
    // A DN, a user principal name, "DOMAIN\account", or an account's plain name. With a keytab a principal or a plain
    // name.
    std::string name;
    base::SecretBytes password;
    // Not empty: Kerberos with this keytab instead of the password. See DirectorySetup::offers_keytab.
    std::string keytab_file;

    [[nodiscard]] DirectoryCredentials clone() const {
        return {name, base::SecretBytes::copy_of(password.open()), keytab_file};
    }
};

struct DirectoryFacts {
    std::string server;  // that answered: "ldaps://dc1.example.org:636"
    std::string server_dns_name;
    std::string forest_dns;
    std::string domain_dns;
    std::string domain_netbios;
    std::string base_dn;
    std::string account_dn;
    std::string account_sid;
    std::string account_name;   // sAMAccountName
    bool policy_hints = false;  // a reset obeys history and minimum age
    int schema_attributes = 0;  // how many attributes the schema has
};

struct TreeNode {
    enum class Kind { domain, unit, container };
    std::string dn;
    std::string name;  // as people read it, unescaped
    Kind kind = Kind::unit;
    bool has_children = false;
    std::uint64_t people = 0;  // in the whole subtree
};
struct TreeNodes {
    std::vector<TreeNode> nodes;  // by name
    bool more = false;            // cut off at the limit
};

struct FoundGroup {
    std::string dn;
    std::string name;
    std::string description;
};
struct FoundGroups {
    std::vector<FoundGroup> groups;  // by name
    bool more = false;               // cut off at the limit
};

// As the directory has it now.
struct NamedObject {
    std::string dn;
    ObjectGuid guid;
};

struct ScopeCounts {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
};

enum class ConnectorRight {
    reset_password,
    change_password,
    write_lockout_time,
    write_pwd_last_set,
    read_password_settings,
    dirsync,
    read_deleted_objects,
};
// "reset_password", …
[[nodiscard]] std::string_view to_text(ConnectorRight right);

struct GrantCommands {
    std::string samba_tool;  // for a POSIX shell
    std::string dsacls;      // for PowerShell
};

struct MissingRight {
    enum class AppliesTo { unit, person, domain };
    ConnectorRight right{};
    std::string object_dn;  // where it is to be granted
    AppliesTo applies_to = AppliesTo::unit;
    bool inheritance_disabled = false;  // of the object: a grant further up does not reach it
    std::uint64_t people = 0;           // in scope, who cannot be served because of it
    bool required = true;               // else: recommended
    GrantCommands commands;
};
[[nodiscard]] std::string_view to_text(MissingRight::AppliesTo applies_to);

struct RightsReport {
    std::vector<MissingRight> missing;  // required ones first; units before people
    // Single people beyond the ones in `missing` (which names kMostPeopleNamed of them at most).
    std::uint64_t people_not_named = 0;
    std::uint64_t people = 0;            // in scope
    std::uint64_t protected_people = 0;  // of those, administrators: refused in any case, and never reported as missing
    base::Millis took{0};

    static constexpr std::size_t kMostPeopleNamed = 200;
    [[nodiscard]] bool can_write_back() const {
        for (const auto& right : missing) {
            if (right.required) return false;
        }
        return true;
    }
};

// Called now and then from the thread that works; `total` is 0 as long as it is not known. Must be quick.
using RightsProgress = std::function<void(std::uint64_t checked, std::uint64_t total)>;

struct NewConnectorAccount {
    std::string name = "svc-tilbage";  // sAMAccountName: 1 to 20 characters
    std::string container_dn;          // empty: the domain's CN=Users
    Scope scope;                       // where the rights are granted
};
struct CreatedConnectorAccount {
    std::string dn;
    std::string sid;
    std::string name;
    std::string user_principal_name;
    base::SecretBytes password;
    int grants = 0;  // objects whose DACL was changed
};

// One signed-in connector account. One thread at a time (a second session for something in the background); every call
// blocks, and connects again by itself when the server has closed the connection meanwhile.
class DirectorySession {
public:
    virtual ~DirectorySession() = default;
    [[nodiscard]] virtual const DirectoryFacts& facts() const = 0;

    // `parent_dn` empty: the domain. The tree and its counts are those of at most a minute ago; of a domain
    // that takes long to read (seconds for tens of thousands of people, at the first call), of some minutes ago.
    virtual Found<TreeNodes> children(const std::string& parent_dn, std::size_t limit) = 0;
    // Units, containers and domains whose name contains `text`, letter case and all.
    virtual Found<TreeNodes> search(const std::string& text, std::size_t limit) = 0;
    // The groups of which one may be a pilot (security groups, but the system's own), whose name contains `text`.
    virtual Found<FoundGroups> search_groups(const std::string& text, std::size_t limit) = 0;
    // Everybody in the domain is in one of the two. With a pilot group (a DN; empty: none) only its members in scope,
    // direct and nested, are in.
    virtual Found<ScopeCounts> count(const Scope& scope, const std::string& pilot_group) = 0;
    // The unit or domain that `include` and `exclude` may name, and the group that may be a pilot: not_found otherwise.
    // With a GUID the object that has it, whatever its name is now.
    virtual Found<NamedObject> resolve_unit(const std::string& dn, const std::optional<ObjectGuid>& guid) = 0;
    virtual Found<NamedObject> resolve_group(const std::string& dn, const std::optional<ObjectGuid>& guid) = 0;

    // Reads the descriptors of every unit and person in scope; tens of seconds for a hundred thousand people. `stop` is
    // looked at between pages.
    virtual Found<RightsReport> test_rights(const Scope& scope, const RightsProgress& progress,
                                            const std::atomic<bool>& stop) = 0;
};

// Any thread; every call blocks.
class DirectorySetup {
public:
    virtual ~DirectorySetup() = default;

    // The servers of a forest or domain by DNS (_ldap._tcp, RFC 2782) as ldaps:// addresses, best first.
    virtual Found<std::vector<std::string>> discover(const std::string& forest) = 0;
    // Connects, signs in and looks. An administrator of the domain is refused (account_is_administrator).
    virtual Found<std::unique_ptr<DirectorySession>> open(const DirectoryTarget& target,
                                                          const DirectoryCredentials& credentials) = 0;
    // Whether `keytab_file` in the credentials works in this build and on this host.
    [[nodiscard]] virtual bool offers_keytab() const = 0;

    // With an administrator's credentials, which are used for this one call. When the grants fail the account is
    // removed again.
    virtual Found<CreatedConnectorAccount> create_account(const DirectoryTarget& target,
                                                          const DirectoryCredentials& administrator,
                                                          const NewConnectorAccount& account) = 0;
    // Exactly the rights that are missing, to an account that is there: a second call changes nothing. How many
    // objects' DACLs were changed.
    virtual Found<int> grant(const DirectoryTarget& target, const DirectoryCredentials& administrator,
                             const std::string& account_dn, const Scope& scope) = 0;
};

}  // namespace tilbage::core
