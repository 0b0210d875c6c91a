// What applications ask for while the person is at the sign-in page, or at the page that signs them out. Secrets are
// kept as SHA-256 only. Any thread; every call is one transaction.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/result.h"
#include "core/oidc/application.h"

namespace tilbage::core {

// How an answer travels (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode).
enum class ResponseMode { query, form_post };

struct ApplicationSignIn {
    crypto::Digest flow{};     // of what stands in the page's address
    crypto::Digest browser{};  // of the cookie that it is bound to
    TenantId tenant_id;
    ApplicationId application;
    std::string redirect_uri;
    ResponseMode mode = ResponseMode::query;
    std::string state;
    std::string nonce;
    std::string scope;
    std::string code_challenge;  // S256; empty: none was sent
    std::string login_hint;
    bool must_prove = false;    // prompt=login: a sign-in from before does not serve
    bool without_page = false;  // prompt=none
    std::optional<std::chrono::seconds> max_age;
    base::TimePoint begun_at;
    base::TimePoint expires_at;
};

struct ApplicationSignOut {
    crypto::Digest flow{};
    crypto::Digest browser{};
    TenantId tenant_id;
    std::optional<ApplicationId> application;
    std::optional<PersonId> person;  // whom the application means; nobody is asked when it is who is signed in
    std::string redirect_uri;        // empty: nowhere
    std::string state;
    base::TimePoint expires_at;
};

class ApplicationSignInStore {
public:
    virtual ~ApplicationSignInStore() = default;
    virtual base::Result<void> add(const ApplicationSignIn& sign_in) = 0;
    // Not when expired.
    virtual base::Result<std::optional<ApplicationSignIn>> find(const crypto::Digest& flow, base::TimePoint now) = 0;
    // false: it is not there any more. Of any number of parallel calls one wins.
    virtual base::Result<bool> remove(const crypto::Digest& flow) = 0;

    virtual base::Result<void> add_sign_out(const ApplicationSignOut& sign_out) = 0;
    virtual base::Result<std::optional<ApplicationSignOut>> find_sign_out(const crypto::Digest& flow,
                                                                          base::TimePoint now) = 0;
    virtual base::Result<bool> remove_sign_out(const crypto::Digest& flow) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
