#include "adapters/ldap/setup/ldap_directory_session.h"

#include <algorithm>

#include "adapters/ldap/setup/domain_rights.h"

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

Found<core::ScopeCounts> LdapDirectorySession::count(const core::Scope& scope) {
    const auto read = tree();
    if (!read) return failed(read.error());
    return (*read)->count(scope);
}

Found<std::string> LdapDirectorySession::resolve_unit(const std::string& dn) {
    const auto read = tree();
    if (!read) return failed(read.error());
    return (*read)->spelling(dn);
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
