#include "adapters/sql/group_store.h"

#include <algorithm>
#include <iterator>

#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

using core::Group;
using core::GroupMember;

const std::string kColumns =
    "id, tenant_id, anchor, display_name, description, sam_account_name, netbios_domain, domain, mail, external_id, "
    "security_identifier, distinguished_name";
const std::string kSelect = "SELECT " + kColumns + " FROM groups WHERE tenant_id = $1 AND ";
const std::string kById = kSelect + "id = $2";
const std::string kByAnchor = kSelect + "anchor = $2";
const std::string kPage = "SELECT " + kColumns + " FROM groups WHERE tenant_id = $1 ORDER BY id LIMIT $2 OFFSET $3";
const std::string kSearch = "SELECT " + kColumns +
                            ", display_name_folded FROM groups WHERE tenant_id = $1 AND display_name_folded >= $2 "
                            "AND display_name_folded < $3 AND (display_name_folded, id) > ($4, $5) "
                            "ORDER BY display_name_folded, id LIMIT $6";

constexpr std::string_view kPut =
    "INSERT INTO groups (id, tenant_id, anchor, display_name, display_name_folded, description, sam_account_name, "
    "netbios_domain, domain, mail, external_id, security_identifier, distinguished_name, created_at, changed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) "
    "ON CONFLICT (id) DO UPDATE SET anchor = $3, display_name = $4, display_name_folded = $5, description = $6, "
    "sam_account_name = $7, netbios_domain = $8, domain = $9, mail = $10, external_id = $11, "
    "security_identifier = $12, distinguished_name = $13, changed_at = $14 WHERE tenant_id = $2";
constexpr std::string_view kAddPerson =
    "INSERT INTO group_members (group_id, kind, member_id) SELECT $1, 'person', id FROM people "
    "WHERE tenant_id = $2 AND id = $3";
constexpr std::string_view kAddGroup =
    "INSERT INTO group_members (group_id, kind, member_id) SELECT $1, 'group', id FROM groups "
    "WHERE tenant_id = $2 AND id = $3";
// 'person' comes after 'group', and people shall come first.
constexpr std::string_view kMembers =
    "SELECT m.kind, m.member_id, coalesce(p.display_name, g.display_name, ''), coalesce(p.user_name, '') "
    "FROM group_members m JOIN groups owner ON owner.id = m.group_id AND owner.tenant_id = $1 "
    "LEFT JOIN people p ON m.kind = 'person' AND p.id = m.member_id "
    "LEFT JOIN groups g ON m.kind = 'group' AND g.id = m.member_id "
    "WHERE m.group_id = $2 AND m.kind = $3 AND m.member_id > $4 ORDER BY m.member_id LIMIT $5";
const std::string kDirectlyOf =
    kSelect +
    "id IN (SELECT group_id FROM group_members WHERE kind = $2 AND member_id = $3) ORDER BY "
    "display_name_folded, id";
// UNION, not UNION ALL: what was found is not followed again, so circles end.
const std::string kNestedOf =
    "WITH RECURSIVE holding (id) AS (SELECT group_id FROM group_members WHERE kind = $2 AND member_id = $3 "
    "UNION SELECT m.group_id FROM group_members m JOIN holding ON m.kind = 'group' AND m.member_id = holding.id) " +
    kSelect + "id IN (SELECT id FROM holding) ORDER BY display_name_folded, id";

// U+10FFFF: nothing sorts behind it.
constexpr std::string_view kBehindAll = "\xF4\x8F\xBF\xBF";

std::string_view text_of(GroupMember::Kind kind) { return kind == GroupMember::Kind::person ? "person" : "group"; }

GroupMember::Kind kind_of(const std::string& text) {
    return text == "person" ? GroupMember::Kind::person : GroupMember::Kind::group;
}

