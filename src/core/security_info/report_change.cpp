#include "core/security_info/report_change.h"

#include "core/identity/mail_address.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kNoticeUseful{48};

}  // namespace

Answer<void> ReportChange::run(const std::string& token) {
    return in_one_step<void>(ports_.account.unit_of_work, [&]() -> Answer<void> {
        const auto link = ports_.links.take(crypto::sha256(token), ports_.account.clock.now());
        if (!link) return refuse(link.error());
        if (!*link) return refuse(RefusalCode::request_expired);
        return act_on(**link);
    });
}

Answer<void> ReportChange::act_on(const ChangeLink& link) {
    const auto& account = ports_.account;
    const auto locked = account.methods.set_locked(link.tenant_id, link.method_id, true);
    if (!locked) return refuse(locked.error());
    const auto ended = ports_.sessions.end_all_of(link.person_id, RequestId());
    if (!ended) return refuse(ended.error());
    if (const auto noted = record(link, *locked); !noted) return refuse(noted.error());
    const auto person = account.people.find(link.tenant_id, link.person_id);
    if (!person) return refuse(person.error());
    if (!*person) return {};
    return answered(tell_administrators(link, **person));
}

base::Result<void> ReportChange::record(const ChangeLink& link, bool locked) {
    AuditRecord record;
    record.tenant_id = link.tenant_id;
    record.at = ports_.account.clock.now();
    record.actor = "anonymous";  // whoever reads one of the person's mailboxes
    record.action = "method.report";
    record.target = "person:" + link.person_id.str();
    record.result = "succeeded";
    record.correlation_id = link.method_id;
    record.details =
        R"({"method":")" + std::string(to_string(link.kind)) + R"(","locked":)" + (locked ? "true" : "false") + "}";
    return ports_.account.audit.append(record);
}

// Those whose user name is no mail address have said nowhere where to reach them.
base::Result<void> ReportChange::tell_administrators(const ChangeLink& link, const Person& person) {
    const auto& account = ports_.account;
    const auto tenant = account.tenants.find(link.tenant_id);
    if (!tenant) return base::fail(tenant.error());
    const auto all = account.eligibility.administrators.list(link.tenant_id);
    if (!all) return base::fail(all.error());
    const auto now = account.clock.now();
    auto mail = ports_.texts.not_me_notice({.locale = {},
                                            .tenant_name = *tenant ? (*tenant)->display_name : std::string{},
                                            .user_name = person.user_name,
                                            .at = now,
                                            .what = {},
                                            .kind = link.kind,
                                            .link = {}});
    mail.useful_until = now + kNoticeUseful;
    for (const auto& [one, second_factor] : *all) {
        if (!one.has(Role::global_administrator) || !is_mail_address(one.user_name)) continue;
        mail.to = one.user_name;
        if (const auto added = ports_.outbox.add(mail, now); !added) return added;
    }
    return {};
}

}  // namespace tilbage::core
