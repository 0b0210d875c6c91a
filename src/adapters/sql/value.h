// Values as they go into a statement and come out of a row. Times are int64 milliseconds (base::to_millis), ids are
// text, digests blobs, so that the same statements serve SQLite and PostgreSQL.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"

namespace tilbage::adapters::sql {

using Null = std::monostate;
using Value = std::variant<Null, std::int64_t, std::string, base::Bytes>;

[[nodiscard]] inline Value blob(std::span<const std::uint8_t> bytes) { return base::Bytes(bytes.begin(), bytes.end()); }
[[nodiscard]] inline Value millis(base::TimePoint time) { return base::to_millis(time); }
[[nodiscard]] inline Value millis(const std::optional<base::TimePoint>& time) {
    return time ? Value(base::to_millis(*time)) : Value(Null{});
}

// One row of an answer. Reading a column as something that it is not breaks an invariant (tables are STRICT) and
// throws.
class Row {
public:
    explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}

    [[nodiscard]] bool is_null(std::size_t column) const { return std::holds_alternative<Null>(columns_.at(column)); }
    [[nodiscard]] std::int64_t integer(std::size_t column) const { return std::get<std::int64_t>(columns_.at(column)); }
    [[nodiscard]] const std::string& text(std::size_t column) const {
        return std::get<std::string>(columns_.at(column));
    }
    [[nodiscard]] const base::Bytes& bytes(std::size_t column) const {
        return std::get<base::Bytes>(columns_.at(column));
    }
    [[nodiscard]] base::TimePoint time(std::size_t column) const { return base::from_millis(integer(column)); }

private:
    std::vector<Value> columns_;
};

struct QueryResult {
    std::vector<Row> rows;
    std::int64_t affected = 0;  // rows changed by an INSERT, UPDATE or DELETE; nothing useful after a SELECT
};

}  // namespace tilbage::adapters::sql
