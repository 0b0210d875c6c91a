#include "adapters/sql/administrator_rows.h"

#include <algorithm>
#include <stdexcept>

namespace tilbage::adapters::sql {

crypto::Digest to_digest(const base::Bytes& bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) throw std::logic_error("a stored digest has another size");
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

std::optional<crypto::Digest> digest_or_none(const Row& row, std::size_t column) {
    if (row.is_null(column)) return std::nullopt;
    return to_digest(row.bytes(column));
}

Value nullable(const std::optional<crypto::Digest>& digest) { return digest ? blob(*digest) : Value(Null{}); }

core::Client to_client(const std::string& text) {
    const auto client = core::parse_client(text);
    if (!client) throw std::logic_error("a stored client is not known");
    return *client;
}

base::Result<std::vector<core::Role>> read_roles(Connection& connection, const core::AdministratorId& administrator) {
    auto found =
        connection.query("SELECT role FROM administrator_roles WHERE administrator_id = $1", {administrator.str()});
    if (!found) return base::fail(found.error());
    std::vector<core::Role> roles;
    for (const auto role : core::kRoles) {
        const auto is_it = [&](const Row& row) { return row.text(0) == core::to_string(role); };
        if (std::ranges::any_of(found->rows, is_it)) roles.push_back(role);
    }
    return roles;
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace tilbage::adapters::sql
