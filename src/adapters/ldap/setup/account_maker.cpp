#include "adapters/ldap/setup/account_maker.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/setup/domain_rights.h"
#include "adapters/ldap/setup/paged.h"
#include "base/encoding.h"
#include "core/writeback/protected_accounts.h"

namespace tilbage::adapters::ldap {
namespace {

using Code = DirectoryFailureCode;

// wellKnownObjects of a domain (MS-ADTS §6.1.1.4): GUID_USERS_CONTAINER_W.
constexpr std::string_view kUsersContainer = "<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd,";
constexpr std::size_t kMostNameLength = 20;  // sAMAccountName of a user (MS-ADA3 §2.222, as SAM has it)
constexpr std::size_t kPasswordLength = 64;
// NORMAL_ACCOUNT and DONT_EXPIRE_PASSWORD (MS-ADTS §2.2.16).
constexpr std::string_view kAccountControl = "66048";
constexpr std::string_view kDescription =
    "Tilbage's connector: resets passwords and unlocks accounts for tilbage-connect. Holds no administrator's right; "
    "its password is known to that service alone.";

// Groups that everybody who signs in is in, and that tokenGroups of an object does not tell: Everyone, Authenticated
// Users, Network (MS-DTYP §2.4.2.4). Users and Pre-Windows 2000 Compatible Access have those as members by default, but
// need not: what comes by them alone is granted once more.
constexpr std::string_view kEverybody[] = {"S-1-1-0", "S-1-5-11", "S-1-5-2"};

// unicodePwd's value (MS-ADTS §3.1.1.3.1.5.1).
base::SecretBytes quoted_utf16(const base::SecretBytes& ascii) {
    base::SecretBytes value(ascii.size() * 2 + 4);
    auto bytes = value.open_mutable();
    bytes[0] = '"';
    for (std::size_t i = 0; i < ascii.size(); ++i) bytes[2 + i * 2] = ascii.open()[i];
    bytes[value.size() - 2] = '"';
    return value;
}

// A value of an RDN (RFC 4514 §2.4); the name is known to hold none of the characters that need more.
std::string rdn_value(std::string_view name) {
    std::string value;
    if (name.starts_with('#') || name.starts_with(' ')) value += '\\';
    return value.append(name);
}

}  // namespace

base::SecretBytes new_account_password(base::Random& random) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static_assert(kAlphabet.size() == 64);
    base::SecretBytes password(kPasswordLength);
    const auto has = [&](char first, char last) {
        return std::ranges::any_of(password.open_text(), [&](char c) { return c >= first && c <= last; });
    };
    do {
        auto bytes = password.open_mutable();
        random.fill(bytes);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(kAlphabet[byte % kAlphabet.size()]);
    } while (!has('A', 'Z') || !has('a', 'z') || !has('0', '9'));
    return password;
}

Found<void> AccountMaker::check_name(const std::string& name) {
    const bool bad_character = name.find_first_of("\"/\\[]:;|=,+*?<>@") != std::string::npos ||
                               std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (name.empty() || name.size() > kMostNameLength || bad_character || name.ends_with('.') || name.ends_with(' ')) {
        return failed(Code::invalid,
                      fmt::format("\"{}\" cannot be an account's name: 1 to 20 characters without \" / \\ [ ] : ; | = "
                                  ", + * ? < > @, and no full stop at the end",
                                  name));
    }
    const auto found =
        admin_.connection->search({.base = admin_.facts.base_dn,
                                   .scope = SearchRequest::Scope::subtree,
                                   .filter = fmt::format("(sAMAccountName={})", escape_filter_value(name)),
                                   .attributes = {"1.1"}},
                                  Deadline::in(timeout_));
    if (!found) return failed(failure_of(found.error()));
    if (!found->empty()) {
        return failed(Code::name_taken, fmt::format("there is an account \"{}\" already: {}; choose another name, or "
                                                    "use that account",
                                                    name, found->front().dn));
    }
    return {};
}

