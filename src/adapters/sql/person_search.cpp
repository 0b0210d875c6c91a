#include "adapters/sql/person_search.h"

#include "adapters/sql/person_rows.h"
#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

using core::PersonFilter;
using core::PersonProperty;

std::string_view column_of(PersonProperty property) {
    switch (property) {
        case PersonProperty::id:
            return "id";
        case PersonProperty::display_name:
            return "display_name_folded";
        case PersonProperty::user_name:
            return "user_name_folded";
        case PersonProperty::active:
            return "active";
        case PersonProperty::synchronized:
            return "(anchor IS NOT NULL)";
        case PersonProperty::anchor:
            return "anchor";
        case PersonProperty::sam_account_name:
            return "sam_folded";
    }
    return "id";
}

// A WHERE that grows, and its parameters. Text of clients becomes a parameter, never SQL.
class Condition {
public:
    explicit Condition(const core::TenantId& tenant) : sql_("tenant_id = " + bind(tenant.str())) {}

    void add(const PersonFilter& filter) { sql_ += " AND " + text_of(filter); }

    void add_any(const std::vector<core::PersonSearchTerm>& terms) {
        if (terms.empty()) return;
        std::string any;
        for (const auto& term : terms) any += (any.empty() ? "" : " OR ") + word_begins(term);
        sql_ += " AND (" + any + ")";
    }

    void add_after(PersonProperty order, bool descending, const core::PersonPosition& after) {
        const auto key = bind(after.key);
        sql_ += " AND (" + std::string(column_of(order)) + ", id) " + (descending ? "<" : ">") + " (" + key + ", " +
                bind(after.id) + ")";
    }

    std::string bind(Value value) {
        parameters_.push_back(std::move(value));
        return "$" + std::to_string(parameters_.size());
    }

    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] const std::vector<Value>& parameters() const { return parameters_; }

private:
    std::string text_of(const PersonFilter& filter) {
        const std::string column(column_of(filter.property));
        switch (filter.op) {
            case PersonFilter::Op::equal:
                return column + " IS " + bind(value_of(filter));  // an anchor may be null
            case PersonFilter::Op::not_equal:
                return column + " IS NOT " + bind(value_of(filter));
            case PersonFilter::Op::starts_with:
                if (filter.property == PersonProperty::anchor) return begins("coalesce(anchor, '')", filter.value);
                return begins(column, base::fold_case(filter.value));
            case PersonFilter::Op::both:
                return "(" + text_of(filter.operands.at(0)) + " AND " + text_of(filter.operands.at(1)) + ")";
            case PersonFilter::Op::either:
                return "(" + text_of(filter.operands.at(0)) + " OR " + text_of(filter.operands.at(1)) + ")";
            case PersonFilter::Op::negation:
                return "NOT (" + text_of(filter.operands.at(0)) + ")";
        }
        return "0";
    }

    static Value value_of(const PersonFilter& filter) {
        if (filter.property == PersonProperty::active || filter.property == PersonProperty::synchronized)
            return std::int64_t{filter.value == "true"};
        if (filter.property == PersonProperty::anchor) return filter.value;
        return base::fold_case(filter.value);
    }

    // A range, which an index serves. No text in UTF-8 is above U+10FFFF.
    std::string begins(const std::string& column, const std::string& folded) {
        if (folded.empty()) return "1";
        const auto from = bind(folded);
        return "(" + column + " >= " + from + " AND " + column + " < " + bind(folded + "\xf4\x8f\xbf\xbf") + ")";
    }

    std::string word_begins(const core::PersonSearchTerm& term) {
        const std::string column(column_of(term.property));
        const auto folded = base::fold_case(term.text);
        auto any = "(" + begins(column, folded);
        for (const char* before : {" ", "-", ".", "@"})
            any += " OR instr(" + column + ", " + bind(before + folded) + ") > 0";
        return any + ")";
    }

    std::vector<Value> parameters_;  // before sql_, which binds
    std::string sql_;
};

core::ListedPerson read_listed(const Row& row) {
    return {
        .person = read_person(row), .created_at = row.time(kPersonColumns), .changed_at = row.time(kPersonColumns + 1)};
}

