#include "adapters/ldap/setup/signed_in.h"

#include <fmt/core.h>
#include <ranges>

#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/kerberos_sign_in.h"
#include "adapters/ldap/own_account.h"
#include "adapters/ldap/policy_hints.h"
#include "adapters/ldap/setup/discovery.h"
#include "base/unicode.h"
#include "core/writeback/protected_accounts.h"

namespace tilbage::adapters::ldap {
namespace {

using Code = DirectoryFailureCode;
using core::DirectoryCredentials;
using core::DirectoryTarget;
using Opened = Found<std::unique_ptr<Connection>>;

constexpr int kSchemaPage = 1000;

// A plain account name becomes a user principal name of the domain, which Active Directory takes for every account
// (MS-ADTS §5.1.1.1.1).
std::string bind_name(const std::string& name, const RootDse& root) {
    if (name.find_first_of("=@\\") != std::string::npos) return name;
    return name + "@" + dns_name_of(root.default_naming_context);
}

std::optional<DirectoryFailure> check_server(const RootDse& root, const std::string& address,
                                             const DirectoryTarget& target) {
    if (!root.is_domain_controller()) {
        return DirectoryFailure{
            Code::directory_unreachable,
            fmt::format("{}: an LDAP server, but not an Active Directory domain controller", address)};
    }
    if (root.is_read_only()) {
        return DirectoryFailure{Code::read_only_server,
                                fmt::format("{}: a read-only domain controller, which cannot set passwords; give the "
                                            "address of a writable one",
                                            address)};
    }
    const auto forest = dns_name_of(root.root_domain_naming_context);
    const auto domain = dns_name_of(root.default_naming_context);
    const auto wished = base::fold_case(target.forest);
    if (!target.forest.empty() && wished != base::fold_case(forest) && wished != base::fold_case(domain)) {
        return DirectoryFailure{Code::forest_not_found, fmt::format("{} serves the domain {} of the forest {}, not {}",
                                                                    address, domain, forest, target.forest)};
    }
    return std::nullopt;
}

Found<void> sign_in_with_password(Connection& connection, const DirectoryCredentials& credentials, Deadline deadline) {
    if (credentials.name.empty() || credentials.password.empty()) {
        return failed(Code::credentials_wrong, "an account needs a name and a password");
    }
    const auto name = bind_name(credentials.name, connection.root_dse());
    const auto answer = connection.bind(name, credentials.password, deadline);
    if (!answer) return failed(failure_of(answer.error()));
    if (answer->result_code != 0) {
        return failed(failure_of_bind(*answer, connection.address().str(), credentials.name));
    }
    return {};
}

Found<void> sign_in(Connection& connection, const DirectoryCredentials& credentials, Deadline deadline) {
    if (credentials.keytab_file.empty()) return sign_in_with_password(connection, credentials, deadline);
    auto done = sign_in_with_keytab(
        connection, {.file = credentials.keytab_file, .account = credentials.name, .ticket_life = {}}, deadline);
    if (!done) return failed(failure_of_keytab(done.error()));
    return {};
}

Found<ServerAddress> address_of(const std::string& server, const DirectoryCredentials& credentials) {
    const bool by_keytab = !credentials.keytab_file.empty();
    auto address = ServerAddress::parse(
        server, by_keytab ? ServerAddress::SignsInWith::keytab : ServerAddress::SignsInWith::password);
    if (address) return std::move(*address);
    const bool is_one = by_keytab && ServerAddress::parse(server).has_value();
    return failed(is_one ? Code::host_name_needed : Code::invalid, address.error().message);
}

Opened open_one(const DirectoryTarget& target, const DirectoryCredentials& credentials, const std::string& server) {
    const auto address = address_of(server, credentials);
    if (!address) return failed(address.error());
    const auto deadline = Deadline::in(target.timeout);
    auto connection = Connection::open_any(*address, target.ca_file, deadline);
    if (!connection) return failed(failure_of(connection.error()));
    if (auto wrong = check_server((*connection)->root_dse(), address->str(), target)) return failed(std::move(*wrong));
    if (const auto done = sign_in(**connection, credentials, deadline); !done) return failed(done.error());
    return std::move(*connection);
}

// What one server alone can be blamed for; another may do.
bool another_may_do(Code code) {
    return code == Code::directory_unreachable || code == Code::certificate_untrusted ||
           code == Code::read_only_server || code == Code::kerberos_unreachable || code == Code::server_name_unknown;
}

Opened open_first(const DirectoryTarget& target, const DirectoryCredentials& credentials,
                  const std::vector<std::string>& servers) {
    std::optional<DirectoryFailure> worst;
    for (const auto& server : servers) {
        auto connection = open_one(target, credentials, server);
        if (connection || !another_may_do(connection.error().code)) return connection;
        // "The certificate is not trusted" helps more than "another one does not answer".
        if (!worst || worst->code == Code::directory_unreachable) worst = connection.error();
    }
    if (!worst) return failed(Code::invalid, "no server is given");
    return failed(std::move(*worst));
}

std::string name_of_sid(Connection& connection, const std::string& base, const core::Sid& sid, Deadline deadline) {
    const auto found = connection.search({.base = base,
                                          .scope = SearchRequest::Scope::subtree,
                                          .filter = fmt::format("(objectSid={})", sid.str()),
                                          .attributes = {"sAMAccountName"}},
                                         deadline);
    const auto name = found && !found->empty() ? found->front().text("sAMAccountName") : std::string_view();
    return name.empty() ? sid.str() : fmt::format("{} ({})", name, sid.str());
}

int count_schema_attributes(Connection& connection, Deadline deadline) {
    std::string cookie;
    int count = 0;
    do {
        const auto page = connection.search_page({.base = connection.root_dse().schema_naming_context,
                                                  .scope = SearchRequest::Scope::one_level,
                                                  .filter = "(objectClass=attributeSchema)",
                                                  .attributes = {"1.1"}},
                                                 kSchemaPage, cookie, deadline);
        if (!page) return 0;
        count += static_cast<int>(page->entries.size());
        cookie = page->cookie;
    } while (!cookie.empty());
    return count;
}

Found<SignedIn> look_around(std::unique_ptr<Connection> connection, const DirectoryTarget& target) {
    const auto deadline = Deadline::in(target.timeout);
    SignedIn signed_in;
    signed_in.connection = std::move(connection);
    auto& link = *signed_in.connection;
    const auto& root = link.root_dse();
    auto& facts = signed_in.facts;
    facts.server = link.address().str();
    facts.server_dns_name = root.dns_host_name;
    facts.forest_dns = dns_name_of(root.root_domain_naming_context);
    facts.domain_dns = dns_name_of(root.default_naming_context);
    facts.base_dn = root.default_naming_context;
    facts.policy_hints = policy_hints(root).has_value();
    auto domain = core::DistinguishedName::parse(facts.base_dn);
    if (!domain) return failed(Code::directory_unreachable, facts.server + ": the domain's DN cannot be read");
    signed_in.domain = std::move(*domain);
    const auto names = read_domain_names(link, deadline);
    if (!names) return failed(failure_of(names.error()));
    facts.domain_netbios = names->netbios;
    const auto own = link.search({.base = "", .attributes = {"tokenGroups"}}, deadline);
    if (!own) return failed(failure_of(own.error()));
    if (!own->empty()) signed_in.token = sids_in(own->front(), "tokenGroups");
    const auto account = read_own_account(link, {"objectSid", "sAMAccountName"}, deadline);
    if (!account && account.error().code == base::ErrorCode::not_found) {
        return failed(Code::credentials_wrong, account.error().message);
    }
    if (!account) return failed(failure_of(account.error()));
    facts.account_dn = account->dn;
    facts.account_name = account->text("sAMAccountName");
    facts.account_sid = sid_to_text(account->bytes("objectSid")).value_or("");
    facts.schema_attributes = count_schema_attributes(link, deadline);
    // The domain's own groups first, which sort behind the built-in ones.
    for (const auto& sid : std::views::reverse(signed_in.token)) {
        if (!core::is_protected_sid(sid.str())) continue;
        signed_in.administrator_by = name_of_sid(link, facts.base_dn, sid, deadline);
        break;
    }
    return signed_in;
}

}  // namespace

core::Token sids_in(const Entry& entry, std::string_view attribute) {
    core::Token token;
    const auto* found = entry.find(attribute);
    if (found == nullptr) return token;
    for (const auto& value : found->values) {
        if (auto sid = core::Sid::from_bytes(base::as_bytes(value))) token.insert(std::move(*sid));
    }
    return token;
}

Found<SignedIn> sign_in_to_set_up(const DirectoryTarget& target, const DirectoryCredentials& credentials) {
    auto connection = open_first(target, credentials, target.servers);
    if (!connection) return failed(connection.error());
    return look_around(std::move(*connection), target);
}

Opened reconnect(const DirectoryTarget& target, const DirectoryCredentials& credentials, const std::string& server) {
    return open_one(target, credentials, server);
}

}  // namespace tilbage::adapters::ldap
