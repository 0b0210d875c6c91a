// What a change source reads beside the changes: single objects, and passwords.
#include <fmt/core.h>
#include <limits>

#include "adapters/ldap/change_session.h"
#include "adapters/ldap/extended_dn.h"
#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/setup/domain_rights.h"
#include "adapters/ldap/setup/paged.h"

namespace tilbage::adapters::ldap {

using base::ErrorCode;
using base::Result;
using core::ObjectChange;
using core::ObjectGuid;

namespace {

constexpr const char* kExpiry = "msDS-UserPasswordExpiryTimeComputed";
constexpr std::int64_t kDay = 864'000'000'000;  // in units of 100 ns
constexpr std::int64_t kDomainUsers = 513;      // MS-DTYP 2.4.2.4

// The first page of a search may need the whole domain to be gone through.
constexpr base::Millis kPatienceForAPage = std::chrono::minutes(1);

std::string dn_of(const ObjectGuid& guid) { return guid_dn(guid_to_text(guid.bytes)); }

}  // namespace

Result<std::optional<Entry>> LdapChangeSource::read_entry(Session& session, SearchRequest request) {
    auto entries = session.connection->search(request, soon());
    if (!entries && entries.error().code == ErrorCode::not_found) return std::optional<Entry>();
    if (!entries) return base::fail(entries.error());
    if (entries->size() != 1) return std::optional<Entry>();
    return std::optional<Entry>(std::move(entries->front()));
}

Result<std::optional<ObjectChange>> LdapChangeSource::read_object(const ObjectGuid& guid) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    return read_object(**open, guid);
}

Result<std::optional<ObjectChange>> LdapChangeSource::read_object(Session& session, const ObjectGuid& guid) {
    const auto entry = read_entry(session, {.base = dn_of(guid),
                                            .filter = std::string(kStagedFilter),
                                            .attributes = session.reader.asked(),
                                            .controls = {extended_dn_control()}});
    if (!entry) return base::fail(entry.error());
    auto change = *entry ? session.reader.from_search(**entry) : std::nullopt;
    if (!change) return std::optional<ObjectChange>();
    if (const auto all = complete_members(session, dn_of(guid), **entry, *change); !all) return base::fail(all.error());
    return change;
}

// What refers to one who is there again.
Result<void> LdapChangeSource::read_relations(Session& session, const ObjectGuid& guid, core::ChangeBatch& batch) {
    const auto entry =
        read_entry(session, {.base = dn_of(guid), .attributes = relations(), .controls = {extended_dn_control()}});
    if (!entry) return base::fail(entry.error());
    if (!*entry) return {};
    auto changes = changes_of_relations(**entry, guid);
    batch.changes.insert(batch.changes.end(), changes.begin(), changes.end());
    return {};
}

// The members that a server gives only range by range (MS-ADTS 3.1.1.3.1.3.3).
Result<void> LdapChangeSource::complete_members(Session& session, const std::string& dn, const Entry& entry,
                                                ObjectChange& change) {
    auto next = members_in(entry).next;
    while (next) {
        const auto more = read_entry(
            session,
            {.base = dn, .attributes = {fmt::format("member;range={}-*", *next)}, .controls = {extended_dn_control()}});
        if (!more) return base::fail(more.error());
        auto range = *more ? members_in(**more) : MemberRange();
        change.members_added.insert(change.members_added.end(), range.members.begin(), range.members.end());
        if (range.next && *range.next <= *next)
            return base::fail(ErrorCode::internal, "the directory gives the same members again: " + dn);
        next = range.next;
    }
    return {};
}

Result<std::optional<ObjectGuid>> LdapChangeSource::find_by_name(const std::string& dn) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto name = core::DistinguishedName::parse(dn);
    const auto base = core::DistinguishedName::parse((*open)->base());
    if (!name || !base || name->is_root() || !name->is_under(*base)) return std::optional<ObjectGuid>();
    const auto entry = read_entry(
        **open, {.base = dn, .filter = std::string(kStagedFilter), .attributes = {"objectGUID"}, .controls = {}});
    if (!entry) return base::fail(entry.error());
    return *entry ? ObjectGuid::from((*entry)->bytes("objectGUID")) : std::optional<ObjectGuid>();
}

Result<bool> LdapChangeSource::sees_deletions() {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto entry = read_entry(
        **open,
        {.base = deleted_objects_dn((*open)->base()), .attributes = {"objectClass"}, .controls = {show_deleted()}});
    if (!entry) return base::fail(entry.error());
    return *entry && (*entry)->find("objectClass") != nullptr;
}

