// What applications hold on behalf of people: a grant for each sign-in, and the codes and tokens that came of it.
// Secrets are kept as SHA-256 only. Any thread; every call is one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/oidc/application.h"

namespace tilbage::core {

struct ApplicationGrant {
    std::string id;  // UUID
    TenantId tenant_id;
    ApplicationId application;
    PersonId person;
    std::string redirect_uri;
    std::string code_challenge;  // S256; empty: none
    std::string nonce;
    std::string scope;
    std::string session_id;        // sid
    base::TimePoint signed_in_at;  // when the directory said that the password is right
    base::TimePoint expires_at;    // whatever is done
};

enum class GrantTokenKind { code, access, refresh };

struct GrantToken {
    crypto::Digest token{};
    std::string grant;
    GrantTokenKind kind = GrantTokenKind::code;
    base::TimePoint expires_at;
};

struct PresentedToken {
    ApplicationGrant grant;
    base::TimePoint expires_at;
    bool used_before = false;
};

// An application that goes on knowing somebody without asking them: it has a refresh token that still serves.
struct HeldAccess {
    ApplicationId application;
    base::TimePoint signed_in_at;  // the last time
};

class ApplicationGrantStore {
public:
    virtual ~ApplicationGrantStore() = default;
    virtual base::Result<void> add(const ApplicationGrant& grant) = 0;
    virtual base::Result<void> add_token(const GrantToken& token) = 0;
    // Whatever comes of it, it has served. Expired ones too. Of any number of parallel calls one finds it unused.
    virtual base::Result<std::optional<PresentedToken>> use(const crypto::Digest& token, GrantTokenKind kind) = 0;
    // Without using it.
    virtual base::Result<std::optional<PresentedToken>> find(const crypto::Digest& token, GrantTokenKind kind) = 0;
    // Everything that came of one sign-in.
    virtual base::Result<void> end(const std::string& grant) = 0;
    // One of each application, the last first.
    virtual base::Result<std::vector<HeldAccess>> held_of(const PersonId& person, base::TimePoint now) = 0;
    // Everything that one application, or all of them by one session (`sid`), hold on somebody's behalf. How many.
    virtual base::Result<std::int64_t> end_of_application(const PersonId& person, const ApplicationId& application) = 0;
    virtual base::Result<std::int64_t> end_of_session(const PersonId& person, const std::string& session_id) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