Found<std::string> AccountMaker::container_of(const core::NewConnectorAccount& wish) {
    const auto base =
        wish.container_dn.empty() ? fmt::format("{}{}>", kUsersContainer, admin_.facts.base_dn) : wish.container_dn;
    const auto found = admin_.connection->search({.base = base, .attributes = {"1.1"}}, Deadline::in(timeout_));
    if (!found) return failed(failure_of(found.error()));
    if (found->size() != 1) return failed(Code::not_found, fmt::format("there is no container {}", base));
    return found->front().dn;
}

Found<void> AccountMaker::add(const core::CreatedConnectorAccount& account) {
    const auto password = quoted_utf16(account.password);
    const auto text = [](std::string_view value) { return std::vector{base::as_bytes(value)}; };
    const NewAttribute attributes[] = {
        {"objectClass", text("user")},
        {"sAMAccountName", text(account.name)},
        {"userPrincipalName", text(account.user_principal_name)},
        {"displayName", text(account.name)},
        {"description", text(kDescription)},
        {"userAccountControl", text(kAccountControl)},
        {"unicodePwd", {password.open()}},
    };
    const auto answer = admin_.connection->add(account.dn, attributes, Deadline::in(timeout_));
    if (answer.delivery == core::DirectoryAnswer::Delivery::answered && answer.result_code == 0) return {};
    return failed(failure_of_write(answer, fmt::format("{} could not be created", account.dn)));
}

Found<AccountMaker::Account> AccountMaker::read_account(const std::string& dn) {
    const auto found =
        admin_.connection->search({.base = dn, .attributes = {"objectSid", "tokenGroups"}}, Deadline::in(timeout_));
    if (!found) return failed(failure_of(found.error()));
    auto sid = found->size() == 1 ? core::Sid::from_bytes(found->front().bytes("objectSid")) : std::nullopt;
    if (!sid) return failed(Code::not_found, fmt::format("there is no account {}", dn));
    auto token = sids_in(found->front(), "tokenGroups");
    token.insert(*sid);
    for (const auto& each : token) {
        if (core::is_protected_sid(each.str()))
            return failed(
                Code::account_is_administrator,
                fmt::format("{} is an administrator of the domain (by {}) and gets no further right", dn, each.str()));
    }
    for (const auto everybody : kEverybody) token.insert(core::Sid::parse(everybody).value());
    return Account{found->front().dn, std::move(*sid), std::move(token)};
}

Found<core::CreatedConnectorAccount> AccountMaker::create(const core::NewConnectorAccount& wish) {
    if (auto good = check_name(wish.name); !good) return failed(good.error());
    const auto container = container_of(wish);
    if (!container) return failed(container.error());
    core::CreatedConnectorAccount account;
    account.name = wish.name;
    account.dn = fmt::format("CN={},{}", rdn_value(wish.name), *container);
    account.user_principal_name = fmt::format("{}@{}", wish.name, admin_.facts.domain_dns);
    account.password = new_account_password(random_);
    if (auto added = add(account); !added) return failed(added.error());

    const auto finish = [&]() -> Found<void> {
        const auto made = read_account(account.dn);
        if (!made) return failed(made.error());
        account.dn = made->dn;
        account.sid = made->sid.str();
        const auto grants = grant(*made, wish.scope);
        if (!grants) return failed(grants.error());
        account.grants = *grants;
        return {};
    };
    if (auto finished = finish(); !finished) {
        (void)admin_.connection->remove(account.dn, Deadline::in(timeout_));
        return failed(finished.error());
    }
    return account;
}

Found<int> AccountMaker::grant(const std::string& account_dn, const core::Scope& scope) {
    const auto account = read_account(account_dn);
    if (!account) return failed(account.error());
    return grant(*account, scope);
}

