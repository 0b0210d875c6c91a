// Orders from a command line to the agent that runs beside it, by way of the agent's journal.db.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "base/clock.h"

namespace tilbage::adapters::sql {

struct LocalOrder {
    std::string id;  // UUID
    std::string what;
    std::string argument;
    bool operator==(const LocalOrder&) const = default;
};

// Of a database with connect_migrations(), which must outlive it. Any thread, any process.
class LocalOrders {
public:
    explicit LocalOrders(Database& database) : database_(database) {}

    base::Result<void> place(const LocalOrder& order, base::TimePoint now);
    // Those that nobody has answered, oldest first.
    base::Result<std::vector<LocalOrder>> open();
    // `answer`: JSON.
    base::Result<void> answer(const std::string& id, const std::string& answer);
    // Empty: not answered yet. not_found: there is no such order.
    base::Result<std::optional<std::string>> find_answer(const std::string& id);
    // Answered or not.
    base::Result<void> drop(const std::string& id);
    base::Result<void> drop_before(base::TimePoint time);

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
