#include "adapters/sql/target_metaverse.h"

#include <algorithm>

#include "adapters/sql/metaverse_rows.h"
#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::GroupMember;
using core::MetaverseEntry;
using core::SourceAnchor;

using Members = std::vector<GroupMember>;

constexpr std::int64_t kChunk = 500;
constexpr std::chrono::hours kCountedRemovals{48};

// `from` names target_entries e, and comes first; $1 is the target.
std::string select_entries(std::string_view from, std::string_view rest) {
    return "SELECT a.anchor, e.kind, o.directory, o.guid, e.joined_own, e.disputed, e.id, e.attempts, e.next_attempt, "
           "e.removal_held, e.held_since, e.removal_allowed, e.digest, e.refusal, e.anchor, e.name FROM " +
           std::string(from) +
           " CROSS JOIN anchors a ON a.id = e.anchor LEFT JOIN guids o ON o.id = e.joined WHERE e.target = $1 AND " +
           std::string(rest);
}

base::Result<void> write_entry(Connection& connection, std::int64_t target, const MetaverseEntry& entry) {
    const auto anchor = number_of_anchor(connection, entry.anchor);
    if (!anchor) return base::fail(anchor.error());
    auto joined = number_of_joined(connection, entry.joined);
    if (!joined) return base::fail(joined.error());
    const core::ExportState& exported = entry.exported;
    return without_rows(connection.query(
        "INSERT INTO target_entries (target, anchor, kind, joined, joined_own, disputed, id, attempts, next_attempt, "
        "removal_held, held_since, removal_allowed, digest, refusal, name) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) "
        "ON CONFLICT (target, anchor) DO UPDATE SET kind = $3, joined = $4, joined_own = $5, disputed = $6, id = $7, "
        "attempts = $8, next_attempt = $9, removal_held = $10, held_since = $11, removal_allowed = $12, digest = $13, "
        "refusal = $14, name = $15",
        {target, *anchor, static_cast<std::int64_t>(entry.kind), std::move(*joined),
         std::int64_t{entry.joined && entry.joined->own}, std::int64_t{entry.disputed},
         text_or_null(exported.tenant_id), std::int64_t{exported.attempts}, millis(exported.next_attempt),
         std::int64_t{exported.removal_held}, millis(exported.held_since), std::int64_t{exported.removal_allowed},
         blob(base::as_bytes(exported.digest)), text_or_null(exported.refusal), exported.name}));
}

base::Result<void> add_members(Connection& connection, std::int64_t target, std::int64_t group,
                               const Members& members) {
    for (const auto& member : members) {
        const auto done = connection.query(
            "INSERT OR IGNORE INTO target_members (target, group_anchor, id, kind) VALUES ($1, $2, $3, $4)",
            {target, group, member.id, static_cast<std::int64_t>(member.kind)});
        if (!done) return base::fail(done.error());
    }
    return {};
}

}  // namespace

base::Result<std::optional<MetaverseEntry>> SqlTargetMetaverse::find(const SourceAnchor& anchor) {
    static const std::string kSql =
        select_entries("anchors x CROSS JOIN target_entries e ON e.anchor = x.id", "x.anchor = $2");
    return read_first(database_.read(kSql, {target_, anchor.guid()}));
}

base::Result<std::optional<MetaverseEntry>> SqlTargetMetaverse::find_by_object(core::DirectoryNumber directory,
                                                                               const core::ObjectGuid& guid) {
    static const std::string kSql = select_entries(
        "guids x CROSS JOIN anchor_claims c ON c.object = x.id CROSS JOIN target_entries e ON e.anchor = c.anchor",
        "x.directory = $2 AND x.guid = $3");
    return read_first(database_.read(kSql, {target_, std::int64_t{directory}, guid_value(guid)}));
}

base::Result<std::optional<MetaverseEntry>> SqlTargetMetaverse::find_by_tenant_id(const std::string& tenant_id) {
    static const std::string kSql = select_entries("target_entries e INDEXED BY target_by_id", "e.id = $2 LIMIT 1");
    return read_first(database_.read(kSql, {target_, text_or_null(tenant_id)}));
}

base::Result<void> SqlTargetMetaverse::put(const MetaverseEntry& entry) {
    return database_.join([&](Connection& connection) { return write_entry(connection, target_, entry); });
}

