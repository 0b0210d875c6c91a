#include "adapters/sql/person_store.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "adapters/sql/person_rows.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

const std::string kSelect = "SELECT " + person_columns() + " FROM people WHERE tenant_id = $1 AND ";

const std::string kById = kSelect + "id = $2";
const std::string kByAnchor = kSelect + "anchor = $2";
const std::string kByUserName = kSelect + "user_name_folded = $2";
const std::string kByAddress = kSelect + "user_name_folded = $2 UNION " + kSelect + "work_mail_folded = $2 LIMIT 2";
const std::string kByDownLevelName = kSelect + "sam_folded = $2 AND netbios_folded = $3 LIMIT 2";
const std::string kByAccountName = kSelect + "sam_folded = $2 LIMIT 2";
const std::string kByMail = kSelect +
                            "(work_mail_folded = $2 OR EXISTS (SELECT 1 FROM json_each(alternate_mails) "
                            "WHERE fold_case(value) = $2)) ORDER BY id";
const std::string kPage =
    "SELECT " + person_columns() + " FROM people WHERE tenant_id = $1 ORDER BY id LIMIT $2 OFFSET $3";

// The id's owner must be of the same tenant, so that no tenant can take another's person over.
constexpr std::string_view kPut =
    "INSERT INTO people (id, tenant_id, anchor, user_name, user_name_folded, user_name_suffix, sam_account_name, "
    "sam_folded, netbios_domain, netbios_folded, domain, domain_folded, display_name, work_mail, work_mail_folded, "
    "alternate_mails, preferred_language, active, created_at, changed_at, display_name_folded) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19, $20) "
    "ON CONFLICT (id) DO UPDATE SET anchor = $3, user_name = $4, user_name_folded = $5, user_name_suffix = $6, "
    "sam_account_name = $7, sam_folded = $8, netbios_domain = $9, netbios_folded = $10, domain = $11, "
    "domain_folded = $12, display_name = $13, work_mail = $14, work_mail_folded = $15, alternate_mails = $16, "
    "preferred_language = $17, active = $18, changed_at = $19, display_name_folded = $20 WHERE tenant_id = $2";

std::string mails_to_json(const std::vector<std::string>& mails) {
    return boost::json::serialize(boost::json::array(mails.begin(), mails.end()));
}

std::string suffix_of(const std::string& folded_user_name) {
    const auto at = folded_user_name.rfind('@');
    return at == std::string::npos ? std::string() : folded_user_name.substr(at + 1);
}

std::vector<Value> parameters_of(const core::Person& person, base::TimePoint now) {
    const std::string user_name = base::fold_case(person.user_name);
    return {person.id.str(),
            person.tenant_id.str(),
            person.anchor.str(),
            person.user_name,
            user_name,
            suffix_of(user_name),
            person.sam_account_name,
            base::fold_case(person.sam_account_name),
            person.netbios_domain,
            base::fold_case(person.netbios_domain),
            person.domain,
            base::fold_case(person.domain),
            person.display_name,
            person.work_mail,
            base::fold_case(person.work_mail),
            mails_to_json(person.alternate_mails),
            person.preferred_language,
            std::int64_t{person.active ? 1 : 0},
            millis(now),
            base::fold_case(person.display_name)};
}

}  // namespace

base::Result<std::optional<core::Person>> SqlPersonStore::only_one(std::string_view sql,
                                                                   const std::vector<Value>& parameters) {
    auto found = database_.read(sql, parameters);
    if (!found) return base::fail(found.error());
    if (found->rows.size() != 1) return std::nullopt;
    return read_person(found->rows.front());
}

base::Result<std::vector<core::Person>> SqlPersonStore::all_of(std::string_view sql,
                                                               const std::vector<Value>& parameters) {
    auto found = database_.read(sql, parameters);
    if (!found) return base::fail(found.error());
    std::vector<core::Person> people;
    for (const Row& row : found->rows) people.push_back(read_person(row));
    return people;
}

base::Result<std::optional<core::Person>> SqlPersonStore::find_by_user_id(const core::TenantId& tenant,
                                                                          const core::UserId& user_id) {
    if (user_id.name.empty()) return std::nullopt;
    switch (user_id.form) {
        case core::UserId::Form::address:
            return only_one(kByAddress, {tenant.str(), user_id.name});
        case core::UserId::Form::down_level:
            return only_one(kByDownLevelName, {tenant.str(), user_id.name, user_id.domain});
        case core::UserId::Form::bare:
            return only_one(kByAccountName, {tenant.str(), user_id.name});
    }
    return std::nullopt;
}

base::Result<std::optional<core::Person>> SqlPersonStore::find(const core::TenantId& tenant, const core::PersonId& id) {
    return only_one(kById, {tenant.str(), id.str()});
}

base::Result<std::optional<core::Person>> SqlPersonStore::find_by_anchor(const core::TenantId& tenant,
                                                                         const core::SourceAnchor& anchor) {
    return only_one(kByAnchor, {tenant.str(), anchor.str()});
}

base::Result<std::optional<core::Person>> SqlPersonStore::find_by_user_name(const core::TenantId& tenant,
                                                                            const std::string& user_name) {
    return only_one(kByUserName, {tenant.str(), base::fold_case(user_name)});
}

base::Result<std::vector<core::Person>> SqlPersonStore::find_by_external_id(const core::TenantId& tenant,
                                                                            const std::string& external_id) {
    return all_of(kByAnchor, {tenant.str(), external_id});
}

base::Result<std::vector<core::Person>> SqlPersonStore::find_by_mail(const core::TenantId& tenant,
                                                                     const std::string& address) {
    return all_of(kByMail, {tenant.str(), base::fold_case(address)});
}

base::Result<core::PersonPage> SqlPersonStore::list(const core::TenantId& tenant, std::int64_t start,
                                                    std::int64_t count) {
    return database_.read([&](Connection& connection) -> base::Result<core::PersonPage> {
        auto total = connection.query("SELECT count(*) FROM people WHERE tenant_id = $1", {tenant.str()});
        if (!total) return base::fail(total.error());
        core::PersonPage page{.people = {}, .total = total->rows.front().integer(0)};
        const std::int64_t offset = start > 1 ? start - 1 : 0;
        auto rows = connection.query(kPage, {tenant.str(), count > 0 ? count : std::int64_t{0}, offset});
        if (!rows) return base::fail(rows.error());
        for (const Row& row : rows->rows) page.people.push_back(read_person(row));
        return page;
    });
}

base::Result<void> SqlPersonStore::put(const core::Person& person, base::TimePoint now) {
    auto done = database_.write(kPut, parameters_of(person, now));
    if (!done) return base::fail(done.error());
    if (done->affected != 1) return base::fail(base::ErrorCode::conflict, "the id is a person's of another tenant");
    return {};
}

base::Result<bool> SqlPersonStore::remove(const core::TenantId& tenant, const core::PersonId& id) {
    auto done = database_.write("DELETE FROM people WHERE tenant_id = $1 AND id = $2", {tenant.str(), id.str()});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

}  // namespace tilbage::adapters::sql
