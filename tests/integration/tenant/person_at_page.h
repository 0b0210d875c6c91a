// Somebody who uses the page's API: one session, one connection. One thread.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "adapters/curl/http_client.h"
#include "core/identity/ids.h"
#include "crypto/ec_key.h"
#include "integration/tenant/mailbox.h"
#include "integration/tenant/tenant_process.h"

namespace tilbage::testing {

struct PageAnswer {
    int status = 0;
    std::string text;
    boost::json::value body;  // null when it is no JSON
    std::vector<adapters::curl::HttpHeader> headers;

    [[nodiscard]] std::string header(std::string_view name) const;
    // Of an error; "" when it is none.
    [[nodiscard]] std::string code() const;
    // Of an outcome; "" when there is none.
    [[nodiscard]] std::string reason() const;
    // A member of the body, "" when it is not there or no text.
    [[nodiscard]] std::string member(std::string_view name) const;
};

struct Sealable {
    core::RequestId id;
    std::string body;  // what submit() takes
};

class PersonAtPage {
public:
    explicit PersonAtPage(const TenantProcess& tenant);
    // The same session on a connection of its own, for another thread.
    PersonAtPage(const TenantProcess& tenant, const PersonAtPage& same) : PersonAtPage(tenant) {
        cookie_ = same.cookie_;
    }

    PageAnswer call(const std::string& method, const std::string& path, const std::string& body = {},
                    std::vector<adapters::curl::HttpHeader> headers = {});
    PageAnswer start(const std::string& user_id);
    // A session that is for a new password; gives start()'s answer.
    PageAnswer begin(const std::string& user_id);
    PageAnswer choose(const std::string& intent = "reset");
    PageAnswer send_code() { return call("POST", "/reset/v1/session/codes", R"({"method":"email"})"); }
    PageAnswer verify(const std::string& code);
    PageAnswer policy() { return call("GET", "/reset/v1/session/policy"); }
    PageAnswer ticket(const std::string& kind = "reset");
    PageAnswer submit(const core::RequestId& id, const std::string& body);
    PageAnswer outcome(const core::RequestId& id, int wait = 25);

    // Up to the step where a password is chosen. std::runtime_error when a step fails.
    void prove(const std::string& user_id, Mailbox& mailbox, const std::string& address,
               const std::string& intent = "reset");
    // A ticket, and a password sealed to all its recipients.
    [[nodiscard]] Sealable seal(const std::string& password);

    [[nodiscard]] const std::string& cookie() const { return cookie_; }

private:
    const TenantProcess& tenant_;
    adapters::curl::HttpClient client_;
    std::string cookie_;
};

}  // namespace tilbage::testing