base::Result<void> SqlTargetMetaverse::remove(const SourceAnchor& anchor) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM target_members WHERE target = $1 AND "
              "group_anchor = (SELECT id FROM anchors WHERE anchor = $2)",
              "DELETE FROM target_entries WHERE target = $1 AND anchor = (SELECT id FROM anchors WHERE anchor = $2)"})
            if (auto done = connection.query(sql, {target_, anchor.guid()}); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<void> SqlTargetMetaverse::each(const std::function<base::Result<void>(const MetaverseEntry&)>& visit) {
    static const std::string kSql = select_entries("target_entries e", "e.anchor > $2 ORDER BY e.anchor LIMIT $3");
    for (std::int64_t after = 0;;) {
        const auto found = database_.read(kSql, {target_, after, kChunk});
        const auto entries = read_entries(found);
        if (!entries) return base::fail(entries.error());
        for (const auto& entry : *entries)
            if (auto visited = visit(entry); !visited) return visited;
        if (entries->size() < static_cast<std::size_t>(kChunk)) return {};
        after = found->rows.back().integer(14);
    }
}

base::Result<MetaverseEntries> SqlTargetMetaverse::refused(std::size_t at_most) {
    static const std::string kSql = select_entries("target_entries e INDEXED BY target_refused",
                                                   "e.refusal IS NOT NULL ORDER BY e.anchor LIMIT $2");
    return read_entries(database_.read(kSql, {target_, static_cast<std::int64_t>(at_most)}));
}

base::Result<MetaverseEntries> SqlTargetMetaverse::due(core::ObjectKind kind, base::TimePoint now,
                                                       const SourceAnchor& after, std::size_t at_most) {
    static const std::string kSql =
        select_entries("target_entries e INDEXED BY target_due",
                       "e.kind = $2 AND e.next_attempt IS NOT NULL AND e.next_attempt <= $3 AND "
                       "e.anchor > coalesce((SELECT id FROM anchors WHERE anchor = $4), 0) ORDER BY e.anchor LIMIT $5");
    return read_entries(database_.read(kSql, {target_, static_cast<std::int64_t>(kind), millis(now), place_of(after),
                                              static_cast<std::int64_t>(at_most)}));
}

base::Result<MetaverseEntries> SqlTargetMetaverse::removals(const SourceAnchor& after, std::size_t at_most) {
    static const std::string kSql =
        select_entries("target_entries e INDEXED BY target_removals_waiting",
                       "e.joined IS NULL AND e.disputed = 0 AND e.id IS NOT NULL AND "
                       "e.anchor > coalesce((SELECT id FROM anchors WHERE anchor = $2), 0) ORDER BY e.anchor LIMIT $3");
    return read_entries(database_.read(kSql, {target_, place_of(after), static_cast<std::int64_t>(at_most)}));
}

base::Result<std::optional<base::TimePoint>> SqlTargetMetaverse::next_due() {
    const auto found = database_.read(
        "SELECT min(next_attempt) FROM target_entries INDEXED BY target_due "
        "WHERE target = $1 AND next_attempt IS NOT NULL",
        {target_});
    if (!found) return base::fail(found.error());
    const Row& row = found->rows.front();
    return row.is_null(0) ? std::nullopt : std::optional(row.time(0));
}

base::Result<void> SqlTargetMetaverse::touch(core::DirectoryNumber directory,
                                             const std::vector<core::ObjectGuid>& objects) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const auto& guid : objects) {
            const auto done = connection.query(
                "UPDATE target_entries SET next_attempt = $4 WHERE target = $1 AND "
                "anchor = (SELECT c.anchor FROM guids o CROSS JOIN anchor_claims c ON c.object = o.id "
                "WHERE o.directory = $2 AND o.guid = $3) "
                "AND joined = (SELECT id FROM guids WHERE directory = $2 AND guid = $3) AND next_attempt IS NOT $4",
                {target_, std::int64_t{directory}, guid_value(guid), millis(core::kAtOnce)});
            if (!done) return base::fail(done.error());
        }
        return {};
    });
}

base::Result<void> SqlTargetMetaverse::touch_all() {
    return without_rows(
        database_.write("UPDATE target_entries SET next_attempt = $2 WHERE target = $1 AND joined IS NOT NULL",
                        {target_, millis(core::kAtOnce)}));
}

base::Result<MetaverseEntries> SqlTargetMetaverse::held(std::size_t at_most) {
    static const std::string kSql =
        select_entries("target_entries e INDEXED BY target_held", "e.removal_held = 1 ORDER BY e.anchor LIMIT $2");
    return read_entries(database_.read(kSql, {target_, static_cast<std::int64_t>(at_most)}));
}

base::Result<MetaverseEntries> SqlTargetMetaverse::disputed(std::size_t at_most) {
    static const std::string kSql =
        select_entries("target_entries e INDEXED BY target_disputed", "e.disputed = 1 ORDER BY e.anchor LIMIT $2");
    return read_entries(database_.read(kSql, {target_, static_cast<std::int64_t>(at_most)}));
}

