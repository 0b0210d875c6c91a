#include "adapters/sql/metaverse.h"

#include "adapters/sql/metaverse_rows.h"
#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::MetaverseEntry;
using core::SourceAnchor;

using Entries = MetaverseEntries;

constexpr std::int64_t kChunk = 500;

// `from` names metaverse_entries e, and comes first: the others are looked up for each row of it.
std::string select_entries(std::string_view from, std::string_view rest) {
    return "SELECT a.anchor, e.kind, o.directory, o.guid, e.joined_own, e.disputed, t.tenant_id, e.attempts, "
           "e.next_attempt, e.removal_held, e.held_since, e.removal_allowed, e.digest, e.refusal, e.anchor, e.name "
           "FROM " +
           std::string(from) +
           " CROSS JOIN anchors a ON a.id = e.anchor LEFT JOIN guids o ON o.id = e.joined "
           "LEFT JOIN tenant_ids t ON t.id = e.tenant_id " +
           std::string(rest);
}

base::Result<Value> number_in_tenant(Connection& connection, const std::string& tenant_id) {
    if (tenant_id.empty()) return Value(Null{});
    const auto id = number_of_tenant_id(connection, tenant_id);
    if (!id) return base::fail(id.error());
    return Value(*id);
}

base::Result<void> write_entry(Connection& connection, const MetaverseEntry& entry) {
    const auto anchor = number_of_anchor(connection, entry.anchor);
    if (!anchor) return base::fail(anchor.error());
    auto joined = number_of_joined(connection, entry.joined);
    if (!joined) return base::fail(joined.error());
    auto tenant_id = number_in_tenant(connection, entry.exported.tenant_id);
    if (!tenant_id) return base::fail(tenant_id.error());
    const core::ExportState& exported = entry.exported;
    return without_rows(connection.query(
        "INSERT INTO metaverse_entries (anchor, kind, joined, joined_own, disputed, tenant_id, attempts, next_attempt, "
        "removal_held, held_since, removal_allowed, digest, refusal, name) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
        "ON CONFLICT (anchor) DO UPDATE SET kind = $2, joined = $3, joined_own = $4, disputed = $5, tenant_id = $6, "
        "attempts = $7, next_attempt = $8, removal_held = $9, held_since = $10, removal_allowed = $11, digest = $12, "
        "refusal = $13, name = $14",
        {*anchor, static_cast<std::int64_t>(entry.kind), std::move(*joined),
         std::int64_t{entry.joined && entry.joined->own}, std::int64_t{entry.disputed}, std::move(*tenant_id),
         std::int64_t{exported.attempts}, millis(exported.next_attempt), std::int64_t{exported.removal_held},
         millis(exported.held_since), std::int64_t{exported.removal_allowed}, blob(base::as_bytes(exported.digest)),
         text_or_null(exported.refusal), exported.name}));
}

}  // namespace

base::Result<std::optional<MetaverseEntry>> SqlMetaverse::find(const SourceAnchor& anchor) {
    static const std::string kSql =
        select_entries("anchors x CROSS JOIN metaverse_entries e ON e.anchor = x.id", "WHERE x.anchor = $1");
    return read_first(database_.read(kSql, {anchor.guid()}));
}

base::Result<std::optional<MetaverseEntry>> SqlMetaverse::find_by_object(core::DirectoryNumber directory,
                                                                         const core::ObjectGuid& guid) {
    static const std::string kSql = select_entries(
        "guids x CROSS JOIN anchor_claims c ON c.object = x.id CROSS JOIN metaverse_entries e ON e.anchor = c.anchor",
        "WHERE x.directory = $1 AND x.guid = $2");
    return read_first(database_.read(kSql, {std::int64_t{directory}, guid_value(guid)}));
}

base::Result<std::optional<MetaverseEntry>> SqlMetaverse::find_by_tenant_id(const std::string& tenant_id) {
    static const std::string kSql = select_entries("tenant_ids x CROSS JOIN metaverse_entries e ON e.tenant_id = x.id",
                                                   "WHERE x.tenant_id = $1 LIMIT 1");
    return read_first(database_.read(kSql, {tenant_id}));
}

base::Result<std::vector<core::AnchorClaim>> SqlMetaverse::claims(const SourceAnchor& anchor) {
    const auto found = database_.read(
        "SELECT o.directory, o.guid, c.own FROM anchors a CROSS JOIN anchor_claims c ON c.anchor = a.id "
        "CROSS JOIN guids o ON o.id = c.object WHERE a.anchor = $1 ORDER BY o.directory, o.guid",
        {anchor.guid()});
    if (!found) return base::fail(found.error());
    std::vector<core::AnchorClaim> claims;
    for (const Row& row : found->rows) {
        const auto guid = read_guid(row, 1);
        if (!guid) return base::fail(guid.error());
        claims.push_back({.directory = static_cast<int>(row.integer(0)), .guid = *guid, .own = row.integer(2) != 0});
    }
    return claims;
}

base::Result<bool> SqlMetaverse::was_claimed(const SourceAnchor& anchor) {
    const auto found = database_.read("SELECT 1 FROM anchors WHERE anchor = $1", {anchor.guid()});
    if (!found) return base::fail(found.error());
    return !found->rows.empty();
}

