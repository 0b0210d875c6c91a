#include "adapters/sql/person_sessions.h"

namespace tilbage::adapters::sql {
namespace {

// Tokens go with their grant.
constexpr std::string_view kEnd[] = {
    "DELETE FROM account_sessions WHERE person_id = $1",
    "DELETE FROM application_grants WHERE person_id = $1",
    "UPDATE reset_sessions SET step = 'ended', code_kind = NULL, code_hash = NULL, code_tries_left = NULL, "
    "code_expires_at = NULL WHERE person_id = $1 AND step <> 'ended'",
};
// No sign-in yet, but the half of one.
constexpr std::string_view kForget = "DELETE FROM sign_in_tickets WHERE person_id = $1";

}  // namespace

base::Result<std::int64_t> SqlPersonSessions::end_all_of(const core::PersonId& person) {
    return database_.write([&](Connection& connection) -> base::Result<std::int64_t> {
        std::int64_t ended = 0;
        for (const auto sql : kEnd) {
            const auto done = connection.query(sql, {person.str()});
            if (!done) return base::fail(done.error());
            ended += done->affected;
        }
        if (const auto done = connection.query(kForget, {person.str()}); !done) return base::fail(done.error());
        return ended;
    });
}

}  // namespace tilbage::adapters::sql
