#include "adapters/sql/connector_space.h"

#include "adapters/sql/staged_attributes.h"
#include "adapters/sql/sync_rows.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

using core::DirectoryNumber;
using core::ObjectGuid;
using core::ObjectKind;
using core::StagedObject;

constexpr std::int64_t kChunk = 500;

std::int64_t number(ObjectKind kind) { return static_cast<std::int64_t>(kind); }

// Columns 0 to 4: guid, parent's guid, kind, rdn, attributes.
base::Result<StagedObject> read_object(const Row& row) {
    auto guid = read_guid(row, 0);
    if (!guid) return base::fail(guid.error());
    auto parent = read_guid(row, 1);
    if (!parent) return base::fail(parent.error());
    auto attributes = decode_staged_attributes(row.bytes(4));
    if (!attributes) return base::fail(attributes.error());
    return StagedObject{.guid = *guid,
                        .parent = *parent,
                        .rdn = row.text(3),
                        .kind = static_cast<ObjectKind>(row.integer(2)),
                        .attributes = std::move(*attributes)};
}

// To find it by in any case. Text that is not UTF-8 cannot be asked for.
Value folded(const StagedObject& object, std::string_view attribute) {
    std::string text = base::fold_case(object.text(attribute));
    return text.empty() ? Value(Null{}) : Value(std::move(text));
}

base::Result<Value> manager_of(Connection& connection, DirectoryNumber directory, const StagedObject& object) {
    if (object.kind != ObjectKind::person) return Value(Null{});
    const auto guid = ObjectGuid::from(base::as_bytes(object.text("manager")));
    if (!guid) return Value(Null{});
    const auto id = number_of_object(connection, directory, *guid);
    if (!id) return base::fail(id.error());
    return Value(*id);
}

base::Result<void> write_object(Connection& connection, DirectoryNumber directory, const StagedObject& object,
                                std::int64_t generation) {
    const auto id = number_of_object(connection, directory, object.guid);
    if (!id) return base::fail(id.error());
    const auto parent = number_of_object(connection, directory, object.parent);
    if (!parent) return base::fail(parent.error());
    auto manager = manager_of(connection, directory, object);
    if (!manager) return base::fail(manager.error());
    const std::vector<Value> row{*id,
                                 std::int64_t{directory},
                                 number(object.kind),
                                 *parent,
                                 generation,
                                 std::move(*manager),
                                 folded(object, "sAMAccountName"),
                                 folded(object, "userPrincipalName"),
                                 folded(object, "mail"),
                                 object.rdn,
                                 encode_staged_attributes(object.attributes)};
    // SQLite writes an index anew whenever one of its columns is set, be it to the same.
    const auto in_place = connection.query(
        "UPDATE staged_objects SET generation = $5, account_folded = $7, upn_folded = $8, mail_folded = $9, rdn = $10, "
        "attributes = $11 WHERE id = $1 AND directory = $2 AND kind = $3 AND parent = $4 AND manager IS $6",
        row);
    if (!in_place) return base::fail(in_place.error());
    if (in_place->affected > 0) return {};
    return without_rows(connection.query(
        "INSERT OR REPLACE INTO staged_objects (id, directory, kind, parent, generation, manager, account_folded, "
        "upn_folded, mail_folded, rdn, attributes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row));
}

}  // namespace

base::Result<core::ImportPosition> SqlConnectorSpace::position(DirectoryNumber directory) {
    const auto found = database_.read(
        "SELECT domain, invocation_id, cookie, usn, generation, whole, full_at FROM import_positions "
        "WHERE directory = $1",
        {std::int64_t{directory}});
    if (!found) return base::fail(found.error());
    core::ImportPosition position;
    if (found->rows.empty()) return position;
    const Row& row = found->rows.front();
    position.domain = row.text(0);
    position.invocation_id = row.text(1);
    position.cookie = base::as_text(row.bytes(2));
    position.usn = row.integer(3);
    position.generation = row.integer(4);
    position.whole = row.integer(5) != 0;
    if (!row.is_null(6)) position.full_at = row.time(6);
    return position;
}

base::Result<void> SqlConnectorSpace::set_position(DirectoryNumber directory, const core::ImportPosition& position) {
    return without_rows(database_.write(
        "INSERT OR REPLACE INTO import_positions (directory, domain, invocation_id, cookie, usn, generation, whole, "
        "full_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {std::int64_t{directory}, position.domain, position.invocation_id, blob(base::as_bytes(position.cookie)),
         position.usn, position.generation, std::int64_t{position.whole}, millis(position.full_at)}));
}

base::Result<void> SqlConnectorSpace::clear(DirectoryNumber directory) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM marks WHERE id IN (SELECT id FROM guids WHERE directory = $1)",
              "DELETE FROM group_members WHERE group_id IN (SELECT id FROM guids WHERE directory = $1)",
              "DELETE FROM staged_objects WHERE directory = $1"})
            if (auto done = connection.query(sql, {std::int64_t{directory}}); !done) return base::fail(done.error());
        return {};
    });
}

