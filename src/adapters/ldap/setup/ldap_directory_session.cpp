#include "adapters/ldap/setup/ldap_directory_session.h"

#include <algorithm>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/setup/domain_rights.h"
#include "adapters/ldap/setup/pilot_groups.h"
#include "core/sync/guid_text.h"

namespace tilbage::adapters::ldap {
namespace {

// What takes long to read is kept for longer: no more than a twentieth of the time goes into reading it.
constexpr std::chrono::steady_clock::duration kSnapshotLasts = std::chrono::minutes(1);
constexpr int kMostOfTheTime = 20;

}  // namespace

LdapDirectorySession::LdapDirectorySession(core::DirectoryTarget target, core::DirectoryCredentials credentials,
                                           SignedIn signed_in)
    : target_(std::move(target)), credentials_(std::move(credentials)), signed_in_(std::move(signed_in)) {}

Found<Connection*> LdapDirectorySession::connection() {
    if (!signed_in_.connection->is_quiet()) {
        auto again = reconnect(target_, credentials_, signed_in_.facts.server);
        if (!again) return failed(again.error());
        signed_in_.connection = std::move(*again);
    }
    return signed_in_.connection.get();
}

Found<const TreeSnapshot*> LdapDirectorySession::tree() {
    if (!tree_ || Steady::now() > tree_lasts_until_) {
        const auto start = Steady::now();
        const auto link = connection();
        if (!link) return failed(link.error());
        auto read = TreeSnapshot::read(**link, signed_in_.domain, target_.timeout);
        if (!read) return failed(read.error());
        tree_ = std::move(*read);
        const auto now = Steady::now();
        tree_lasts_until_ = now + std::max(kSnapshotLasts, (now - start) * kMostOfTheTime);
    }
    return &*tree_;
}

Found<core::TreeNodes> LdapDirectorySession::children(const std::string& parent_dn, std::size_t limit) {
    const auto read = tree();
    if (!read) return failed(read.error());
    return (*read)->children(parent_dn, limit);
}

Found<core::TreeNodes> LdapDirectorySession::search(const std::string& text, std::size_t limit) {
    const auto read = tree();
    if (!read) return failed(read.error());
    return (*read)->search(text, limit);
}

Found<core::FoundGroups> LdapDirectorySession::search_groups(const std::string& text, std::size_t limit) {
    const auto link = connection();
    if (!link) return failed(link.error());
    return find_groups(**link, signed_in_.domain, text, limit, target_.timeout);
}

Found<core::ScopeCounts> LdapDirectorySession::count(const core::Scope& scope, const std::string& pilot_group) {
    const auto read = tree();
    if (!read) return failed(read.error());
    if (pilot_group.empty()) return (*read)->count(scope);
    const auto link = connection();
    if (!link) return failed(link.error());
    const auto in = count_members(**link, signed_in_.domain, scope, pilot_group, target_.timeout);
    if (!in) return failed(in.error());
    const auto people = std::max((*read)->people(), *in);  // the tree may be a minute old
    return core::ScopeCounts{.in = *in, .out = people - *in};
}

Found<core::NamedObject> LdapDirectorySession::resolve_unit(const std::string& dn,
                                                            const std::optional<core::ObjectGuid>& guid) {
    const auto read = tree();
    if (!read) return failed(read.error());
    return guid ? (*read)->find(*guid, dn) : (*read)->find(dn);
}

Found<core::NamedObject> LdapDirectorySession::resolve_group(const std::string& dn,
                                                             const std::optional<core::ObjectGuid>& guid) {
    const auto link = connection();
    if (!link) return failed(link.error());
    return find_group(**link, guid ? guid_dn(core::to_text(*guid)) : dn, dn, target_.timeout);
}

Found<core::RightsReport> LdapDirectorySession::test_rights(const core::Scope& scope,
                                                            const core::RightsProgress& progress,
                                                            const std::atomic<bool>& stop) {
    const auto start = Steady::now();
    const auto read = tree();
    if (!read) return failed(read.error());
    const auto link = connection();
    if (!link) return failed(link.error());
    const auto& facts = signed_in_.facts;
    const auto sid = core::Sid::parse(facts.account_sid);
    if (!sid) return failed(DirectoryFailureCode::not_found, "the account's SID cannot be read");
    // Groups may have been given meanwhile.
    const auto own = (*link)->search({.base = "", .attributes = {"tokenGroups"}}, Deadline::in(target_.timeout));
    if (own && !own->empty()) signed_in_.token = sids_in(own->front(), "tokenGroups");

    RightsReader reader(**link, signed_in_.domain, **read, target_.timeout);
    auto findings = reader.read(scope, {facts.account_dn, *sid, signed_in_.token}, progress, stop);
    if (!findings) return failed(findings.error());
    try_domain_rights(**link, facts.base_dn, target_.timeout, *findings);
    auto report = findings->report({.server_host = (*link)->address().host,
                                    .domain_netbios = facts.domain_netbios,
                                    .account_name = facts.account_name,
                                    .account_dn = facts.account_dn,
                                    .account_sid = *sid});
    report.took = std::chrono::duration_cast<base::Millis>(Steady::now() - start);
    return report;
}

}  // namespace tilbage::adapters::ldap
