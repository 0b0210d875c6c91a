// What is to be told to the tenant, and what it was told.
#include <algorithm>

#include "adapters/sql/metaverse.h"
#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::GroupMember;
using core::SourceAnchor;

using Members = std::vector<GroupMember>;

constexpr std::chrono::hours kCountedRemovals{48};

base::Result<void> add_members(Connection& connection, std::int64_t group, const Members& members) {
    for (const auto& member : members) {
        const auto id = number_of_tenant_id(connection, member.id);
        if (!id) return base::fail(id.error());
        const auto done =
            connection.query("INSERT OR IGNORE INTO told_members (group_anchor, kind, tenant_id) VALUES ($1, $2, $3)",
                             {group, static_cast<std::int64_t>(member.kind), *id});
        if (!done) return base::fail(done.error());
    }
    return {};
}

}  // namespace

base::Result<std::optional<base::TimePoint>> SqlMetaverse::next_due() {
    const auto found = database_.read(
        "SELECT min(next_attempt) FROM metaverse_entries INDEXED BY metaverse_due WHERE next_attempt IS NOT NULL");
    if (!found) return base::fail(found.error());
    const Row& row = found->rows.front();
    return row.is_null(0) ? std::nullopt : std::optional(row.time(0));
}

base::Result<void> SqlMetaverse::touch(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const auto& guid : objects) {
            const auto done = connection.query(
                // Subqueries: with a join in FROM every entry is looked at.
                "UPDATE metaverse_entries SET next_attempt = $3 WHERE anchor = (SELECT c.anchor FROM guids o "
                "CROSS JOIN anchor_claims c ON c.object = o.id WHERE o.directory = $1 AND o.guid = $2) "
                "AND joined = (SELECT id FROM guids WHERE directory = $1 AND guid = $2) AND next_attempt IS NOT $3",
                {std::int64_t{directory}, guid_value(guid), millis(core::kAtOnce)});
            if (!done) return base::fail(done.error());
        }
        return {};
    });
}

base::Result<void> SqlMetaverse::touch_all() {
    return without_rows(database_.write("UPDATE metaverse_entries SET next_attempt = $1 WHERE joined IS NOT NULL",
                                        {millis(core::kAtOnce)}));
}

base::Result<core::MetaverseCounts> SqlMetaverse::counts() {
    // Each by an index of its own, of which only `joined` is long.
    const auto found = database_.read(
        "SELECT (SELECT count(*) FROM metaverse_entries WHERE joined IS NOT NULL AND kind = 0), "
        "(SELECT count(*) FROM metaverse_entries WHERE joined IS NOT NULL AND kind = 1), "
        "(SELECT count(*) FROM metaverse_entries WHERE disputed = 1), "
        "(SELECT count(*) FROM metaverse_entries WHERE refusal IS NOT NULL), "
        "(SELECT count(*) FROM metaverse_entries WHERE removal_held = 1), "
        "(SELECT count(*) FROM metaverse_entries WHERE joined IS NULL AND disputed = 0 AND tenant_id IS NOT NULL "
        "AND removal_allowed = 0)");
    if (!found) return base::fail(found.error());
    const Row& row = found->rows.front();
    return core::MetaverseCounts{.people = row.integer(0),
                                 .groups = row.integer(1),
                                 .disputed = row.integer(2),
                                 .refused = row.integer(3),
                                 .held = row.integer(4),
                                 .removals = row.integer(5)};
}

