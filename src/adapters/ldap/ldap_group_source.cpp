#include "adapters/ldap/ldap_group_source.h"

#include <charconv>
#include <fmt/core.h>
#include <set>

#include "adapters/ldap/person_entry.h"
#include "base/unicode.h"
#include "core/identity/scope.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Result;

constexpr int kLargestPage = 1000;  // MaxPageSize of a domain controller that nobody has changed

// groupType (MS-ADTS 2.2.12): GROUP_TYPE_SECURITY_ENABLED, tested by LDAP_MATCHING_RULE_BIT_AND
// (MS-ADTS 3.1.1.3.4.4.1).
constexpr std::string_view kSecurityGroupFilter =
    "(&(objectCategory=group)(groupType:1.2.840.113556.1.4.803:=2147483648)(!(isCriticalSystemObject=TRUE)))";

constexpr std::string_view kMember = "member";

// "member;range=0-1499", as a directory answers that does not give all values at once (MS-ADTS 3.1.1.3.1.3.3). Empty
// optional of `next`: these were the last.
struct MemberRange {
    const Attribute* attribute = nullptr;
    std::optional<std::int64_t> next;
};

std::optional<std::int64_t> end_of_range(std::string_view name) {
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos || name.substr(dash + 1) == "*") return std::nullopt;
    std::int64_t last = 0;
    const auto text = name.substr(dash + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), last);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return last;
}

MemberRange range_in(const Entry& entry) {
    if (const auto* whole = entry.find(kMember); whole != nullptr && !whole->values.empty()) return {whole, {}};
    for (const auto& attribute : entry.attributes) {
        if (!base::fold_case(attribute.name).starts_with("member;range=")) continue;
        const auto last = end_of_range(attribute.name);
        return {&attribute, last ? std::optional(*last + 1) : std::nullopt};
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<LdapGroupSource>> LdapGroupSource::create(Pool& pool, ImportSettings settings) {
    if (settings.page_size < 1 || settings.page_size > kLargestPage)
        return base::fail(ErrorCode::invalid_argument, fmt::format("the page size must be 1 to {}", kLargestPage));
    return std::unique_ptr<LdapGroupSource>(new LdapGroupSource(pool, std::move(settings)));
}

Result<std::vector<Entry>> LdapGroupSource::groups_under(Connection& connection, const std::string& base) const {
    auto attributes = anchor_attributes();
    for (const auto* name : {"sAMAccountName", "displayName", "cn", "description", "mail", "member"})
        attributes.emplace_back(name);
    const SearchRequest request{.base = base,
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kSecurityGroupFilter),
                                .attributes = std::move(attributes)};
    std::vector<Entry> entries;
    std::string cookie;
    do {
        auto page = connection.search_page(request, settings_.page_size, cookie, pool_.default_deadline());
        if (!page) return base::fail(page.error());
        for (auto& entry : page->entries) entries.push_back(std::move(entry));
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return entries;
}

// People and groups of the whole domain: a group in scope may hold somebody who is not, and nobody here decides that.
Result<LdapGroupSource::Anchors> LdapGroupSource::anchors_of_members(Connection& connection,
                                                                     const std::string& base) const {
    const SearchRequest request{.base = base,
                                .scope = SearchRequest::Scope::subtree,
                                .filter = fmt::format("(|{}{})", kPersonFilter, kSecurityGroupFilter),
                                .attributes = anchor_attributes()};
    Anchors anchors;
    std::string cookie;
    do {
        auto page = connection.search_page(request, settings_.page_size, cookie, pool_.default_deadline());
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries) {
            if (const auto anchor = anchor_of(entry, pool_.settings().source_anchor))
                anchors.emplace(base::fold_case(entry.dn), *anchor);
        }
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return anchors;
}

Result<std::vector<std::string>> LdapGroupSource::members_of(Connection& connection, const Entry& entry) const {
    auto range = range_in(entry);
    std::vector<std::string> members;
    if (range.attribute != nullptr) members = range.attribute->values;
    while (range.next) {
        const SearchRequest request{.base = entry.dn,
                                    .scope = SearchRequest::Scope::base,
                                    .attributes = {fmt::format("member;range={}-*", *range.next)}};
        const auto more = connection.search(request, pool_.default_deadline());
        if (!more) return base::fail(more.error());
        const auto before = *range.next;
        range = more->empty() ? MemberRange{} : range_in(more->front());
        if (range.attribute == nullptr) break;
        members.insert(members.end(), range.attribute->values.begin(), range.attribute->values.end());
        if (range.next && *range.next <= before)
            return base::fail(ErrorCode::corrupt, "the directory gives the same members again: " + entry.dn);
    }
    return members;
}

std::optional<core::SourceGroup> LdapGroupSource::to_source_group(const Entry& entry, const DomainNames& domain) const {
    const auto anchor = anchor_of(entry, pool_.settings().source_anchor);
    const std::string account(entry.text("sAMAccountName"));
    if (entry.dn.empty() || !anchor || account.empty()) return std::nullopt;
    core::SourceGroup group;
    group.anchor = *anchor;
    group.sam_account_name = account;
    group.display_name = entry.text("displayName");
    if (group.display_name.empty()) group.display_name = entry.text("cn");
    if (group.display_name.empty()) group.display_name = account;
    group.description = entry.text("description");
    group.mail = entry.text("mail");
    group.netbios_domain = domain.netbios;
    group.domain = domain.dns;
    return group;
}

Result<void> LdapGroupSource::each_group(const std::function<void(core::SourceGroup)>& visit) {
    const auto connection = pool_.lease(pool_.default_deadline());
    if (!connection) return base::fail(connection.error());
    const auto domain = read_domain_names(**connection, pool_.default_deadline());
    if (!domain) return base::fail(domain.error());
    const auto naming_context = core::DistinguishedName::parse((*connection)->root_dse().default_naming_context);
    if (!naming_context) return base::fail(ErrorCode::corrupt, "the domain controller does not name its domain");

    std::vector<std::pair<Entry, core::SourceGroup>> found;
    std::set<core::SourceAnchor> own;
    std::map<core::SourceAnchor, int> claims;
    for (const auto& base : core::search_bases(settings_.scope, *naming_context)) {
        auto entries = groups_under(**connection, base.str());
        if (!entries) return base::fail(entries.error());
        for (auto& entry : *entries) {
            const auto dn = core::DistinguishedName::parse(entry.dn);
            if (!dn || !core::covers(settings_.scope, *dn, *naming_context)) continue;
            auto group = to_source_group(entry, *domain);
            if (!group) continue;
            ++claims[group->anchor];
            if (anchor_of(entry, AnchorAttribute::object_guid) == group->anchor) own.insert(group->anchor);
            found.emplace_back(std::move(entry), std::move(*group));
        }
    }
    if (found.empty()) return {};
    const auto anchors = anchors_of_members(**connection, naming_context->str());
    if (!anchors) return base::fail(anchors.error());
    for (auto& [entry, group] : found) {
        const bool is_own = anchor_of(entry, AnchorAttribute::object_guid) == group.anchor;
        if (claims[group.anchor] > 1 && !(own.contains(group.anchor) && is_own)) continue;
        const auto members = members_of(**connection, entry);
        if (!members) return base::fail(members.error());
        for (const auto& member : *members) {
            if (const auto known = anchors->find(base::fold_case(member)); known != anchors->end())
                group.members.push_back(known->second);
        }
        visit(std::move(group));
    }
    return {};
}

}  // namespace tilbage::adapters::ldap
