#include "adapters/sql/deleted_people.h"

#include "adapters/sql/person_json.h"
#include "adapters/sql/person_rows.h"
#include "adapters/sql/person_store.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

const std::string kPerson = "SELECT " + person_columns() + ", created_at FROM people WHERE tenant_id = $1 AND id = $2";

core::DeletedPerson read_deleted(const Row& row) {
    return {.person = person_from_json(row.text(0)), .created_at = row.time(1), .deleted_at = row.time(2)};
}

}  // namespace

base::Result<bool> SqlDeletedPeople::remove_person(const core::TenantId& tenant, const core::PersonId& id,
                                                   base::TimePoint now) {
    return database_.join([&](Connection& connection) -> base::Result<bool> {
        auto found = connection.query(kPerson, {tenant.str(), id.str()});
        if (!found) return base::fail(found.error());
        if (found->rows.empty()) return false;
        const Row& row = found->rows.front();
        const auto person = read_person(row);
        auto kept = connection.query(
            "INSERT INTO deleted_people (id, tenant_id, anchor, display_name_folded, person, created_at, deleted_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            {id.str(), tenant.str(), person.anchor.str().empty() ? Value(Null{}) : Value(person.anchor.str()),
             base::fold_case(person.display_name), person_to_json(person), row.integer(kPersonColumns), millis(now)});
        if (!kept) return base::fail(kept.error());
        return SqlPersonStore(database_).remove(tenant, id);
    });
}

base::Result<std::optional<core::DeletedPerson>> SqlDeletedPeople::find(const core::TenantId& tenant,
                                                                        const core::PersonId& id) {
    auto found =
        database_.read("SELECT person, created_at, deleted_at FROM deleted_people WHERE tenant_id = $1 AND id = $2",
                       {tenant.str(), id.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_deleted(found->rows.front());
}

base::Result<std::vector<core::DeletedPerson>> SqlDeletedPeople::list(const core::TenantId& tenant,
                                                                      const std::optional<core::DeletedPosition>& after,
                                                                      int count) {
    const auto from = after.value_or(core::DeletedPosition{});
    auto found = database_.read(
        "SELECT person, created_at, deleted_at FROM deleted_people WHERE tenant_id = $1 AND "
        "(display_name_folded, id) > ($2, $3) ORDER BY display_name_folded, id LIMIT $4",
        {tenant.str(), from.folded_name, from.id, std::int64_t{count}});
    if (!found) return base::fail(found.error());
    std::vector<core::DeletedPerson> people;
    for (const Row& row : found->rows) people.push_back(read_deleted(row));
    return people;
}

base::Result<std::int64_t> SqlDeletedPeople::count(const core::TenantId& tenant) {
    auto found = database_.read("SELECT count(*) FROM deleted_people WHERE tenant_id = $1", {tenant.str()});
    if (!found) return base::fail(found.error());
    return found->rows.front().integer(0);
}

base::Result<bool> SqlDeletedPeople::forget(const core::TenantId& tenant, const core::PersonId& id) {
    auto done =
        database_.write("DELETE FROM deleted_people WHERE tenant_id = $1 AND id = $2", {tenant.str(), id.str()});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<std::int64_t> SqlDeletedPeople::purge(base::TimePoint deleted_before) {
    auto done = database_.write("DELETE FROM deleted_people WHERE deleted_at < $1", {millis(deleted_before)});
    if (!done) return base::fail(done.error());
    return done->affected;
}

}  // namespace tilbage::adapters::sql