Group read_group(const Row& row) {
    Group group;
    group.id = core::GroupId(row.text(0));
    group.tenant_id = core::TenantId(row.text(1));
    if (!row.is_null(2)) group.anchor = core::SourceAnchor::parse(row.text(2)).value();
    group.display_name = row.text(3);
    group.description = row.text(4);
    group.sam_account_name = row.text(5);
    group.netbios_domain = row.text(6);
    group.domain = row.text(7);
    group.mail = row.text(8);
    if (!row.is_null(9)) group.external_id = row.text(9);
    group.security_identifier = row.text(10);
    group.distinguished_name = row.text(11);
    return group;
}

base::Result<void> read_members(Connection& connection, Group& group) {
    auto found = connection.query("SELECT kind, member_id FROM group_members WHERE group_id = $1", {group.id.str()});
    if (!found) return base::fail(found.error());
    for (const Row& row : found->rows) group.members.push_back({kind_of(row.text(0)), row.text(1)});
    core::normalise_members(group.members);
    return {};
}

base::Result<std::optional<Group>> find_one(Database& database, const std::string& sql,
                                            const std::vector<Value>& parameters) {
    return database.read([&](Connection& connection) -> base::Result<std::optional<Group>> {
        auto found = connection.query(sql, parameters);
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return std::nullopt;
        auto group = read_group(found->rows.front());
        if (auto read = read_members(connection, group); !read) return base::fail(read.error());
        return group;
    });
}

Value text_or_null(const std::string& text) { return text.empty() ? Value(Null{}) : Value(text); }

// false: the tenant has no such person or group.
base::Result<bool> add_member(Connection& connection, const Group& group, const GroupMember& member) {
    const auto sql = member.kind == GroupMember::Kind::person ? kAddPerson : kAddGroup;
    auto added = connection.query(sql, {group.id.str(), group.tenant_id.str(), member.id});
    if (!added) return base::fail(added.error());
    if (added->affected == 1 || member.kind == GroupMember::Kind::group) return added->affected == 1;
    auto deleted = connection.query("SELECT 1 FROM deleted_people WHERE tenant_id = $1 AND id = $2",
                                    {group.tenant_id.str(), member.id});
    if (!deleted) return base::fail(deleted.error());
    return !deleted->rows.empty();
}

base::Result<void> drop_member(Connection& connection, const Group& group, const GroupMember& member) {
    auto dropped = connection.query("DELETE FROM group_members WHERE group_id = $1 AND kind = $2 AND member_id = $3",
                                    {group.id.str(), std::string(text_of(member.kind)), member.id});
    if (!dropped) return base::fail(dropped.error());
    return {};
}

// Only the differences are written: groups are large and change little.
base::Result<void> write_members(Connection& connection, Group group) {
    Group before;
    before.id = group.id;
    if (auto read = read_members(connection, before); !read) return read;
    core::normalise_members(group.members);
    std::vector<GroupMember> gone;
    std::vector<GroupMember> come;
    std::ranges::set_difference(before.members, group.members, std::back_inserter(gone));
    std::ranges::set_difference(group.members, before.members, std::back_inserter(come));
    for (const auto& member : gone)
        if (auto dropped = drop_member(connection, group, member); !dropped) return dropped;
    for (const auto& member : come) {
        const auto added = add_member(connection, group, member);
        if (!added) return base::fail(added.error());
        if (!*added)
            return base::fail(base::ErrorCode::invalid_argument, "a member is neither a person nor a group here");
    }
    return {};
}

// The smallest text that no text with this beginning reaches.
std::string behind(const std::string& beginning) { return beginning + std::string(kBehindAll); }

}  // namespace

base::Result<std::optional<Group>> SqlGroupStore::find(const core::TenantId& tenant, const core::GroupId& id) {
    return find_one(database_, kById, {tenant.str(), id.str()});
}

base::Result<std::optional<Group>> SqlGroupStore::find_by_anchor(const core::TenantId& tenant,
                                                                 const core::SourceAnchor& anchor) {
    return find_one(database_, kByAnchor, {tenant.str(), anchor.str()});
}

