#include "adapters/ldap/setup/pilot_groups.h"

#include <algorithm>
#include <fmt/core.h>

#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/setup/paged.h"

namespace tilbage::adapters::ldap {
namespace {

// groupType GROUP_TYPE_SECURITY_ENABLED (MS-ADTS 2.2.12) by LDAP_MATCHING_RULE_BIT_AND (3.1.1.3.4.4.1): what the
// synchronisation takes for groups.
constexpr std::string_view kGroups =
    "(objectCategory=group)(groupType:1.2.840.113556.1.4.803:=2147483648)(!(isCriticalSystemObject=TRUE))";
// LDAP_MATCHING_RULE_TRANSITIVE_EVAL (3.1.1.3.4.4.3)
constexpr std::string_view kMemberOf = "memberOf:1.2.840.113556.1.4.1941:";

}  // namespace

Found<core::FoundGroups> find_groups(Connection& connection, const core::DistinguishedName& domain,
                                     const std::string& text, std::size_t limit, base::Millis timeout) {
    const auto part = text.empty() ? std::string("*") : fmt::format("*{}*", escape_filter_value(text));
    const SearchRequest request{.base = domain.str(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = fmt::format("(&{}(|(cn={})(sAMAccountName={})))", kGroups, part, part),
                                .attributes = {"cn", "description"},
                                .size_limit = static_cast<int>(limit) + 1};
    auto entries = connection.search(request, Deadline::in(timeout));
    if (!entries) return failed(failure_of(entries.error()));
    core::FoundGroups found;
    for (const auto& entry : *entries) {
        if (!entry.dn.empty())
            found.groups.push_back({entry.dn, std::string(entry.text("cn")), std::string(entry.text("description"))});
    }
    std::ranges::sort(found.groups, {}, &core::FoundGroup::name);
    found.more = found.groups.size() > limit;
    if (found.more) found.groups.resize(limit);
    return found;
}

Found<core::NamedObject> find_group(Connection& connection, const std::string& dn, const std::string& name,
                                    base::Millis timeout) {
    const SearchRequest request{.base = dn, .filter = fmt::format("(&{})", kGroups), .attributes = {"objectGUID"}};
    const auto entries = connection.search(request, Deadline::in(timeout));
    if (!entries && entries.error().code != base::ErrorCode::not_found) return failed(failure_of(entries.error()));
    if (entries) {
        for (const auto& entry : *entries) {
            const auto guid = core::ObjectGuid::from(entry.bytes("objectGUID"));
            if (guid) return core::NamedObject{entry.dn, *guid};
        }
    }
    return failed(DirectoryFailureCode::not_found, fmt::format("there is no security group \"{}\"", name));
}

Found<std::uint64_t> count_members(Connection& connection, const core::DistinguishedName& domain,
                                   const core::Scope& scope, const std::string& group, base::Millis timeout) {
    const SearchRequest request{
        .base = domain.str(),
        .scope = SearchRequest::Scope::subtree,
        .filter = fmt::format("(&{}({}={}))", kPersonFilter, kMemberOf, escape_filter_value(group)),
        .attributes = {"1.1"}};
    std::uint64_t people = 0;
    auto read = each_entry(connection, request, timeout, nullptr, [&](const Entry& entry) {
        const auto dn = core::DistinguishedName::parse(entry.dn);
        if (dn && covers(scope, *dn, domain)) ++people;
    });
    if (!read) return failed(read.error());
    return people;
}

}  // namespace tilbage::adapters::ldap
