#include "adapters/sql/application_store.h"

#include "adapters/sql/administrator_rows.h"
#include "adapters/sql/statement_result.h"
#include "adapters/sql/text_list.h"

namespace tilbage::adapters::sql {
namespace {

using core::Application;
using core::ApplicationAccess;
using core::ApplicationSecret;

constexpr std::string_view kColumns =
    "id, tenant_id, display_name, is_public, redirect_uris, sign_out_uris, access, group_ids, tells_groups, "
    "created_at, version";

std::string to_text(ApplicationAccess access) {
    return access == ApplicationAccess::everyone ? "everyone" : "selected_groups";
}

std::string group_list(const std::vector<core::GroupId>& groups) {
    std::vector<std::string> texts;
    texts.reserve(groups.size());
    for (const auto& group : groups) texts.push_back(group.str());
    return text_list(texts);
}

Application read_application(const Row& row) {
    Application application;
    application.id = core::ApplicationId(row.text(0));
    application.tenant_id = core::TenantId(row.text(1));
    application.display_name = row.text(2);
    application.is_public = row.integer(3) != 0;
    application.redirect_uris = read_text_list(row.text(4));
    application.sign_out_uris = read_text_list(row.text(5));
    // The table's CHECK allows no third word.
    application.access = row.text(6) == "everyone" ? ApplicationAccess::everyone : ApplicationAccess::selected_groups;
    for (auto& group : read_text_list(row.text(7))) application.groups.emplace_back(std::move(group));
    application.tells_groups = row.integer(8) != 0;
    application.created_at = row.time(9);
    application.version = row.integer(10);
    return application;
}

ApplicationSecret read_secret(const Row& row) {
    ApplicationSecret secret;
    secret.id = row.text(0);
    secret.application = core::ApplicationId(row.text(1));
    secret.name = row.text(2);
    secret.hint = row.text(3);
    secret.digest = to_digest(row.bytes(4));
    secret.created_at = row.time(5);
    secret.expires_at = row.time(6);
    return secret;
}

}  // namespace

base::Result<void> SqlApplicationStore::add(const Application& one) {
    return without_rows(database_.write(
        "INSERT INTO applications (id, tenant_id, display_name, is_public, redirect_uris, sign_out_uris, access, "
        "group_ids, tells_groups, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {one.id.str(), one.tenant_id.str(), one.display_name, std::int64_t{one.is_public}, text_list(one.redirect_uris),
         text_list(one.sign_out_uris), to_text(one.access), group_list(one.groups), std::int64_t{one.tells_groups},
         millis(one.created_at), one.version}));
}

base::Result<std::optional<Application>> SqlApplicationStore::find(const core::TenantId& tenant,
                                                                   const core::ApplicationId& id) {
    static const std::string kSql =
        "SELECT " + std::string(kColumns) + " FROM applications WHERE id = $1 AND tenant_id = $2";
    const auto found = database_.read(kSql, {id.str(), tenant.str()});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_application(found->rows.front());
}

base::Result<std::vector<Application>> SqlApplicationStore::list(const core::TenantId& tenant) {
    static const std::string kSql =
        "SELECT " + std::string(kColumns) + " FROM applications WHERE tenant_id = $1 ORDER BY display_name, id";
    const auto found = database_.read(kSql, {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<Application> all;
    for (const auto& row : found->rows) all.push_back(read_application(row));
    return all;
}

base::Result<bool> SqlApplicationStore::change(const Application& one) {
    return one_row_changed(database_.write(
        "UPDATE applications SET display_name = $3, is_public = $4, redirect_uris = $5, sign_out_uris = $6, access = "
        "$7, group_ids = $8, tells_groups = $9, version = version + 1 WHERE id = $1 AND tenant_id = $2 AND version = "
        "$10",
        {one.id.str(), one.tenant_id.str(), one.display_name, std::int64_t{one.is_public}, text_list(one.redirect_uris),
         text_list(one.sign_out_uris), to_text(one.access), group_list(one.groups), std::int64_t{one.tells_groups},
         one.version}));
}

base::Result<bool> SqlApplicationStore::remove(const core::TenantId& tenant, const core::ApplicationId& id) {
    return one_row_changed(
        database_.write("DELETE FROM applications WHERE id = $1 AND tenant_id = $2", {id.str(), tenant.str()}));
}

base::Result<void> SqlApplicationStore::add_secret(const ApplicationSecret& secret) {
    return without_rows(database_.write(
        "INSERT INTO application_secrets (id, application_id, name, hint, secret_hash, created_at, expires_at) VALUES "
        "($1, $2, $3, $4, $5, $6, $7)",
        {secret.id, secret.application.str(), secret.name, secret.hint, blob(secret.digest), millis(secret.created_at),
         millis(secret.expires_at)}));
}

base::Result<std::vector<ApplicationSecret>> SqlApplicationStore::secrets_of(const core::ApplicationId& id) {
    const auto found = database_.read(
        "SELECT id, application_id, name, hint, secret_hash, created_at, expires_at FROM application_secrets WHERE "
        "application_id = $1 ORDER BY created_at, id",
        {id.str()});
    if (!found) return base::fail(found.error());
    std::vector<ApplicationSecret> all;
    for (const auto& row : found->rows) all.push_back(read_secret(row));
    return all;
}

base::Result<bool> SqlApplicationStore::remove_secret(const core::ApplicationId& id, const std::string& secret) {
    return one_row_changed(
        database_.write("DELETE FROM application_secrets WHERE application_id = $1 AND id = $2", {id.str(), secret}));
}

}  // namespace tilbage::adapters::sql