base::Result<void> SqlMetaverse::claim(const SourceAnchor& anchor, const core::AnchorClaim& claim) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto claimed = number_of_anchor(connection, anchor);
        if (!claimed) return base::fail(claimed.error());
        const auto object = number_of_object(connection, claim.directory, claim.guid);
        if (!object) return base::fail(object.error());
        return without_rows(
            connection.query("INSERT INTO anchor_claims (object, anchor, own) VALUES ($1, $2, $3) "
                             "ON CONFLICT (object) DO UPDATE SET anchor = $2, own = $3",
                             {*object, *claimed, std::int64_t{claim.own}}));
    });
}

base::Result<std::optional<SourceAnchor>> SqlMetaverse::release(core::DirectoryNumber directory,
                                                                const core::ObjectGuid& guid) {
    return database_.join([&](Connection& connection) -> base::Result<std::optional<SourceAnchor>> {
        const auto claimed = connection.query(
            "SELECT a.anchor, c.object FROM guids o CROSS JOIN anchor_claims c ON c.object = o.id "
            "CROSS JOIN anchors a ON a.id = c.anchor WHERE o.directory = $1 AND o.guid = $2",
            {std::int64_t{directory}, guid_value(guid)});
        if (!claimed) return base::fail(claimed.error());
        if (claimed->rows.empty()) return std::optional<SourceAnchor>();
        auto anchor = read_anchor(claimed->rows.front(), 0);
        if (!anchor) return base::fail(anchor.error());
        const auto released =
            connection.query("DELETE FROM anchor_claims WHERE object = $1", {claimed->rows.front().integer(1)});
        if (!released) return base::fail(released.error());
        return std::optional(std::move(*anchor));
    });
}

base::Result<void> SqlMetaverse::put(const MetaverseEntry& entry) {
    return database_.join([&](Connection& connection) { return write_entry(connection, entry); });
}

base::Result<void> SqlMetaverse::remove(const SourceAnchor& anchor) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM told_members WHERE group_anchor = (SELECT id FROM anchors WHERE anchor = $1)",
              "DELETE FROM metaverse_entries WHERE anchor = (SELECT id FROM anchors WHERE anchor = $1)"})
            if (auto done = connection.query(sql, {anchor.guid()}); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<void> SqlMetaverse::each(const std::function<base::Result<void>(const MetaverseEntry&)>& visit) {
    static const std::string kSql =
        select_entries("metaverse_entries e", "WHERE e.anchor > $1 ORDER BY e.anchor LIMIT $2");
    for (std::int64_t after = 0;;) {
        const auto found = database_.read(kSql, {after, kChunk});
        const auto entries = read_entries(found);
        if (!entries) return base::fail(entries.error());
        for (const auto& entry : *entries)
            if (auto visited = visit(entry); !visited) return visited;
        if (entries->size() < static_cast<std::size_t>(kChunk)) return {};
        after = found->rows.back().integer(14);
    }
}

base::Result<Entries> SqlMetaverse::refused(std::size_t at_most) {
    static const std::string kSql = select_entries("metaverse_entries e INDEXED BY metaverse_refused",
                                                   "WHERE e.refusal IS NOT NULL ORDER BY e.anchor LIMIT $1");
    return read_entries(database_.read(kSql, {static_cast<std::int64_t>(at_most)}));
}

base::Result<Entries> SqlMetaverse::due(core::ObjectKind kind, base::TimePoint now, const SourceAnchor& after,
                                        std::size_t at_most) {
    static const std::string kSql =
        select_entries("metaverse_entries e INDEXED BY metaverse_due",
                       "WHERE e.kind = $1 AND e.next_attempt IS NOT NULL AND e.next_attempt <= $2 AND "
                       "e.anchor > coalesce((SELECT id FROM anchors WHERE anchor = $3), 0) ORDER BY e.anchor LIMIT $4");
    return read_entries(database_.read(
        kSql, {static_cast<std::int64_t>(kind), millis(now), place_of(after), static_cast<std::int64_t>(at_most)}));
}

base::Result<Entries> SqlMetaverse::removals(const SourceAnchor& after, std::size_t at_most) {
    static const std::string kSql =
        select_entries("metaverse_entries e INDEXED BY metaverse_removals",
                       "WHERE e.joined IS NULL AND e.disputed = 0 AND e.tenant_id IS NOT NULL AND "
                       "e.anchor > coalesce((SELECT id FROM anchors WHERE anchor = $1), 0) ORDER BY e.anchor LIMIT $2");
    return read_entries(database_.read(kSql, {place_of(after), static_cast<std::int64_t>(at_most)}));
}

base::Result<Entries> SqlMetaverse::held(std::size_t at_most) {
    static const std::string kSql = select_entries("metaverse_entries e INDEXED BY metaverse_held",
                                                   "WHERE e.removal_held = 1 ORDER BY e.anchor LIMIT $1");
    return read_entries(database_.read(kSql, {static_cast<std::int64_t>(at_most)}));
}

base::Result<Entries> SqlMetaverse::disputed(std::size_t at_most) {
    static const std::string kSql = select_entries("metaverse_entries e INDEXED BY metaverse_disputed",
                                                   "WHERE e.disputed = 1 ORDER BY e.anchor LIMIT $1");
    return read_entries(database_.read(kSql, {static_cast<std::int64_t>(at_most)}));
}

}  // namespace tilbage::adapters::sql
