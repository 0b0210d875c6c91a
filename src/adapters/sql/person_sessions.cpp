#include "adapters/sql/person_sessions.h"

namespace tilbage::adapters::sql {
namespace {

constexpr std::string_view kEndAccounts =
    "DELETE FROM account_sessions WHERE person_id = $1 AND (request_id IS NULL OR request_id <> $2)";
constexpr std::string_view kEndOtherAccounts = "DELETE FROM account_sessions WHERE person_id = $1 AND token_hash <> $2";
// Tokens go with their grant.
constexpr std::string_view kEndGrants = "DELETE FROM application_grants WHERE person_id = $1";
// Still found: the outcome can be read until they expire. What they were to be proven with is gone.
constexpr std::string_view kEndResets =
    "UPDATE reset_sessions SET step = 'ended', code_kind = NULL, code_hash = NULL, code_tries_left = NULL, "
    "code_expires_at = NULL, challenge = NULL, challenge_expires_at = NULL WHERE person_id = $1 AND step <> 'ended'";
// No sign-in yet, but the half of one.
constexpr std::string_view kForget = "DELETE FROM sign_in_tickets WHERE person_id = $1";

}  // namespace

base::Result<std::int64_t> SqlPersonSessions::end_all_of(const core::PersonId& person, const core::RequestId& but_for) {
    return end(kEndAccounts, person, but_for.str());
}

base::Result<std::int64_t> SqlPersonSessions::end_others_of(const core::PersonId& person,
                                                            const crypto::Digest& but_for) {
    return end(kEndOtherAccounts, person, blob(but_for));
}

base::Result<std::int64_t> SqlPersonSessions::end(std::string_view end_accounts, const core::PersonId& person,
                                                  const Value& but_for) {
    return database_.write([&](Connection& connection) -> base::Result<std::int64_t> {
        const auto accounts = connection.query(end_accounts, {person.str(), but_for});
        if (!accounts) return base::fail(accounts.error());
        const auto grants = connection.query(kEndGrants, {person.str()});
        if (!grants) return base::fail(grants.error());
        const auto resets = connection.query(kEndResets, {person.str()});
        if (!resets) return base::fail(resets.error());
        if (const auto done = connection.query(kForget, {person.str()}); !done) return base::fail(done.error());
        return accounts->affected + grants->affected + resets->affected;
    });
}

base::Result<std::int64_t> SqlPersonSessions::end_resets_of(const core::PersonId& person) {
    const auto ended = database_.write(kEndResets, {person.str()});
    if (!ended) return base::fail(ended.error());
    return ended->affected;
}

}  // namespace tilbage::adapters::sql
