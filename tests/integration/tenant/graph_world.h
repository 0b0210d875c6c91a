// A tenant with an administrator of each role, who use the Graph-shaped API.
#pragma once

#include <filesystem>
#include <map>

#include "integration/tenant/administrator_browser.h"
#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {

inline constexpr const char* kGlobal = "Global Administrator";
inline constexpr const char* kPassword = "Password Administrator";
inline constexpr const char* kHelpdesk = "Helpdesk Administrator";
inline constexpr const char* kReader = "Global Reader";

struct GraphWorld : TenantWorld {
    // An access token of an administrator with this role, who is made when first asked for.
    const std::string& token(const std::string& role) {
        auto& known = tokens[role];
        if (known.empty()) known = sign_in("admin" + std::to_string(tokens.size()) + "@ex1.test", role);
        return known;
    }

    PageAnswer call(const std::string& role, const std::string& method, const std::string& path,
                    const boost::json::value& body = nullptr, const std::string& if_match = "") {
        std::vector<adapters::curl::HttpHeader> headers{{"Authorization", "Bearer " + token(role)}};
        if (!if_match.empty()) headers.push_back({"If-Match", if_match});
        if (!body.is_null()) headers.push_back({"Content-Type", "application/json"});
        return PersonAtPage(tenant).call(method, path, body.is_null() ? "" : boost::json::serialize(body), headers);
    }
    PageAnswer get(const std::string& path, const std::string& role = kReader) { return call(role, "GET", path); }

    // Nobody has to verify who calls.
    void let_helpdesk_act() {
        const auto off =
            call(kGlobal, "PATCH", "/beta/policies/passwordReset", {{"helpdesk", {{"verifyCaller", "off"}}}}, "*");
        if (off.status != 200) throw std::runtime_error("the policy was not changed: " + off.text);
    }

    std::string id_of(const std::string& account) { return get("/v1.0/users/" + account + "@ex1.test").member("id"); }

private:
    std::string sign_in(const std::string& user_name, const std::string& role) const {
        const auto file = tenant.folder() + "/admin-password";
        write_file(file, std::string(kAdministratorPassword) + "\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto made = tenant.command({"admin", "add", user_name, "--config", tenant.config_file(), "--name",
                                          user_name, "--role", role, "--password-file", file});
        if (made.exit_code != 0) throw std::runtime_error("no administrator: " + made.output);
        AdministratorBrowser browser(tenant);
        const auto flow = browser.begin();
        (void)browser.password(flow, kAdministratorPassword, user_name);
        const auto done = browser.enrol(flow);
        const auto given = browser.exchange(query_value(done.member("redirectTo"), "code"));
        if (given.status != 200) throw std::runtime_error("no token: " + done.text + given.text);
        return given.member("access_token");
    }

    std::map<std::string, std::string> tokens;
};

}  // namespace tilbage::testing
