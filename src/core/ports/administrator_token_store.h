// Access tokens of administrators, kept as SHA-256 only. Any thread; every call is one transaction.
#pragma once

#include <optional>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/administrator.h"
#include "core/oauth/client.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct AdministratorToken {
    crypto::Digest token{};
    AdministratorId administrator;
    Client client = Client::portal;
    base::TimePoint signed_in_at;
    base::TimePoint expires_at;
    std::optional<crypto::Digest> code;     // the authorization code that gave it
    std::optional<crypto::Digest> session;  // the browser's sign-in session that it came from
};

struct TokenHolder {
    Administrator administrator;  // as it is now, roles included
    AdministratorToken token;
    std::optional<base::TimePoint> session_used_at;  // of the session that it came from, while that lasts
};

class AdministratorTokenStore {
public:
    virtual ~AdministratorTokenStore() = default;
    virtual base::Result<void> add(const AdministratorToken& token) = 0;
    // Nobody: unknown or expired.
    virtual base::Result<std::optional<TokenHolder>> find(const crypto::Digest& token, base::TimePoint now) = 0;
    // The session that this token came from was used just now.
    virtual base::Result<void> note_use(const crypto::Digest& session, base::TimePoint now) = 0;
    // A new session of the same administrator stands in this one's place.
    virtual base::Result<void> move_to_session(const crypto::Digest& session, const crypto::Digest& renewed) = 0;
    virtual base::Result<void> revoke_of_code(const crypto::Digest& code) = 0;
    virtual base::Result<void> revoke_of_session(const crypto::Digest& session) = 0;
    virtual base::Result<void> revoke_of(const AdministratorId& administrator) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