Found<int> AccountMaker::grant(const Account& account, const core::Scope& scope) {
    const std::atomic<bool> never{false};
    const auto tree = TreeSnapshot::read(*admin_.connection, admin_.domain, timeout_);
    if (!tree) return failed(tree.error());
    RightsReader reader(*admin_.connection, admin_.domain, *tree, timeout_);
    auto findings = reader.read(scope, account, [](auto, auto) {}, never);
    if (!findings) return failed(findings.error());
    read_domain_rights(*admin_.connection, admin_.facts.base_dn, account.token, timeout_, *findings);

    struct Entries {
        std::vector<core::Ace> aces;
        bool required = false;
    };
    std::map<std::string, Entries> by_object;
    for (const auto& gap : findings->gaps()) {
        if (gap.denial) continue;  // somebody's decision, which the rights test shows
        auto& entries = by_object[gap.object_dn];
        entries.required = entries.required || gap.required;
        std::ranges::move(grant_entries(gap.right, account.sid, gap.to, gap.class_list()),
                          std::back_inserter(entries.aces));
    }
    int changed = 0;
    for (const auto& [dn, entries] : by_object) {
        auto added = add_entries(dn, entries.aces);
        if (added && *added) ++changed;
        // What is only recommended (a container that the administrator does not own, say) shows in the rights test.
        if (!added && entries.required) return failed(added.error());
    }
    return changed;
}

std::optional<core::SecurityDescriptor> AccountMaker::read_dacl(const std::string& dn) {
    const auto found = admin_.connection->search(
        {.base = dn, .attributes = {"nTSecurityDescriptor"}, .controls = {dacl_only(), show_deleted()}},
        Deadline::in(timeout_));
    if (!found || found->size() != 1) return std::nullopt;
    return core::SecurityDescriptor::parse(found->front().bytes("nTSecurityDescriptor"));
}

Found<void> AccountMaker::take_ownership(const std::string& dn) {
    const auto own = core::Sid::parse(admin_.facts.account_sid);
    const auto domain = own ? domain_of(*own) : std::nullopt;
    const auto domain_admins = domain ? core::Sid::parse(domain->str() + "-512") : std::nullopt;
    if (!domain_admins) return failed(Code::not_allowed_to_create, "the administrator's SID cannot be read");
    return write_descriptor(dn, owner_alone(), core::owner_only(*domain_admins));
}

Found<void> AccountMaker::write_descriptor(const std::string& dn, const Control& part, const std::string& bytes) {
    const Control controls[] = {part, show_deleted()};
    const Modification modification[] = {
        {Modification::Operation::replace, "nTSecurityDescriptor", base::as_bytes(bytes)}};
    const auto answer =
        admin_.connection->modify(dn, modification, std::span<const Control>(controls), Deadline::in(timeout_));
    if (answer.delivery == core::DirectoryAnswer::Delivery::answered && answer.result_code == 0) return {};
    return failed(failure_of_write(answer, fmt::format("rights on {} could not be granted", dn)));
}

Found<bool> AccountMaker::add_entries(const std::string& dn, const std::vector<core::Ace>& entries) {
    auto descriptor = read_dacl(dn);
    if (!descriptor && dn == deleted_objects_dn(admin_.facts.base_dn)) {
        if (auto taken = take_ownership(dn); !taken) return failed(taken.error());
        descriptor = read_dacl(dn);
    }
    if (!descriptor) {
        return failed(Code::not_allowed_to_create, fmt::format("the security descriptor of {} cannot be read", dn));
    }
    bool is_new = false;
    for (const auto& entry : entries) {
        if (descriptor->dacl && std::ranges::find(*descriptor->dacl, entry) != descriptor->dacl->end()) continue;
        descriptor->add(entry);
        is_new = true;
    }
    if (!is_new) return false;
    const auto bytes = descriptor->dacl_bytes();
    if (!bytes) return failed(Code::invalid, fmt::format("the access control list of {} is full", dn));
    if (auto written = write_descriptor(dn, dacl_only(), *bytes); !written) return failed(written.error());
    return true;
}

}  // namespace tilbage::adapters::ldap
