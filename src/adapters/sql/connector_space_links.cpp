// What ties staged objects to one another, and what must be looked at again.
#include "adapters/sql/connector_space.h"
#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

using core::DirectoryNumber;
using core::ObjectGuid;

using Objects = std::vector<ObjectGuid>;

base::Result<void> add_members(Connection& connection, DirectoryNumber directory, std::int64_t group,
                               const Objects& members) {
    for (const auto& member : members) {
        const auto id = number_of_object(connection, directory, member);
        if (!id) return base::fail(id.error());
        const auto done =
            connection.query("INSERT OR IGNORE INTO group_members (group_id, member_id) VALUES ($1, $2)", {group, *id});
        if (!done) return base::fail(done.error());
    }
    return {};
}

}  // namespace

base::Result<Objects> SqlConnectorSpace::members(DirectoryNumber directory, const ObjectGuid& group) {
    return read_guids(
        database_.read("SELECT m.guid FROM guids g CROSS JOIN group_members i ON i.group_id = g.id "
                       "CROSS JOIN guids m ON m.id = i.member_id WHERE g.directory = $1 AND g.guid = $2",
                       {std::int64_t{directory}, guid_value(group)}));
}

base::Result<void> SqlConnectorSpace::set_members(DirectoryNumber directory, const ObjectGuid& group,
                                                  const Objects& members) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_object(connection, directory, group);
        if (!id) return base::fail(id.error());
        const auto emptied = connection.query("DELETE FROM group_members WHERE group_id = $1", {*id});
        if (!emptied) return base::fail(emptied.error());
        return add_members(connection, directory, *id, members);
    });
}

base::Result<void> SqlConnectorSpace::change_members(DirectoryNumber directory, const ObjectGuid& group,
                                                     const Objects& added, const Objects& removed) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto id = number_of_object(connection, directory, group);
        if (!id) return base::fail(id.error());
        for (const auto& member : removed) {
            const auto done = connection.query(
                "DELETE FROM group_members WHERE group_id = $1 AND "
                "member_id = (SELECT id FROM guids WHERE directory = $2 AND guid = $3)",
                {*id, std::int64_t{directory}, guid_value(member)});
            if (!done) return base::fail(done.error());
        }
        return add_members(connection, directory, *id, added);
    });
}

base::Result<Objects> SqlConnectorSpace::groups_with(DirectoryNumber directory, const ObjectGuid& member) {
    return read_guids(
        database_.read("SELECT g.guid FROM guids m CROSS JOIN group_members i ON i.member_id = m.id "
                       "CROSS JOIN guids g ON g.id = i.group_id WHERE m.directory = $1 AND m.guid = $2",
                       {std::int64_t{directory}, guid_value(member)}));
}

base::Result<Objects> SqlConnectorSpace::managed_by(DirectoryNumber directory, const ObjectGuid& manager) {
    return read_guids(
        database_.read("SELECT g.guid FROM guids m CROSS JOIN staged_objects o ON o.manager = m.id "
                       "CROSS JOIN guids g ON g.id = o.id WHERE m.directory = $1 AND m.guid = $2",
                       {std::int64_t{directory}, guid_value(manager)}));
}

base::Result<void> SqlConnectorSpace::mark(DirectoryNumber directory, const Objects& objects) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const auto& guid : objects) {
            const auto id = number_of_object(connection, directory, guid);
            if (!id) return base::fail(id.error());
            const auto done = connection.query("INSERT OR IGNORE INTO marks (id) VALUES ($1)", {*id});
            if (!done) return base::fail(done.error());
        }
        return {};
    });
}

base::Result<void> SqlConnectorSpace::mark_all(DirectoryNumber directory) {
    return without_rows(database_.write(
        "INSERT OR IGNORE INTO marks (id) SELECT id FROM staged_objects WHERE directory = $1 AND kind IN (0, 1)",
        {std::int64_t{directory}}));
}

base::Result<Objects> SqlConnectorSpace::marked(DirectoryNumber directory, core::ObjectKind kind, std::size_t at_most) {
    return read_guids(database_.read(
        "SELECT g.guid FROM marks m CROSS JOIN guids g ON g.id = m.id LEFT JOIN staged_objects o ON o.id = m.id "
        "WHERE g.directory = $1 AND coalesce(o.kind, 0) = $2 ORDER BY m.id LIMIT $3",
        {std::int64_t{directory}, static_cast<std::int64_t>(kind), static_cast<std::int64_t>(at_most)}));
}

base::Result<void> SqlConnectorSpace::unmark(DirectoryNumber directory, const Objects& objects) {
    return database_.join([&](Connection& connection) -> base::Result<void> {
        for (const auto& guid : objects) {
            const auto done = connection.query(
                "DELETE FROM marks WHERE id = (SELECT id FROM guids WHERE directory = $1 AND guid = $2)",
                {std::int64_t{directory}, guid_value(guid)});
            if (!done) return base::fail(done.error());
        }
        return {};
    });
}

}  // namespace tilbage::adapters::sql
