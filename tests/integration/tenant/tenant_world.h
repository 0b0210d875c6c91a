// A tenant with one person, one agent and their mailbox.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>

#include "integration/tenant/mailbox.h"
#include "integration/tenant/person_at_page.h"
#include "integration/tenant/scripted_agent.h"
#include "integration/tenant/tenant_process.h"

namespace tilbage::testing {

struct TenantWorld {
    explicit TenantWorld(const std::string& reset = "") : tenant(mailbox.port(), reset) {
        const auto code = tenant.init();
        tenant.start();
        agent = std::make_unique<ScriptedAgent>(tenant, code, "one");
        add_person("anna", "anna@home.example");
        if (!agent->connect()) throw std::runtime_error("the agent was not welcomed: " + tenant.log());
    }

    // Provisioned by the agent, as agents do.
    void add_person(const std::string& account, const std::string& alternate_mail, bool active = true) {
        namespace json = boost::json;
        json::array emails{json::object{{"value", account + "@work.example"}, {"type", "work"}}};
        if (!alternate_mail.empty()) emails.push_back(json::object{{"value", alternate_mail}, {"type", "other"}});
        const json::object onprem{{"sAMAccountName", account}, {"netbiosDomain", "EX1"}, {"domain", "ex1.test"}};
        const auto digit = std::to_string(people++);
        const json::object body{
            {"schemas",
             {"urn:ietf:params:scim:schemas:core:2.0:User", "urn:tilbage:params:scim:schemas:onprem:2.0:User"}},
            {"userName", account + "@ex1.test"},
            {"externalId", "AAECAwQFBgcICQoLDA0ODw=="},
            {"displayName", account},
            {"active", active},
            {"preferredLanguage", "da-DK"},
            {"emails", emails},
            {"urn:tilbage:params:scim:schemas:onprem:2.0:User", onprem}};
        auto text = json::serialize(body);
        text.replace(text.find("AAECAw"), 6, "A" + std::string(5 - digit.size(), 'A') + digit);
        const auto answer = PersonAtPage(tenant).call(
            "POST", "/scim/v2/Users", text,
            {{"Authorization", "Bearer " + agent->new_token()}, {"Content-Type", "application/scim+json"}});
        if (answer.status != 201) throw std::runtime_error("not provisioned: " + answer.text);
    }
    [[nodiscard]] std::unique_ptr<ScriptedAgent> another_agent(const std::string& name) const {
        const auto done = tenant.command({"enrolment-code", "--config", tenant.config_file(), "--tenant", "ex1.test"});
        auto code = done.output.substr(done.output.rfind(": ") + 2);
        code.pop_back();
        return std::make_unique<ScriptedAgent>(tenant, code, name);
    }

    Mailbox mailbox;
    TenantProcess tenant;
    std::unique_ptr<ScriptedAgent> agent;
    int people = 0;
};

inline constexpr const char* kAddress = "anna@home.example";

}  // namespace tilbage::testing