std::string select() { return "SELECT " + person_columns() + ", created_at, changed_at FROM people WHERE "; }

core::PersonPosition position_of(const core::Person& person, PersonProperty order) {
    const auto& name = order == PersonProperty::user_name ? person.user_name : person.display_name;
    return {.key = base::fold_case(name), .id = person.id.str()};
}

base::Result<std::int64_t> count_all(Connection& connection, const Condition& condition) {
    auto counted = connection.query("SELECT count(*) FROM people WHERE " + condition.sql(), condition.parameters());
    if (!counted) return base::fail(counted.error());
    return counted->rows.front().integer(0);
}

// An expression of SQL without the signs that people write telephone numbers with.
std::string digits_in(std::string expression) {
    for (const char* sign : {" ", "-", ".", "(", ")", "/", "+", "\u00a0"}) {
        expression = "replace(" + expression + ", '" + sign + "', '')";
    }
    return expression;
}

}  // namespace

base::Result<core::ListedPeople> SqlPersonSearch::list(const core::TenantId& tenant, const core::PersonQuery& query) {
    const bool by_user_name = query.order_by == PersonProperty::user_name;
    const auto order = by_user_name ? PersonProperty::user_name : PersonProperty::display_name;
    Condition condition(tenant);
    if (query.filter) condition.add(*query.filter);
    condition.add_any(query.search);
    return database_.read([&](Connection& connection) -> base::Result<core::ListedPeople> {
        core::ListedPeople page;
        if (query.want_total) {
            const auto total = count_all(connection, condition);
            if (!total) return base::fail(total.error());
            page.total = *total;
        }
        if (query.after) condition.add_after(order, query.descending, *query.after);
        const auto direction = std::string(query.descending ? " DESC" : "");
        const auto limit = condition.bind(std::int64_t{query.count} + 1);  // one more tells whether there are more
        auto rows = connection.query(select() + condition.sql() + " ORDER BY " + std::string(column_of(order)) +
                                         direction + ", id" + direction + " LIMIT " + limit,
                                     condition.parameters());
        if (!rows) return base::fail(rows.error());
        for (const Row& row : rows->rows) page.people.push_back(read_listed(row));
        if (page.people.size() > static_cast<std::size_t>(query.count)) {
            page.people.pop_back();
            page.next = position_of(page.people.back().person, order);
        }
        return page;
    });
}

base::Result<std::optional<core::ListedPerson>> SqlPersonSearch::find(const core::TenantId& tenant,
                                                                      const std::string& id_or_upn) {
    const bool upn = id_or_upn.find('@') != std::string::npos;
    static const std::string kById = select() + "tenant_id = $1 AND id = $2";
    static const std::string kByUserName = select() + "tenant_id = $1 AND user_name_folded = $2";
    auto found = database_.read(upn ? kByUserName : kById, {tenant.str(), base::fold_case(id_or_upn)});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_listed(found->rows.front());
}

base::Result<std::vector<core::PersonId>> SqlPersonSearch::find_by_phone(const core::TenantId& tenant,
                                                                         const std::string& digits, int count) {
    // Whoever leaves the country out, or the directory does, means the same telephone.
    constexpr std::size_t kNational = 8;
    std::string condition;
    for (const char* field : {"mobile_phone", "business_phone", "home_phone"}) {
        const auto stored = digits_in(std::string("coalesce(profile ->> '$.") + field + "', '')");
        condition += condition.empty() ? "" : " OR ";
        condition += stored + " = $2";
        if (digits.size() < kNational) continue;
        condition += " OR substr(" + stored + ", -length($2)) = $2 OR (length(" + stored +
                     ") >= 8 AND substr($2, -length(" + stored + ")) = " + stored + ")";
    }
    auto found = database_.read(
        "SELECT id FROM people WHERE tenant_id = $1 AND (" + condition + ") ORDER BY display_name_folded, id LIMIT $3",
        {tenant.str(), digits, std::int64_t{count}});
    if (!found) return base::fail(found.error());
    std::vector<core::PersonId> ids;
    for (const Row& row : found->rows) ids.emplace_back(row.text(0));
    return ids;
}

}  // namespace tilbage::adapters::sql
