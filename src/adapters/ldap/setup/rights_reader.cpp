#include "adapters/ldap/setup/rights_reader.h"

#include <algorithm>
#include <deque>
#include <fmt/core.h>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/setup/paged.h"
#include "core/writeback/protected_accounts.h"

namespace tilbage::adapters::ldap {
namespace {

bool is_inet_org_person(const Entry& entry) {
    const auto* classes = entry.find("objectClass");
    return classes != nullptr && std::ranges::find(classes->values, "inetOrgPerson") != classes->values.end();
}

// The protected groups' SIDs by the rule that the agent goes by, of the RIDs that are given to none but built-ins.
std::string protected_group_filter(const std::string& domain_sid) {
    std::string filter = "(|";
    for (int rid = 500; rid < 600; ++rid) {
        for (const auto& authority : {domain_sid, std::string("S-1-5-32")}) {
            const auto sid = fmt::format("{}-{}", authority, rid);
            if (core::is_protected_sid(sid)) filter += fmt::format("(objectSid={})", sid);
        }
    }
    return filter + ")";
}

std::uint32_t rid_of(const Entry& entry) {
    const auto sid = entry.bytes("objectSid");
    if (sid.size() < 4) return 0;
    const auto* at = sid.data() + sid.size() - 4;
    return static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8 |
           static_cast<std::uint32_t>(at[2]) << 16 | static_cast<std::uint32_t>(at[3]) << 24;
}

}  // namespace

std::optional<core::Sid> domain_of(const core::Sid& account) {
    const auto text = account.str();
    return core::Sid::parse(text.substr(0, text.rfind('-')));
}

Found<std::set<std::string>> RightsReader::protected_people(const core::Sid& domain_sid) {
    std::set<std::string> people;
    std::set<std::string> groups;
    std::deque<Entry> open;
    const auto meet = [&](const Entry& group) {
        if (groups.insert(group.dn).second) open.push_back(group);
    };
    const auto search = [&](std::string filter, const std::function<void(const Entry&)>& visit) {
        return each_entry(connection_,
                          {.base = domain_.str(),
                           .scope = SearchRequest::Scope::subtree,
                           .filter = std::move(filter),
                           .attributes = {"objectSid"}},
                          timeout_, nullptr, visit);
    };
    auto done = search(fmt::format("(&(objectClass=group){})", protected_group_filter(domain_sid.str())), meet);
    while (done && !open.empty()) {
        const auto group = std::move(open.front());
        open.pop_front();
        const auto member = fmt::format("(memberOf={})", escape_filter_value(group.dn));
        done = search(fmt::format("(&(objectClass=group){})", member), meet);
        if (!done) break;
        done = search(fmt::format("(&{}(|{}(primaryGroupID={})))", kPersonFilter, member, rid_of(group)),
                      [&](const Entry& person) { people.insert(person.dn); });
    }
    if (!done) return failed(done.error());
    return people;
}

Found<void> RightsReader::add_units(const core::Scope& scope, core::RightsFindings& findings) {
    const auto read = [&](const std::string& base, SearchRequest::Scope depth, std::string filter) {
        return each_entry(connection_,
                          {.base = base,
                           .scope = depth,
                           .filter = std::move(filter),
                           .attributes = {"nTSecurityDescriptor"},
                           .controls = {dacl_only()}},
                          timeout_, nullptr, [&](const Entry& entry) {
                              const auto dn = core::DistinguishedName::parse(entry.dn);
                              if (!dn) return;
                              using Place = core::RightsFindings::Place;
                              findings.add_unit(*dn, entry.bytes("nTSecurityDescriptor"),
                                                tree_.has(*dn) ? Place::for_people : Place::in_between);
                          });
    };
    for (const auto& base : search_bases(scope, domain_)) {
        if (auto done = read(base.str(), SearchRequest::Scope::base, "(objectClass=*)"); !done) return done;
        auto done = read(base.str(), SearchRequest::Scope::subtree,
                         "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))");
        if (!done) return done;
    }
    return {};
}

Found<core::RightsFindings> RightsReader::read(const core::Scope& scope, const Account& account,
                                               const core::RightsProgress& progress, const std::atomic<bool>& stop) {
    const auto domain_sid = domain_of(account.sid);
    if (!domain_sid) return failed(DirectoryFailureCode::invalid, "the account has no SID of a domain");
    const auto administrators = protected_people(*domain_sid);
    if (!administrators) return failed(administrators.error());
    core::RightsFindings findings(scope, domain_, account.token);
    if (auto done = add_units(scope, findings); !done) return failed(done.error());

    const auto total = tree_.count(scope).in;
    std::uint64_t checked = 0;
    const auto visit = [&](const Entry& entry) {
        const auto sid = sid_to_text(entry.bytes("objectSid")).value_or("");
        findings.add_person({.dn = entry.dn,
                             .descriptor = entry.bytes("nTSecurityDescriptor"),
                             .object_class = is_inet_org_person(entry) ? core::kInetOrgPersonClass : core::kUserClass,
                             .is_protected = entry.number("adminCount").value_or(0) == 1 || sid == account.sid.str() ||
                                             core::is_protected_sid(sid) || administrators->contains(entry.dn)});
        if (++checked % 500 == 0) progress(checked, total);
    };
    for (const auto& base : search_bases(scope, domain_)) {
        auto done = each_entry(connection_,
                               {.base = base.str(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kPersonFilter),
                                .attributes = {"nTSecurityDescriptor", "objectClass", "adminCount", "objectSid"},
                                .controls = {dacl_only()}},
                               timeout_, &stop, visit);
        if (!done) return failed(done.error());
    }
    progress(checked, std::max(checked, total));
    return findings;
}

}  // namespace tilbage::adapters::ldap
