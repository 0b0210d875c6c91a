#include "adapters/sql/sync_rows.h"

namespace tilbage::adapters::sql {
namespace {

base::Result<std::int64_t> number(Connection& connection, const char* find, const char* add,
                                  const std::vector<Value>& parameters) {
    auto known = connection.query(find, parameters);
    if (known && known->rows.empty()) known = connection.query(add, parameters);
    if (!known) return base::fail(known.error());
    return known->rows.front().integer(0);
}

}  // namespace

base::Result<core::ObjectGuid> read_guid(const Row& row, std::size_t column) {
    const auto guid = core::ObjectGuid::from(row.bytes(column));
    if (!guid) return base::fail(base::ErrorCode::corrupt, "sync.db: a GUID is not 16 bytes long");
    return *guid;
}

base::Result<std::vector<core::ObjectGuid>> read_guids(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    std::vector<core::ObjectGuid> guids;
    guids.reserve(found->rows.size());
    for (const Row& row : found->rows) {
        const auto guid = read_guid(row, 0);
        if (!guid) return base::fail(guid.error());
        guids.push_back(*guid);
    }
    return guids;
}

base::Result<std::int64_t> number_of_object(Connection& connection, core::DirectoryNumber directory,
                                            const core::ObjectGuid& guid) {
    return number(connection, "SELECT id FROM guids WHERE directory = $1 AND guid = $2",
                  "INSERT INTO guids (directory, guid) VALUES ($1, $2) RETURNING id",
                  {std::int64_t{directory}, guid_value(guid)});
}

base::Result<std::int64_t> number_of_anchor(Connection& connection, const core::SourceAnchor& anchor) {
    return number(connection, "SELECT id FROM anchors WHERE anchor = $1",
                  "INSERT INTO anchors (anchor) VALUES ($1) RETURNING id", {anchor.guid()});
}

base::Result<std::int64_t> number_of_tenant_id(Connection& connection, const std::string& tenant_id) {
    return number(connection, "SELECT id FROM tenant_ids WHERE tenant_id = $1",
                  "INSERT INTO tenant_ids (tenant_id) VALUES ($1) RETURNING id", {tenant_id});
}

}  // namespace tilbage::adapters::sql
