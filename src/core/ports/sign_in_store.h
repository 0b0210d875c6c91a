// What is under way while an administrator signs in, and the browser's session after it. Secrets are kept as SHA-256
// only. Any thread; every call is one transaction.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/result.h"
#include "core/identity/administrator.h"
#include "core/oauth/client.h"
#include "crypto/hash.h"

namespace tilbage::core {

// password → totp or enrol_totp or neither → consent (for a device) → done.
enum class SignInStep { password, totp, enrol_totp, consent, done };

struct SignInFlow {
    crypto::Digest flow{};     // of what stands in the address
    crypto::Digest browser{};  // of the cookie that it is bound to
    TenantId tenant_id;
    SignInStep step = SignInStep::password;
    Client client = Client::portal;
    std::string redirect_uri;  // empty for a device
    std::string state;
    std::string code_challenge;
    std::string scope;
    std::string login_hint;
    std::optional<crypto::Digest> device;          // the device code that is to be allowed
    std::optional<AdministratorId> administrator;  // whose password was right
    bool second_factor = false;                    // was given too
    std::optional<base::Bytes> pending_secret;     // of a second factor that is being enrolled, sealed
    std::optional<crypto::Digest> session;
    std::optional<base::TimePoint> signed_in_at;
    base::TimePoint expires_at;
};

class SignInFlowStore {
public:
    virtual ~SignInFlowStore() = default;
    virtual base::Result<void> add(const SignInFlow& flow) = 0;
    // Not when expired.
    virtual base::Result<std::optional<SignInFlow>> find(const crypto::Digest& flow, base::TimePoint now) = 0;
    // Writes what can change, if the stored step is still `from` and the browser the same. false: somebody was first.
    virtual base::Result<bool> move(const SignInFlow& flow, SignInStep from) = 0;
    // All flows of a browser get its new value.
    virtual base::Result<void> rebind(const crypto::Digest& browser, const crypto::Digest& renewed) = 0;
    virtual base::Result<bool> remove(const crypto::Digest& flow) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

struct SignInSession {
    crypto::Digest session{};
    AdministratorId administrator;
    bool second_factor = false;
    base::TimePoint signed_in_at;
    base::TimePoint last_used_at;
};

class SignInSessionStore {
public:
    virtual ~SignInSessionStore() = default;
    virtual base::Result<void> add(const SignInSession& session) = 0;
    virtual base::Result<std::optional<SignInSession>> find(const crypto::Digest& session) = 0;
    virtual base::Result<void> touch(const crypto::Digest& session, base::TimePoint now) = 0;
    virtual base::Result<bool> remove(const crypto::Digest& session) = 0;
    // Everything that this administrator has going: sessions, flows, codes, device codes, access tokens.
    virtual base::Result<void> end_all_of(const AdministratorId& administrator) = 0;
    // Those that began or were last used before these.
    virtual base::Result<void> purge(base::TimePoint began_before, base::TimePoint used_before) = 0;
};

}  // namespace tilbage::core
