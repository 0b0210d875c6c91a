#include "core/sspr/ask_for_help.h"

#include "core/identity/mail_address.h"
#include "core/identity/typed_name.h"
#include "core/sspr/audit_step.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kMostHelpers = 100;
constexpr std::chrono::hours kUseful{24};

}  // namespace

std::vector<std::string> helpers_among(const std::vector<ListedAdministrator>& administrators) {
    for (const auto role : {Role::password_administrator, Role::helpdesk_administrator, Role::global_administrator}) {
        std::vector<std::string> found;
        for (const auto& [one, second_factor] : administrators) {
            if (one.has(role) && is_mail_address(one.user_name) && found.size() < kMostHelpers)
                found.push_back(one.user_name);
        }
        if (!found.empty()) return found;
    }
    return {};
}

Answer<void> AskForHelp::run(const HelpCommand& command) {
    const auto done = in_one_step<Done>(ports_.unit_of_work, [&] { return ask(command); });
    if (!done) return refuse(done.error());
    return {};
}

Answer<AskForHelp::Done> AskForHelp::ask(const HelpCommand& command) {
    const auto now = ports_.clock.now();
    const auto in_force = desk_.open(command.session_token);
    if (!in_force) return refuse(in_force.error());
    const auto& session = in_force->session;
    if (!in_force->policy.customization.helpdesk.empty()) return refuse(RefusalCode::not_found);
    const auto tenant = ports_.tenants.find(session.tenant_id);
    if (!tenant) return refuse(tenant.error());
    if (!*tenant) return refuse(RefusalCode::session_missing);
    const auto user_id = user_id_or_nobody(command.user_id);
    const auto person = ports_.people.find_by_user_id(session.tenant_id, user_id);
    if (!person) return refuse(person.error());
    if (counting_key(**tenant, *person, user_id) != session.counting_key) return refuse(RefusalCode::malformed);

    const auto administrators = ports_.eligibility.administrators.list(session.tenant_id);
    if (!administrators) return refuse(administrators.error());
    const auto helpers = helpers_among(*administrators);
    if (helpers.empty()) return refuse(RefusalCode::not_found);
    if (const auto counted = count(session, command.address_block); !counted) return refuse(counted.error());

    auto mail = texts_.help_request({.locale = {},
                                     .tenant_name = (*tenant)->display_name,
                                     .user_name = *person ? (*person)->user_name : std::string{},
                                     .at = now});
    mail.useful_until = now + kUseful;
    for (const auto& helper : helpers) {
        mail.to = *person ? helper : std::string{};
        if (const auto added = outbox_.add(mail, now); !added) return refuse(added.error());
    }
    const auto* result = *person ? "succeeded" : "nobody";
    const auto written = ports_.audit.append(session_record(session, "reset.help_asked", result, now));
    if (!written) return refuse(written.error());
    return Done{};
}

Answer<void> AskForHelp::count(const ResetSession& session, const std::string& address_block) {
    const auto now = ports_.clock.now();
    for (const auto& [limit, key] :
         {std::pair{limits::help_asked_per_address(), session.tenant_id.str() + " " + address_block},
          std::pair{limits::help_asked(), session.counting_key},
          std::pair{limits::help_asked_of_tenant(), session.tenant_id.str()}}) {
        const auto verdict = ports_.attempts.count(limit, key, now);
        if (!verdict) return refuse(verdict.error());
        if (!verdict->allowed) return refuse_until(verdict->retry_after);
    }
    return {};
}

}  // namespace tilbage::core
