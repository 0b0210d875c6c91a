#include "core/helpdesk/send_reset_link.h"

#include "core/audit/details.h"
#include "core/helpdesk/helpdesk_audit.h"
#include "core/helpdesk/limits.h"
#include "core/sspr/integration_gate.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kLinkUseful{24};

}  // namespace

Answer<SentResetLink> SendResetLink::run(const Principal& administrator, const PersonId& person, MethodKind kind,
                                         const std::string& locale) {
    return in_one_step<SentResetLink>(ports_.unit_of_work, [&]() -> Answer<SentResetLink> {
        const auto line = person_on_the_line(ports_, administrator, person);
        if (!line) return refuse(line.error());
        if (!line->person.from_directory()) return refuse(RefusalCode::user_not_found);
        if (!line->person.active) return refuse(RefusalCode::account_disabled);
        const auto on = enabled_integration(ports_.integration, administrator.tenant_id);
        if (!on) return refuse(on.error());
        const bool enough = line->usable.size() >= static_cast<std::size_t>(line->policy.policy.methods_required);
        if (!line->policy.may_reset || !enough) return refuse(RefusalCode::kind_not_allowed);
        return send(administrator, *line, kind, locale);
    });
}

Answer<SentResetLink> SendResetLink::send(const Principal& administrator, const PersonOnTheLine& line, MethodKind kind,
                                          const std::string& locale) {
    const auto* method = sends_code(kind) ? line.usable_of(kind) : nullptr;
    if (method == nullptr) return refuse(RefusalCode::kind_not_allowed);
    const auto now = ports_.clock.now();
    const auto by_one =
        ports_.attempts.count(helpdesk_limits::links_by_administrator(), administrator.administrator_id.str(), now);
    if (!by_one) return refuse(by_one.error());
    if (!by_one->allowed) return refuse_until(by_one->retry_after);
    const auto to_one = ports_.attempts.count(helpdesk_limits::links_to_person(), line.person.id.str(), now);
    if (!to_one) return refuse(to_one.error());
    if (!to_one->allowed) return refuse_until(to_one->retry_after);
    const auto tenant = ports_.tenants.find(administrator.tenant_id);
    if (!tenant) return refuse(tenant.error());
    const ResetLinkContent content{.locale = language_of(line.person, locale),
                                   .tenant_name = *tenant ? (*tenant)->display_name : std::string{},
                                   .asked_by = administrator.display_name,
                                   .link = ports_.reset_page};
    const auto sent =
        dispatch(ports_, line, *method,
                 {ports_.texts.reset_link_mail(content), ports_.texts.reset_link_text(content), now + kLinkUseful});
    if (!sent) return refuse(sent.error());
    const auto noted =
        ports_.audit.append(helpdesk_record(administrator, line.person.id, "helpdesk.reset_link_sent", "succeeded",
                                            R"({"method":)" + quoted(to_string(kind)) + "}", now));
    if (!noted) return refuse(noted.error());
    return SentResetLink{kind, hint_of(*method)};
}

}  // namespace tilbage::core