base::Result<core::SpaceCounts> SqlConnectorSpace::counts(DirectoryNumber directory) {
    const auto found = database_.read("SELECT kind, count(*) FROM staged_objects WHERE directory = $1 GROUP BY kind",
                                      {std::int64_t{directory}});
    if (!found) return base::fail(found.error());
    core::SpaceCounts counts;
    for (const Row& row : found->rows) {
        switch (static_cast<ObjectKind>(row.integer(0))) {
            case ObjectKind::person:
                counts.people = row.integer(1);
                break;
            case ObjectKind::group:
                counts.groups = row.integer(1);
                break;
            case ObjectKind::unit:
                counts.units = row.integer(1);
                break;
        }
    }
    return counts;
}

base::Result<std::optional<StagedObject>> SqlConnectorSpace::find(DirectoryNumber directory, const ObjectGuid& guid) {
    const auto found = database_.read(
        "SELECT g.guid, p.guid, o.kind, o.rdn, o.attributes FROM guids g CROSS JOIN staged_objects o ON o.id = g.id "
        "CROSS JOIN guids p ON p.id = o.parent WHERE g.directory = $1 AND g.guid = $2",
        {std::int64_t{directory}, guid_value(guid)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::optional<StagedObject>();
    auto object = read_object(found->rows.front());
    if (!object) return base::fail(object.error());
    return std::optional(std::move(*object));
}

base::Result<void> SqlConnectorSpace::put(DirectoryNumber directory, const StagedObject& object,
                                          std::int64_t generation) {
    return database_.join(
        [&](Connection& connection) { return write_object(connection, directory, object, generation); });
}

base::Result<bool> SqlConnectorSpace::remove(DirectoryNumber directory, const ObjectGuid& guid) {
    return database_.join([&](Connection& connection) -> base::Result<bool> {
        const auto id = number_of_object(connection, directory, guid);
        if (!id) return base::fail(id.error());
        auto done = connection.query("DELETE FROM group_members WHERE group_id = $1 OR member_id = $1", {*id});
        if (done) done = connection.query("DELETE FROM staged_objects WHERE id = $1", {*id});
        if (!done) return base::fail(done.error());
        return done->affected > 0;
    });
}

base::Result<std::vector<ObjectGuid>> SqlConnectorSpace::children(DirectoryNumber directory, const ObjectGuid& parent) {
    return read_guids(database_.read(
        "SELECT c.guid FROM guids p CROSS JOIN staged_objects o ON o.parent = p.id CROSS JOIN guids c ON c.id = o.id "
        "WHERE p.directory = $1 AND p.guid = $2",
        {std::int64_t{directory}, guid_value(parent)}));
}

base::Result<void> SqlConnectorSpace::each(DirectoryNumber directory, ObjectKind kind,
                                           const std::function<base::Result<void>(const StagedObject&)>& visit) {
    for (std::int64_t after = 0;;) {
        // By the index of kinds, which has ids in order.
        const auto found = database_.read(
            "SELECT g.guid, p.guid, o.kind, o.rdn, o.attributes, o.id "
            "FROM staged_objects o INDEXED BY staged_objects_by_kind CROSS JOIN guids g ON g.id = o.id "
            "CROSS JOIN guids p ON p.id = o.parent "
            "WHERE o.directory = $1 AND o.kind = $2 AND o.id > $3 ORDER BY o.id LIMIT $4",
            {std::int64_t{directory}, number(kind), after, kChunk});
        if (!found) return base::fail(found.error());
        for (const Row& row : found->rows) {
            const auto object = read_object(row);
            if (!object) return base::fail(object.error());
            if (auto visited = visit(*object); !visited) return visited;
            after = row.integer(5);
        }
        if (found->rows.size() < static_cast<std::size_t>(kChunk)) return {};
    }
}

base::Result<std::vector<ObjectGuid>> SqlConnectorSpace::not_of_generation(DirectoryNumber directory,
                                                                           std::int64_t generation) {
    return read_guids(
        database_.read("SELECT g.guid FROM staged_objects o CROSS JOIN guids g ON g.id = o.id "
                       "WHERE o.directory = $1 AND o.generation <> $2",
                       {std::int64_t{directory}, generation}));
}

base::Result<std::vector<ObjectGuid>> SqlConnectorSpace::find_by_text(DirectoryNumber directory,
                                                                      const std::string& text) {
    return read_guids(
        database_.read("SELECT guid FROM guids WHERE id IN (SELECT id FROM staged_objects WHERE directory = $1 AND "
                       "(account_folded = $2 OR upn_folded = $2 OR mail_folded = $2))",
                       {std::int64_t{directory}, base::fold_case(text)}));
}

}  // namespace tilbage::adapters::sql