base::Result<void> SqlMetaverse::forget_exports() {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM told_members",
              "UPDATE metaverse_entries SET tenant_id = NULL, attempts = 0, next_attempt = NULL, removal_held = 0, "
              "held_since = NULL, removal_allowed = 0, name = '', digest = x'', refusal = NULL",
              "DELETE FROM tenant_ids"})
            if (auto done = connection.query(sql); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<std::optional<GroupMember>> SqlMetaverse::exported_as(core::DirectoryNumber directory,
                                                                   const core::ObjectGuid& guid) {
    const auto found = database_.read(
        "SELECT e.kind, t.tenant_id FROM guids o CROSS JOIN anchor_claims c ON c.object = o.id "
        "CROSS JOIN metaverse_entries e ON e.anchor = c.anchor AND e.joined = o.id "
        "CROSS JOIN tenant_ids t ON t.id = e.tenant_id WHERE o.directory = $1 AND o.guid = $2",
        {std::int64_t{directory}, guid_value(guid)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::optional<GroupMember>();
    const Row& row = found->rows.front();
    const bool group = static_cast<core::ObjectKind>(row.integer(0)) == core::ObjectKind::group;
    return std::optional(GroupMember{group ? GroupMember::Kind::group : GroupMember::Kind::person, row.text(1)});
}

base::Result<Members> SqlMetaverse::told_members(const SourceAnchor& group) {
    const auto found = database_.read(
        "SELECT m.kind, t.tenant_id FROM anchors a CROSS JOIN told_members m ON m.group_anchor = a.id "
        "CROSS JOIN tenant_ids t ON t.id = m.tenant_id WHERE a.anchor = $1",
        {group.guid()});
    if (!found) return base::fail(found.error());
    Members members;
    members.reserve(found->rows.size());
    for (const Row& row : found->rows) members.push_back({static_cast<GroupMember::Kind>(row.integer(0)), row.text(1)});
    std::ranges::sort(members);
    return members;
}

base::Result<void> SqlMetaverse::set_told_members(const SourceAnchor& group, const Members& members) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_anchor(connection, group);
        if (!id) return base::fail(id.error());
        const auto emptied = connection.query("DELETE FROM told_members WHERE group_anchor = $1", {*id});
        if (!emptied) return base::fail(emptied.error());
        return add_members(connection, *id, members);
    });
}

base::Result<void> SqlMetaverse::change_told_members(const SourceAnchor& group, const Members& added,
                                                     const Members& removed) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_anchor(connection, group);
        if (!id) return base::fail(id.error());
        for (const auto& member : removed) {
            const auto done = connection.query(
                "DELETE FROM told_members WHERE group_anchor = $1 AND kind = $2 AND "
                "tenant_id = (SELECT id FROM tenant_ids WHERE tenant_id = $3)",
                {*id, static_cast<std::int64_t>(member.kind), member.id});
            if (!done) return base::fail(done.error());
        }
        return add_members(connection, *id, added);
    });
}

base::Result<void> SqlMetaverse::forget_member(const std::string& tenant_id) {
    return without_rows(database_.write(
        "DELETE FROM told_members WHERE tenant_id = (SELECT id FROM tenant_ids WHERE tenant_id = $1)", {tenant_id}));
}

base::Result<void> SqlMetaverse::count_removals(base::TimePoint at, std::int64_t removed) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto dropped = connection.query("DELETE FROM removals WHERE at < $1", {millis(at - kCountedRemovals)});
        if (!dropped) return base::fail(dropped.error());
        return without_rows(
            connection.query("INSERT INTO removals (at, removed) VALUES ($1, $2) "
                             "ON CONFLICT (at) DO UPDATE SET removed = removed + $2",
                             {millis(at), removed}));
    });
}

base::Result<std::int64_t> SqlMetaverse::removals_since(base::TimePoint at) {
    const auto found = database_.read("SELECT coalesce(sum(removed), 0) FROM removals WHERE at >= $1", {millis(at)});
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

base::Result<std::optional<std::string>> SqlMetaverse::note(const std::string& name) {
    const auto found = database_.read("SELECT text FROM notes WHERE name = $1", {name});
    if (!found) return base::fail(found.error());
    return found->rows.empty() ? std::nullopt : std::optional(found->rows.front().text(0));
}

base::Result<void> SqlMetaverse::set_note(const std::string& name, const std::string& text) {
    return without_rows(database_.write("INSERT OR REPLACE INTO notes (name, text) VALUES ($1, $2)", {name, text}));
}

}  // namespace tilbage::adapters::sql