Result<void> LdapChangeSource::each_entry(std::string_view filter, std::vector<std::string> attributes,
                                          const std::function<void(const Entry&)>& visit) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const SearchRequest request{.base = (*open)->base(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(filter),
                                .attributes = std::move(attributes)};
    std::string cookie;
    do {
        if (stopped_) return base::fail(ErrorCode::unavailable, "the synchronisation is being stopped");
        const auto deadline = Deadline::in(std::max(settings_.timeout, kPatienceForAPage));
        auto page = (*open)->connection->search_page(request, options_.page_size, cookie, deadline);
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries) visit(entry);
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return {};
}

// By DirSync, for it is told twice as fast as a paged search, and of nothing that was not staged before.
Result<void> LdapChangeSource::each_guid(const std::function<void(const ObjectGuid&)>& visit) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    DirSyncAnswer place{.more = true, .cookie = {}};
    while (place.more) {
        auto next = dirsync(**open, {{"name", "isDeleted"}}, place.cookie, [&](const Entry& entry) -> Result<void> {
            const auto guid = ObjectGuid::from(entry.bytes("objectGUID"));
            if (guid && entry.text("isDeleted") != "TRUE") visit(*guid);
            return {};
        });
        if (!next) return base::fail(next.error());
        place = std::move(*next);
    }
    return {};
}

Result<std::optional<core::PasswordLife>> LdapChangeSource::password_life() {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const std::optional<core::PasswordLife> unknown;
    const auto head = read_entry(**open, {.base = (*open)->base(), .attributes = {"maxPwdAge"}});
    if (!head) return base::fail(head.error());
    const auto max_age = *head ? (*head)->number("maxPwdAge") : std::nullopt;
    if (!max_age) return unknown;
    const auto container = password_settings_dn((*open)->base());
    const auto seen = read_entry(**open, {.base = container, .attributes = {"objectClass"}});
    if (!seen) return base::fail(seen.error());
    if (!*seen || (*seen)->find("objectClass") == nullptr) return unknown;
    const auto policies = (*open)->connection->search({.base = container,
                                                       .scope = SearchRequest::Scope::one_level,
                                                       .filter = "(objectClass=msDS-PasswordSettings)",
                                                       .attributes = {"msDS-PSOAppliesTo"},
                                                       .controls = {extended_dn_control()}},
                                                      soon());
    if (!policies) return base::fail(policies.error());
    core::PasswordLife life;
    // Stored negative. Less than a day is none, and so is the smallest number (MS-ADTS 3.1.1.4.5.37).
    if (*max_age <= -kDay && *max_age != std::numeric_limits<std::int64_t>::min()) life.max_age = -*max_age;
    const auto told = note_exceptions(**open, *policies, life);
    if (!told) return base::fail(told.error());
    return *told ? std::optional(std::move(life)) : unknown;
}

Result<bool> LdapChangeSource::note_exceptions(Session& session, const std::vector<Entry>& policies,
                                               core::PasswordLife& life) {
    for (const auto& policy : policies) {
        const auto* applies_to = policy.find("msDS-PSOAppliesTo");
        if (applies_to == nullptr) continue;
        for (const auto& value : applies_to->values) {
            const auto guid = parse_extended_dn(value).guid;
            if (!guid) return false;
            const auto object = read_entry(session, {.base = dn_of(*guid), .attributes = {"primaryGroupToken"}});
            if (!object) return base::fail(object.error());
            // Everybody is in it, and no list of members says so.
            if (*object && (*object)->number("primaryGroupToken") == kDomainUsers) return false;
            life.exceptions.push_back(*guid);
        }
    }
    return true;
}

Result<std::optional<std::int64_t>> LdapChangeSource::password_expiry(const ObjectGuid& guid) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto entry = read_entry(
        **open, {.base = dn_of(guid), .filter = std::string(kPersonFilter), .attributes = {kExpiry}, .controls = {}});
    if (!entry) return base::fail(entry.error());
    return *entry ? (*entry)->number(kExpiry) : std::optional<std::int64_t>();
}

Result<void> LdapChangeSource::each_password_expiry(const std::function<void(const ObjectGuid&, std::int64_t)>& visit) {
    return each_entry(kPersonFilter, {"objectGUID", kExpiry}, [&](const Entry& entry) {
        const auto guid = ObjectGuid::from(entry.bytes("objectGUID"));
        const auto expiry = entry.number(kExpiry);
        if (guid && expiry) visit(*guid, *expiry);
    });
}

}  // namespace tilbage::adapters::ldap
