// The tenant as an administrator's browser sees it: sign-in (docs/protocol.md §8) and the Graph calls that configuring
// an agent needs (§9).
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/curl/http_client.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "crypto/ec_key.h"

namespace tilbage::connect::setup {

enum class CloudProblem {
    url_wrong,  // not https://host[:port], or nothing of ours answers there
    tenant_unreachable,
    certificate_untrusted,
    clock_skew,         // more than five minutes; `seconds`: how far this clock is ahead
    sign_in_refused,    // the tenant or the administrator said no
    sign_in_expired,    // the token, the device code or the flow is too old: sign in again
    not_administrator,  // signed in, but without the role that the call needs
    wrong_tenant,       // signed in at another tenant than the one the agent belongs to
    not_found,
    refused,  // any other refusal: `message` has the tenant's words
};
[[nodiscard]] std::string_view name_of(CloudProblem problem);  // "not_administrator"

struct CloudError {
    CloudProblem problem = CloudProblem::tenant_unreachable;
    std::string message;       // English: what happened and what to do next
    std::int64_t seconds = 0;  // of clock_skew
};
template <class T>
using CloudResult = tl::expected<T, CloudError>;

struct CloudAddress {
    std::string url;      // https://host[:port], without a slash at the end
    std::string ca_file;  // PEM; empty: the system's
};

// An access token, in memory only. Copies share the one secret.
struct AccessToken {
    std::shared_ptr<const base::SecretBytes> secret;
    base::TimePoint expires_at;
};

// Who signed in, and what they signed in to.
struct CloudSession {
    CloudAddress address;
    AccessToken token;
    std::string user_principal_name;
    std::string display_name;
    std::string tenant_id;
    std::string tenant_domain;  // the default one
};

// RFC 7636: keep it until the code comes back.
struct AuthorizationRequest {
    std::string url;  // for the browser
    std::string state;
    std::string redirect_uri;
    std::shared_ptr<const base::SecretBytes> code_verifier;
};

struct DeviceCode {  // RFC 8628 §3.2
    std::shared_ptr<const base::SecretBytes> device_code;
    std::string user_code;
    std::string verification_uri;
    base::TimePoint expires_at;
    std::chrono::seconds interval{5};
};
enum class DevicePoll { pending, slow_down };

struct TenantAgent {  // Graph's onPremisesAgents; texts are "" and numbers nothing where the tenant says null
    std::string id;
    std::string display_name;
    std::string host;
    std::string version;
    bool connected = false;
    bool password_writeback = false;
    bool staging = false;
    std::string last_heartbeat;  // ISO 8601
    std::optional<std::int64_t> round_trip_ms;
    std::vector<std::string> domains;
    std::string created;  // ISO 8601
    std::string problem;
};

struct RegisteredAgent {
    std::string agent_id;
    std::string tenant_id;
    std::string tenant_domain;
};

struct IntegrationPolicy {
    bool password_writeback_enabled = false;
    bool account_unlock_enabled = false;
};

struct CloudDomain {
    std::string id;
    std::string sign_in_type;  // none, passwordHashSync, passThrough, federated
};

// Blocking calls over one connection. One thread at a time; a client costs nothing to make, so give each thread its
// own.
class CloudClient {
public:
    CloudClient(CloudAddress address, const base::Clock& clock, base::Random& random);

    // Whether a tenant of ours answers there, with a certificate that is trusted and a clock that agrees.
    [[nodiscard]] CloudResult<void> check();
    // The tenant whose sign-in this is: its domain, or "organizations" for the only one that the address has.
    [[nodiscard]] AuthorizationRequest begin_sign_in(const std::string& tenant, const std::string& redirect_uri,
                                                     const std::string& language);
    [[nodiscard]] CloudResult<AccessToken> exchange_code(const std::string& tenant, const AuthorizationRequest& request,
                                                         const std::string& code);
    [[nodiscard]] CloudResult<DeviceCode> request_device_code(const std::string& tenant);
    // One try. Ask again after `interval`, after slow_down after five seconds more (RFC 8628 §3.5).
    [[nodiscard]] CloudResult<tl::expected<AccessToken, DevicePoll>> poll_device_code(const std::string& tenant,
                                                                                      const DeviceCode& code);
    // Asks who this is. not_administrator: not a Global Administrator. wrong_tenant: `expected_tenant_id` is another;
    // empty: any.
    [[nodiscard]] CloudResult<CloudSession> open_session(AccessToken token, const std::string& expected_tenant_id);

    [[nodiscard]] CloudResult<std::vector<TenantAgent>> agents(const AccessToken& token);
    [[nodiscard]] CloudResult<RegisteredAgent> register_agent(const AccessToken& token, const std::string& display_name,
                                                              const std::string& host, const crypto::Jwk& signing_key);
    // An agent that is not there is as good as removed.
    [[nodiscard]] CloudResult<void> remove_agent(const AccessToken& token, const std::string& agent_id);
    [[nodiscard]] CloudResult<IntegrationPolicy> integration_policy(const AccessToken& token);
    [[nodiscard]] CloudResult<std::vector<CloudDomain>> domains(const AccessToken& token);
    [[nodiscard]] CloudResult<void> set_sign_in_type(const AccessToken& token, const CloudDomain& domain);

private:
    [[nodiscard]] CloudResult<adapters::curl::HttpResponse> send(adapters::curl::HttpRequest request);
    [[nodiscard]] CloudResult<adapters::curl::HttpResponse> graph(const AccessToken& token, std::string method,
                                                                  const std::string& path, std::string body = {});

    CloudAddress address_;
    const base::Clock& clock_;
    base::Random& random_;
    adapters::curl::HttpClient http_;
};

}  // namespace tilbage::connect::setup
