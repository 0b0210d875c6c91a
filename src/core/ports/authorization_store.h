// Authorization codes (RFC 6749 §4.1) and device codes (RFC 8628), on their way to becoming access tokens. Any thread;
// every call is one transaction.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/administrator.h"
#include "core/oauth/client.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct AuthorizationCode {
    crypto::Digest code{};
    AdministratorId administrator;
    TenantId tenant_id;
    Client client = Client::portal;
    std::string redirect_uri;
    std::string code_challenge;
    std::string scope;
    std::optional<crypto::Digest> session;
    base::TimePoint signed_in_at;
    base::TimePoint expires_at;
};

struct UsedCode {
    AuthorizationCode code;
    bool used_before = false;
};

class AuthorizationCodeStore {
public:
    virtual ~AuthorizationCodeStore() = default;
    virtual base::Result<void> add(const AuthorizationCode& code) = 0;
    // Uses it up, expired or not, and tells whether it had served before. Atomic. It is kept, so that a second use is
    // known, until purge.
    virtual base::Result<std::optional<UsedCode>> use(const crypto::Digest& code) = 0;
    virtual base::Result<void> purge(base::TimePoint expired_before) = 0;
};

enum class DeviceCodeState { pending, allowed, denied };

struct DeviceCode {
    crypto::Digest device{};
    crypto::Digest user_code{};  // HMAC: a user code is short
    TenantId tenant_id;
    Client client = Client::connect;
    std::string scope;
    DeviceCodeState state = DeviceCodeState::pending;
    std::optional<AdministratorId> administrator;  // who allowed it
    std::optional<base::TimePoint> signed_in_at;
    std::chrono::seconds interval{0};  // between two polls, at least
    std::optional<base::TimePoint> last_poll_at;
    base::TimePoint expires_at;
};

class DeviceCodeStore {
public:
    virtual ~DeviceCodeStore() = default;
    virtual base::Result<void> add(const DeviceCode& code) = 0;
    // Expired ones too, until purge: their device is told so.
    virtual base::Result<std::optional<DeviceCode>> find(const crypto::Digest& device) = 0;
    // Only one that waits for its answer.
    virtual base::Result<std::optional<DeviceCode>> find_pending(const crypto::Digest& user_code,
                                                                 base::TimePoint now) = 0;
    // pending → allowed (by `administrator`) or denied. false: expired, answered before, or gone.
    virtual base::Result<bool> allow(const crypto::Digest& device, const AdministratorId& administrator,
                                     base::TimePoint signed_in_at, base::TimePoint now) = 0;
    virtual base::Result<bool> deny(const crypto::Digest& device, base::TimePoint now) = 0;
    virtual base::Result<void> note_poll(const crypto::Digest& device, std::chrono::seconds interval,
                                         base::TimePoint now) = 0;
    virtual base::Result<bool> remove(const crypto::Digest& device) = 0;
    virtual base::Result<void> purge(base::TimePoint expired_before) = 0;
};

}  // namespace tilbage::core
