// An administrator's browser: it keeps cookies, follows nothing by itself, and knows an authenticator app. One thread.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <vector>

#include "adapters/curl/http_client.h"
#include "integration/tenant/person_at_page.h"
#include "integration/tenant/tenant_process.h"

namespace tilbage::testing {

inline constexpr const char* kAdministrator = "grete@ex1.test";
inline constexpr const char* kAdministratorPassword = "rosa-kaktus-42-skovsti";
inline constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";   // RFC 7636 Appendix B
inline constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";  // of it

// The code of a Base32 secret, `steps` time steps from now (RFC 6238).
[[nodiscard]] std::string totp_code(const std::string& base32, int steps = 0);

using Fields = std::vector<std::pair<std::string, std::string>>;

class AdministratorBrowser {
public:
    explicit AdministratorBrowser(const TenantProcess& tenant);

    PageAnswer get(const std::string& path, std::vector<adapters::curl::HttpHeader> headers = {});
    // JSON, from the tenant's own origin unless another is given.
    PageAnswer post(const std::string& path, const boost::json::object& body, const std::string& origin = "own");
    PageAnswer form(const std::string& path, const Fields& fields);

    // The portal's request, with these parameters instead of, or besides, its own; an empty value leaves one out.
    PageAnswer authorize(const Fields& instead = {});
    // The flow that an answer of authorize leads to; "" when it leads elsewhere.
    [[nodiscard]] static std::string flow_in(const PageAnswer& answer);
    [[nodiscard]] std::string begin(const Fields& instead = {}) { return flow_in(authorize(instead)); }

    PageAnswer password(const std::string& flow, const std::string& password = kAdministratorPassword,
                        const std::string& user_name = kAdministrator);
    PageAnswer code(const std::string& flow, const std::string& code);
    // Enrols the app from a flow at enrol_totp; its secret is kept.
    PageAnswer enrol(const std::string& flow);
    // All the way from authorize; the answer at `done`.
    PageAnswer sign_in(const Fields& instead = {});
    PageAnswer exchange(const std::string& code, const Fields& instead = {});
    // An access token of the portal.
    [[nodiscard]] std::string new_token();

    std::map<std::string, std::string> cookies;
    std::string secret;         // of the app, Base32
    std::string enrolled_with;  // the code that proved it
    int steps_used = 0;         // a code serves once, and one step ahead of now is the last that is taken

private:
    PageAnswer send(adapters::curl::HttpRequest request);
    const TenantProcess& tenant_;
    adapters::curl::HttpClient client_;
};

// The value of a parameter in an address' query, percent-decoded; "" when it is not there.
[[nodiscard]] std::string query_value(const std::string& address, const std::string& name);

}  // namespace tilbage::testing
