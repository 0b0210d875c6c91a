#include "adapters/sql/audit_search.h"

#include <algorithm>

#include "core/audit/category.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::int64_t kMillisADay = std::int64_t{24} * 60 * 60 * 1000;

// A statement and its parameters, grown together.
struct Statement {
    std::string sql;
    std::vector<Value> parameters;

    std::string bind(Value value) {
        parameters.push_back(std::move(value));
        return "$" + std::to_string(parameters.size());
    }
    void also(const std::string& condition) { sql += " AND " + condition; }
};

// Names of actions are ours: what ends in a point is a beginning.
std::string is_action(Statement& statement, std::string_view action) {
    if (!action.ends_with('.')) return "action = " + statement.bind(std::string(action));
    const auto length = statement.bind(static_cast<std::int64_t>(action.size()));
    return "substr(action, 1, " + length + ") = " + statement.bind(std::string(action));
}

std::string any_action(Statement& statement, std::span<const std::string_view> actions) {
    std::string any;
    for (const auto action : actions) any += (any.empty() ? "" : " OR ") + is_action(statement, action);
    return "(" + (any.empty() ? std::string("0") : any) + ")";
}

std::string of_category(Statement& statement, std::string_view name) {
    const auto categories = core::audit_categories();
    const auto found = std::ranges::find(categories, name, &core::AuditCategory::name);
    if (found == categories.end()) return "0";
    if (!found->actions.empty()) return any_action(statement, found->actions);
    std::string none = "1";
    for (const auto& category : categories)
        if (!category.actions.empty()) none += " AND NOT " + any_action(statement, category.actions);
    return "(" + none + ")";
}

// Two halves, so that each goes by its own index.
std::string involving(Statement& statement, const std::vector<std::string>& who) {
    if (who.empty()) return "0";
    std::string list;
    for (const auto& one : who) list += (list.empty() ? "" : ", ") + statement.bind(one);
    const auto half = [&](const char* column) {
        return "SELECT sequence FROM audit WHERE tenant_id = $1 AND " + std::string(column) + " IN (" + list + ")";
    };
    return "sequence IN (" + half("actor") + " UNION " + half("target") + ")";
}

Statement search_statement(const core::TenantId& tenant, const core::AuditQuery& query) {
    Statement statement;
    statement.sql =
        "SELECT sequence, at, actor, action, target, result, correlation_id, details, hash FROM audit WHERE tenant_id "
        "= " +
        statement.bind(tenant.str());
    if (query.before) statement.also("sequence < " + statement.bind(*query.before));
    if (query.from) statement.also("at >= " + statement.bind(millis(*query.from)));
    if (query.until) statement.also("at <= " + statement.bind(millis(*query.until)));
    if (!query.category.empty()) statement.also(of_category(statement, query.category));
    if (query.succeeded) statement.also(*query.succeeded ? "result = 'succeeded'" : "result <> 'succeeded'");
    if (query.involving) statement.also(involving(statement, *query.involving));
    statement.sql += " ORDER BY sequence DESC LIMIT " + statement.bind(std::int64_t{query.count} + 1);
    return statement;
}

core::StoredAuditRecord read_record(const core::TenantId& tenant, const Row& row) {
    return {.sequence = row.integer(0),
            .record = {.tenant_id = tenant,
                       .at = row.time(1),
                       .actor = row.text(2),
                       .action = row.text(3),
                       .target = row.text(4),
                       .result = row.text(5),
                       .correlation_id = row.text(6),
                       .details = row.text(7)},
            .hash = row.text(8)};
}

}  // namespace

base::Result<core::AuditPage> SqlAuditSearch::search(const core::TenantId& tenant, const core::AuditQuery& query) {
    const auto statement = search_statement(tenant, query);
    auto found = database_.read(statement.sql, statement.parameters);
    if (!found) return base::fail(found.error());
    core::AuditPage page;
    for (const Row& row : found->rows) {
        page.more = page.records.size() == static_cast<std::size_t>(std::max(query.count, 0));
        if (!page.more) page.records.push_back(read_record(tenant, row));
    }
    return page;
}

base::Result<std::vector<core::AuditCount>> SqlAuditSearch::count(const core::TenantId& tenant, base::TimePoint from,
                                                                  const std::vector<std::string>& actions) {
    Statement statement;
    const auto in_time = "tenant_id = " + statement.bind(tenant.str()) + " AND at >= " + statement.bind(millis(from));
    std::string list;
    for (const auto& action : actions) list += (list.empty() ? "" : ", ") + statement.bind(action);
    const auto last_of_each = "SELECT max(sequence) FROM audit WHERE " + in_time + " AND action IN (" + list +
                              ") GROUP BY CASE correlation_id WHEN '' THEN sequence ELSE correlation_id END, action";
    const auto day = "at / " + std::to_string(kMillisADay);
    statement.sql = "SELECT " + day + ", action, result, count(*) FROM audit WHERE " + in_time + " AND sequence IN (" +
                    last_of_each + ") GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
    auto found = database_.read(statement.sql, statement.parameters);
    if (!found) return base::fail(found.error());
    std::vector<core::AuditCount> counts;
    for (const Row& row : found->rows) counts.push_back({row.integer(0), row.text(1), row.text(2), row.integer(3)});
    return counts;
}

}  // namespace tilbage::adapters::sql
