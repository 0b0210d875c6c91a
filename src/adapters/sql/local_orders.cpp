#include "adapters/sql/local_orders.h"

#include "adapters/sql/statement_result.h"

namespace tilbage::adapters::sql {

base::Result<void> LocalOrders::place(const LocalOrder& order, base::TimePoint now) {
    return without_rows(
        database_.write("INSERT INTO local_orders (id, what, argument, placed_at) VALUES ($1, $2, $3, $4)",
                        {order.id, order.what, order.argument, millis(now)}));
}

base::Result<std::vector<LocalOrder>> LocalOrders::open() {
    const auto found =
        database_.read("SELECT id, what, argument FROM local_orders WHERE answer IS NULL ORDER BY placed_at");
    if (!found) return base::fail(found.error());
    std::vector<LocalOrder> orders;
    for (const auto& row : found->rows) orders.push_back({row.text(0), row.text(1), row.text(2)});
    return orders;
}

base::Result<void> LocalOrders::answer(const std::string& id, const std::string& answer) {
    return without_rows(database_.write("UPDATE local_orders SET answer = $2 WHERE id = $1", {id, answer}));
}

base::Result<std::optional<std::string>> LocalOrders::find_answer(const std::string& id) {
    const auto found = database_.read("SELECT answer FROM local_orders WHERE id = $1", {id});
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return base::fail(base::ErrorCode::not_found, "there is no such order");
    const auto& row = found->rows.front();
    return row.is_null(0) ? std::optional<std::string>() : std::optional(row.text(0));
}

base::Result<void> LocalOrders::drop(const std::string& id) {
    return without_rows(database_.write("DELETE FROM local_orders WHERE id = $1", {id}));
}

base::Result<void> LocalOrders::drop_before(base::TimePoint time) {
    return without_rows(database_.write("DELETE FROM local_orders WHERE placed_at < $1", {millis(time)}));
}

}  // namespace tilbage::adapters::sql
