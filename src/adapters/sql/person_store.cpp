#include "adapters/sql/person_store.h"

#include <set>

#include "adapters/sql/person_json.h"
#include "adapters/sql/person_rows.h"
#include "base/unicode.h"
#include "core/identity/proxy_address.h"

namespace tilbage::adapters::sql {
namespace {

const std::string kSelect = "SELECT " + person_columns() + " FROM people WHERE tenant_id = $1 AND ";

const std::string kById = kSelect + "id = $2";
const std::string kByAnchor = kSelect + "anchor = $2";
const std::string kByUserName = kSelect + "user_name_folded = $2";
const std::string kByAddress = kSelect + "user_name_folded = $2 UNION " + kSelect + "work_mail_folded = $2 LIMIT 2";
const std::string kByDownLevelName = kSelect + "sam_folded = $2 AND netbios_folded = $3 LIMIT 2";
const std::string kByAccountName = kSelect + "sam_folded = $2 LIMIT 2";
const std::string kByExternalId = kSelect + "anchor = $2 UNION ALL " + kSelect + "external_id = $2";
// Both halves by their index: with OR between them all of the tenant's people were read.
const std::string kByMail = kSelect +
                            "id IN (SELECT id FROM people WHERE tenant_id = $1 AND work_mail_folded = $2 UNION "
                            "SELECT person_id FROM people_addresses WHERE tenant_id = $1 AND kind = 'mail' AND "
                            "address_folded = $2) ORDER BY id";
const std::string kPage =
    "SELECT " + person_columns() + " FROM people WHERE tenant_id = $1 ORDER BY id LIMIT $2 OFFSET $3";

constexpr std::string_view kInsert =
    "INSERT INTO people (id, tenant_id, anchor, external_id, user_name, user_name_folded, user_name_suffix, "
    "sam_account_name, sam_folded, netbios_domain, netbios_folded, domain, domain_folded, display_name, "
    "display_name_folded, work_mail, work_mail_folded, alternate_mails, preferred_language, active, manager_id, "
    "profile, on_premises, provisioning_errors, created_at, changed_at, password_expires_at) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7, $8, $9, "
    "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $25, $26)";
constexpr std::string_view kUpdate =
    "UPDATE people SET anchor = $3, external_id = $4, user_name = $5, user_name_folded = $6, user_name_suffix = $7, "
    "sam_account_name = $8, sam_folded = $9, netbios_domain = $10, netbios_folded = $11, domain = $12, "
    "domain_folded = $13, display_name = $14, display_name_folded = $15, work_mail = $16, work_mail_folded = $17, "
    "alternate_mails = $18, preferred_language = $19, active = $20, manager_id = $21, profile = $22, "
    "on_premises = $23, provisioning_errors = $24, changed_at = $25, password_expires_at = $26 WHERE id = $1 AND "
    "tenant_id = $2";

Value text_or_null(const std::string& text) { return text.empty() ? Value(Null{}) : Value(text); }

std::string suffix_of(const std::string& folded_user_name) {
    const auto at = folded_user_name.rfind('@');
    return at == std::string::npos ? std::string() : folded_user_name.substr(at + 1);
}

std::vector<Value> parameters_of(const core::Person& person, base::TimePoint now) {
    std::string user_name = base::fold_case(person.user_name);
    std::string suffix = suffix_of(user_name);
    return {person.id.str(),
            person.tenant_id.str(),
            text_or_null(person.anchor.str()),
            text_or_null(person.external_id),
            person.user_name,
            std::move(user_name),
            std::move(suffix),
            person.sam_account_name,
            base::fold_case(person.sam_account_name),
            person.netbios_domain,
            base::fold_case(person.netbios_domain),
            person.domain,
            base::fold_case(person.domain),
            person.display_name,
            base::fold_case(person.display_name),
            person.work_mail,
            base::fold_case(person.work_mail),
            texts_to_json(person.alternate_mails),
            person.preferred_language,
            std::int64_t{person.active ? 1 : 0},
            person.manager ? person.manager->str() : std::string(),
            profile_to_json(person.profile),
            facts_to_json(person.on_premises),
            errors_to_json(person.provisioning_errors),
            millis(now),
            millis(person.on_premises.password_expires_at)};
}

// What was written beside a person's row, so that only what changes is written again.
struct Beside {
    std::vector<std::string> proxies;
    std::vector<std::string> mails;
    std::vector<core::ProvisioningError> errors;
};

using Addresses = std::set<std::pair<std::string, std::string>>;  // kind, folded address

Addresses addresses_of(const Beside& beside) {
    Addresses addresses;
    for (const auto& proxy : beside.proxies) addresses.emplace("proxy", base::fold_case(core::address_of(proxy)));
    for (const auto& mail : beside.mails) addresses.emplace("mail", base::fold_case(mail));
    return addresses;
}

base::Result<void> write_addresses(Connection& connection, const core::Person& person, const Beside& before,
                                   const Beside& after) {
    if (before.proxies == after.proxies && before.mails == after.mails) return {};
    const auto had = addresses_of(before);
    const auto has = addresses_of(after);
    for (const auto& address : had) {
        if (has.contains(address)) continue;
        auto gone = connection.query(
            "DELETE FROM people_addresses WHERE tenant_id = $1 AND kind = $2 AND address_folded = $3 AND person_id = "
            "$4",
            {person.tenant_id.str(), address.first, address.second, person.id.str()});
        if (!gone) return base::fail(gone.error());
    }
    for (const auto& address : has) {
        if (had.contains(address)) continue;
        auto added = connection.query(
            "INSERT INTO people_addresses (tenant_id, kind, address_folded, person_id) VALUES ($1, $2, $3, $4)",
            {person.tenant_id.str(), address.first, address.second, person.id.str()});
        if (!added) return base::fail(added.error());
    }
    return {};
}

base::Result<void> write_errors(Connection& connection, const core::Person& person, const Beside& before) {
    if (before.errors == person.provisioning_errors) return {};
    auto cleared = connection.query("DELETE FROM people_waiting WHERE person_id = $1", {person.id.str()});
    if (!cleared) return base::fail(cleared.error());
    for (const auto& error : person.provisioning_errors) {
        auto added = connection.query(
            "INSERT INTO people_waiting (tenant_id, property, value_folded, occurred_at, person_id, value, "
            "colliding_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            {person.tenant_id.str(), std::string(property_name(error.property)),
             base::fold_case(core::address_of(error.value)), millis(error.occurred_at), person.id.str(), error.value,
             error.colliding_id});
        if (!added) return base::fail(added.error());
    }
    return {};
}

// Empty: there is no such person.
base::Result<std::optional<Beside>> read_beside(Connection& connection, const core::TenantId& tenant,
                                                const core::PersonId& id) {
    auto found = connection.query(
        "SELECT on_premises, alternate_mails, provisioning_errors, tenant_id FROM people WHERE id = $1", {id.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    const Row& row = found->rows.front();
    if (row.text(3) != tenant.str())
        return base::fail(base::ErrorCode::conflict, "the id is a person's of another tenant");
    return Beside{.proxies = facts_from_json(row.text(0)).proxy_addresses,
                  .mails = texts_from_json(row.text(1)),
                  .errors = errors_from_json(row.text(2))};
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
    return all_of(kByExternalId, {tenant.str(), external_id});
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
    return database_.join([&](Connection& connection) -> base::Result<void> {
        const auto before = read_beside(connection, person.tenant_id, person.id);
        if (!before) return base::fail(before.error());
        auto done = connection.query(*before ? kUpdate : kInsert, parameters_of(person, now));
        if (!done) return base::fail(done.error());
        const auto was = before->value_or(Beside{});
        const Beside is{.proxies = person.on_premises.proxy_addresses, .mails = person.alternate_mails, .errors = {}};
        if (auto written = write_addresses(connection, person, was, is); !written) return written;
        return write_errors(connection, person, was);
    });
}

base::Result<bool> SqlPersonStore::remove(const core::TenantId& tenant, const core::PersonId& id) {
    return database_.join([&](Connection& connection) -> base::Result<bool> {
        const auto before = read_beside(connection, tenant, id);
        if (!before) {
            if (before.error().code == base::ErrorCode::conflict) return false;
            return base::fail(before.error());
        }
        if (!*before) return false;
        core::Person person;
        person.id = id;
        person.tenant_id = tenant;
        if (auto gone = write_addresses(connection, person, **before, {}); !gone) return base::fail(gone.error());
        auto done = connection.query("DELETE FROM people WHERE id = $1", {id.str()});
        if (!done) return base::fail(done.error());
        return done->affected == 1;
    });
}

}  // namespace tilbage::adapters::sql
