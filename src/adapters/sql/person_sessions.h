// Every sign-in of a person (core/ports/person_sessions.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/person_sessions.h"

namespace tilbage::adapters::sql {

class SqlPersonSessions final : public core::PersonSessions {
public:
    explicit SqlPersonSessions(Database& database) : database_(database) {}
    base::Result<std::int64_t> end_all_of(const core::PersonId& person, const core::RequestId& but_for) override;
    base::Result<std::int64_t> end_others_of(const core::PersonId& person, const crypto::Digest& but_for) override;
    base::Result<std::int64_t> end_resets_of(const core::PersonId& person) override;

private:
    // `end_accounts`: the statement for the account sessions, with the person and who is spared.
    base::Result<std::int64_t> end(std::string_view end_accounts, const core::PersonId& person, const Value& but_for);
    Database& database_;
};

}  // namespace tilbage::adapters::sql