base::Result<core::GroupPage> SqlGroupStore::list(const core::TenantId& tenant, std::int64_t start,
                                                  std::int64_t count) {
    return database_.read([&](Connection& connection) -> base::Result<core::GroupPage> {
        auto total = connection.query("SELECT count(*) FROM groups WHERE tenant_id = $1", {tenant.str()});
        if (!total) return base::fail(total.error());
        core::GroupPage page{.groups = {}, .total = total->rows.front().integer(0)};
        const std::int64_t offset = start > 1 ? start - 1 : 0;
        auto rows = connection.query(kPage, {tenant.str(), count > 0 ? count : std::int64_t{0}, offset});
        if (!rows) return base::fail(rows.error());
        for (const Row& row : rows->rows) {
            page.groups.push_back(read_group(row));
            if (auto read = read_members(connection, page.groups.back()); !read) return base::fail(read.error());
        }
        return page;
    });
}

base::Result<core::GroupsFound> SqlGroupStore::search(const core::TenantId& tenant, const core::GroupQuery& query) {
    const auto beginning = base::fold_case(query.starts_with);
    const auto after = query.after.value_or(core::GroupCursor{});
    auto rows = database_.read(
        kSearch, {tenant.str(), beginning, behind(beginning), after.folded_name, after.id, query.count + 1});
    if (!rows) return base::fail(rows.error());
    core::GroupsFound found;
    for (const Row& row : rows->rows) {
        if (static_cast<std::int64_t>(found.groups.size()) == query.count) {
            found.next =
                core::GroupCursor{base::fold_case(found.groups.back().display_name), found.groups.back().id.str()};
            break;
        }
        found.groups.push_back(read_group(row));
    }
    return found;
}

base::Result<std::int64_t> SqlGroupStore::count(const core::TenantId& tenant) {
    auto found = database_.read("SELECT count(*) FROM groups WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

base::Result<core::MemberPage> SqlGroupStore::members(const core::TenantId& tenant, const core::GroupId& id,
                                                      const std::optional<GroupMember>& after, std::int64_t count) {
    return database_.read([&](Connection& connection) -> base::Result<core::MemberPage> {
        core::MemberPage page;
        for (const auto kind : {GroupMember::Kind::person, GroupMember::Kind::group}) {
            if (after && kind < after->kind) continue;
            const std::string from = after && after->kind == kind ? after->id : std::string();
            const auto room = count + 1 - static_cast<std::int64_t>(page.members.size());
            auto rows = connection.query(kMembers, {tenant.str(), id.str(), std::string(text_of(kind)), from, room});
            if (!rows) return base::fail(rows.error());
            for (const Row& row : rows->rows)
                page.members.push_back({{kind_of(row.text(0)), row.text(1)}, row.text(2), row.text(3)});
        }
        page.more = static_cast<std::int64_t>(page.members.size()) > count;
        if (page.more) page.members.resize(static_cast<std::size_t>(count));
        return page;
    });
}

base::Result<std::vector<Group>> SqlGroupStore::groups_of(const core::TenantId& tenant, const GroupMember& member,
                                                          bool nested) {
    auto rows =
        database_.read(nested ? kNestedOf : kDirectlyOf, {tenant.str(), std::string(text_of(member.kind)), member.id});
    if (!rows) return base::fail(rows.error());
    std::vector<Group> groups;
    for (const Row& row : rows->rows) groups.push_back(read_group(row));
    return groups;
}

base::Result<void> SqlGroupStore::put(const Group& group, base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto done = connection.query(
            kPut, {group.id.str(), group.tenant_id.str(), text_or_null(group.anchor.str()), group.display_name,
                   base::fold_case(group.display_name), group.description, group.sam_account_name, group.netbios_domain,
                   group.domain, group.mail, text_or_null(group.external_id), group.security_identifier,
                   group.distinguished_name, millis(now)});
        if (!done) return base::fail(done.error());
        if (done->affected != 1) return base::fail(base::ErrorCode::conflict, "the id is a group's of another tenant");
        return write_members(connection, group);
    });
}

base::Result<bool> SqlGroupStore::remove(const core::TenantId& tenant, const core::GroupId& id) {
    auto done = database_.write("DELETE FROM groups WHERE tenant_id = $1 AND id = $2", {tenant.str(), id.str()});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

}  // namespace tilbage::adapters::sql
