// Somebody who signs in to an application by way of the real tenant, and the application's own calls. One thread.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "integration/tenant/administrator_browser.h"
#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {

// As `tilbage-tenant application add` prints it.
struct RegisteredApplication {
    std::string id;
    std::string secret;  // empty: public
};
[[nodiscard]] RegisteredApplication register_application(const TenantProcess& tenant, const std::string& name,
                                                         const std::vector<std::string>& options);

inline constexpr const char* kCallback = "https://app.example.test/callback";

// The claims of an ID token whose signature holds by the tenant's published keys; nothing else is looked at.
[[nodiscard]] std::optional<boost::json::object> verified_claims(AdministratorBrowser& browser,
                                                                 const std::string& token);

class ApplicationVisitor {
public:
    ApplicationVisitor(TenantWorld& world, RegisteredApplication application)
        : browser(world.tenant), application(std::move(application)), world_(world) {}

    // The application's request, with these parameters instead of, or besides, its own; an empty value leaves one out.
    PageAnswer authorize(const Fields& instead = {}, const std::string& tenant = "ex1.test");
    // The flow that an answer of authorize leads to; "" when it leads elsewhere.
    [[nodiscard]] static std::string flow_in(const PageAnswer& answer);
    // What the page is told about it, and what comes of going on.
    PageAnswer wish(const std::string& flow) { return browser.get("/account/v1/applications/" + flow); }
    PageAnswer go_on(const std::string& flow) { return browser.post("/account/v1/applications/" + flow, {}); }
    // At the account page's own sign-in; the agent says that the password is so.
    PageAnswer sign_in(core::Reason reason = core::Reason::succeeded, const std::string& user = "anna@ex1.test");
    // Signs in when that is needed, and comes back: where the answer leads.
    std::string arrive(const Fields& instead = {});
    // The answer's code, or its error.
    [[nodiscard]] static std::string code_in(const std::string& address) { return query_value(address, "code"); }
    [[nodiscard]] static std::string error_in(const std::string& address) { return query_value(address, "error"); }

    PageAnswer token(const Fields& fields, const std::string& tenant = "ex1.test");
    PageAnswer exchange(const std::string& code, const Fields& instead = {});
    PageAnswer refresh(const std::string& refresh_token, const Fields& instead = {});

    AdministratorBrowser browser;
    RegisteredApplication application;

private:
    TenantWorld& world_;
};

}  // namespace tilbage::testing