base::Result<core::MetaverseCounts> SqlTargetMetaverse::counts() {
    const auto found = database_.read(
        "SELECT (SELECT count(*) FROM target_entries WHERE target = $1 AND joined IS NOT NULL AND kind = 0), "
        "(SELECT count(*) FROM target_entries WHERE target = $1 AND joined IS NOT NULL AND kind = 1), "
        "(SELECT count(*) FROM target_entries WHERE target = $1 AND disputed = 1), "
        "(SELECT count(*) FROM target_entries WHERE target = $1 AND refusal IS NOT NULL), "
        "(SELECT count(*) FROM target_entries WHERE target = $1 AND removal_held = 1), "
        "(SELECT count(*) FROM target_entries WHERE target = $1 AND joined IS NULL AND disputed = 0 "
        "AND id IS NOT NULL AND removal_allowed = 0)",
        {target_});
    if (!found) return base::fail(found.error());
    const Row& row = found->rows.front();
    return core::MetaverseCounts{.people = row.integer(0),
                                 .groups = row.integer(1),
                                 .disputed = row.integer(2),
                                 .refused = row.integer(3),
                                 .held = row.integer(4),
                                 .removals = row.integer(5)};
}

base::Result<void> SqlTargetMetaverse::forget_exports() {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM target_members WHERE target = $1",
              "UPDATE target_entries SET id = NULL, attempts = 0, next_attempt = NULL, removal_held = 0, "
              "held_since = NULL, removal_allowed = 0, name = '', digest = x'', refusal = NULL WHERE target = $1"})
            if (auto done = connection.query(sql, {target_}); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<std::optional<GroupMember>> SqlTargetMetaverse::exported_as(core::DirectoryNumber directory,
                                                                         const core::ObjectGuid& guid) {
    const auto found = database_.read(
        "SELECT e.kind, e.id FROM guids o CROSS JOIN anchor_claims c ON c.object = o.id "
        "CROSS JOIN target_entries e ON e.target = $1 AND e.anchor = c.anchor AND e.joined = o.id "
        "WHERE o.directory = $2 AND o.guid = $3 AND e.id IS NOT NULL",
        {target_, std::int64_t{directory}, guid_value(guid)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::optional<GroupMember>();
    const Row& row = found->rows.front();
    const bool group = static_cast<core::ObjectKind>(row.integer(0)) == core::ObjectKind::group;
    return std::optional(GroupMember{group ? GroupMember::Kind::group : GroupMember::Kind::person, row.text(1)});
}

base::Result<Members> SqlTargetMetaverse::told_members(const SourceAnchor& group) {
    const auto found = database_.read(
        "SELECT m.kind, m.id FROM anchors a CROSS JOIN target_members m ON m.target = $1 AND m.group_anchor = a.id "
        "WHERE a.anchor = $2",
        {target_, group.guid()});
    if (!found) return base::fail(found.error());
    Members members;
    members.reserve(found->rows.size());
    for (const Row& row : found->rows) members.push_back({static_cast<GroupMember::Kind>(row.integer(0)), row.text(1)});
    std::ranges::sort(members);
    return members;
}

base::Result<void> SqlTargetMetaverse::set_told_members(const SourceAnchor& group, const Members& members) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_anchor(connection, group);
        if (!id) return base::fail(id.error());
        const auto emptied =
            connection.query("DELETE FROM target_members WHERE target = $1 AND group_anchor = $2", {target_, *id});
        if (!emptied) return base::fail(emptied.error());
        return add_members(connection, target_, *id, members);
    });
}

base::Result<void> SqlTargetMetaverse::change_told_members(const SourceAnchor& group, const Members& added,
                                                           const Members& removed) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_anchor(connection, group);
        if (!id) return base::fail(id.error());
        for (const auto& member : removed) {
            const auto done = connection.query(
                "DELETE FROM target_members WHERE target = $1 AND group_anchor = $2 AND id = $3 AND kind = $4",
                {target_, *id, member.id, static_cast<std::int64_t>(member.kind)});
            if (!done) return base::fail(done.error());
        }
        return add_members(connection, target_, *id, added);
    });
}

base::Result<void> SqlTargetMetaverse::forget_member(const std::string& tenant_id) {
    return without_rows(
        database_.write("DELETE FROM target_members WHERE target = $1 AND id = $2", {target_, tenant_id}));
}

base::Result<void> SqlTargetMetaverse::count_removals(base::TimePoint at, std::int64_t removed) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto dropped = connection.query("DELETE FROM target_removals WHERE target = $1 AND at < $2",
                                              {target_, millis(at - kCountedRemovals)});
        if (!dropped) return base::fail(dropped.error());
        return without_rows(
            connection.query("INSERT INTO target_removals (target, at, removed) VALUES ($1, $2, $3) "
                             "ON CONFLICT (target, at) DO UPDATE SET removed = removed + $3",
                             {target_, millis(at), removed}));
    });
}

base::Result<std::int64_t> SqlTargetMetaverse::removals_since(base::TimePoint at) {
    const auto found = database_.read(
        "SELECT coalesce(sum(removed), 0) FROM target_removals WHERE target = $1 AND at >= $2", {target_, millis(at)});
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

}  // namespace tilbage::adapters::sql
