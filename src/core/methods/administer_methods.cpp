#include "core/methods/administer_methods.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/account/limits.h"
#include "core/identity/mail_address.h"
#include "core/identity/mail_addresses_of.h"
#include "core/methods/person_in_reach.h"
#include "core/methods/phone_country.h"
#include "core/methods/phone_number.h"
#include "core/security_info/change_notices.h"
#include "core/sspr/administrators_write.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

bool is_own_mailbox(const Person& person, const std::string& address) {
    const auto folded = base::fold_case(address);
    return folded == base::fold_case(person.work_mail) || folded == base::fold_case(person.user_name);
}

}  // namespace

Answer<std::vector<AuthenticationMethod>> AdministerMethods::list(const Principal& administrator,
                                                                  const PersonId& person_id) {
    return in_one_step<std::vector<AuthenticationMethod>>(
        ports_.unit_of_work, [&]() -> Answer<std::vector<AuthenticationMethod>> {
            const auto person = find(administrator, person_id);
            if (!person) return refuse(person.error());
            auto methods = ports_.methods.list(person->tenant_id, person->id);
            if (!methods) return refuse(methods.error());
            return std::move(*methods);
        });
}

Answer<AuthenticationMethod> AdministerMethods::add_email(const Principal& administrator, const PersonId& person_id,
                                                          const std::string& typed) {
    return in_one_step<AuthenticationMethod>(ports_.unit_of_work, [&]() -> Answer<AuthenticationMethod> {
        const auto person = find(administrator, person_id);
        if (!person) return refuse(person.error());
        if (!is_mail_address(typed) || is_own_mailbox(*person, typed)) return refuse(RefusalCode::destination_refused);
        return add(administrator, *person, EmailAddressMethod{typed});
    });
}

Answer<AuthenticationMethod> AdministerMethods::add_phone(const Principal& administrator, const PersonId& person_id,
                                                          const std::string& typed) {
    return in_one_step<AuthenticationMethod>(ports_.unit_of_work, [&]() -> Answer<AuthenticationMethod> {
        const auto person = find(administrator, person_id);
        if (!person) return refuse(person.error());
        auto number = to_e164(typed, phone_country_of(*person));
        if (!number) return refuse(RefusalCode::destination_refused);
        return add(administrator, *person, MobilePhoneMethod{std::move(*number)});
    });
}

Answer<void> AdministerMethods::remove(const Principal& administrator, const PersonId& person_id, MethodKind kind,
                                       const std::string& method_id) {
    const auto done = in_one_step<bool>(ports_.unit_of_work, [&]() -> Answer<bool> {
        const auto person = find(administrator, person_id);
        if (!person) return refuse(person.error());
        const auto taken = take_out(administrator, *person, kind, method_id);
        if (!taken) return refuse(taken.error());
        return true;
    });
    if (!done) return refuse(done.error());
    return {};
}

Answer<Person> AdministerMethods::find(const Principal& administrator, const PersonId& person_id) {
    auto found = person_in_reach(ports_.people, ports_.eligibility, administrator, person_id);
    if (!found) return refuse(found.error());
    return std::move(found->person);
}

Answer<void> AdministerMethods::count(const Principal& administrator, const PersonId& person) {
    return count_administrators_write(ports_.attempts, administrator, person, ports_.clock.now());
}

Answer<AuthenticationMethod> AdministerMethods::add(const Principal& administrator, const Person& person,
                                                    MethodData data) {
    AuthenticationMethod method;
    method.data = std::move(data);
    const auto before = ports_.methods.list(person.tenant_id, person.id);
    if (!before) return refuse(before.error());
    const bool serves = std::ranges::any_of(
        *before, [&](const AuthenticationMethod& one) { return one.kind() == method.kind() && !one.locked; });
    if (serves) return refuse(RefusalCode::request_in_progress);
    const auto admitted = ports_.gate.admit(administrator, person.id, CallersAct::fill_in_method);
    if (!admitted) return refuse(admitted.error());
    if (const auto counted = count(administrator, person.id); !counted) return refuse(counted.error());
    method.id = base::new_uuid(ports_.random);
    method.tenant_id = person.tenant_id;
    method.person_id = person.id;
    method.created_at = ports_.clock.now();
    method.by_administrator = true;
    if (const auto put = ports_.methods.put(method); !put) return refuse(put.error());
    if (const auto noted = record(administrator, person, method.kind(), "method.fill_in"); !noted) {
        return refuse(noted.error());
    }
    if (const auto told = tell(person, method, MethodNotice::What::registered, *before); !told) {
        return refuse(told.error());
    }
    return method;
}

Answer<void> AdministerMethods::take_out(const Principal& administrator, const Person& person, MethodKind kind,
                                         const std::string& method_id) {
    const auto before = ports_.methods.list(person.tenant_id, person.id);
    if (!before) return refuse(before.error());
    const auto method = std::ranges::find_if(
        *before, [&](const AuthenticationMethod& one) { return one.kind() == kind && one.id == method_id; });
    if (method == before->end()) return refuse(RefusalCode::not_found);
    if (const auto counted = count(administrator, person.id); !counted) return counted;
    if (const auto gone = ports_.methods.remove(person.tenant_id, method_id); !gone) return refuse(gone.error());
    if (const auto noted = record(administrator, person, kind, "method.remove"); !noted) return refuse(noted.error());
    if (const auto told = tell(person, *method, MethodNotice::What::removed, *before); !told) {
        return refuse(told.error());
    }
    return {};
}

base::Result<void> AdministerMethods::record(const Principal& administrator, const Person& person, MethodKind kind,
                                             std::string_view action) {
    AuditRecord entry;
    entry.tenant_id = person.tenant_id;
    entry.at = ports_.clock.now();
    entry.actor = "administrator:" + administrator.administrator_id.str();
    entry.action = action;
    entry.target = "person:" + person.id.str();
    entry.result = "succeeded";
    entry.correlation_id = person.id.str();
    entry.details = R"({"method":")" + std::string(to_string(kind)) + R"("})";
    return ports_.audit.append(entry);
}

// Whatever the policy says of notices: whoever talks the helpdesk into a method is not to go unnoticed.
base::Result<void> AdministerMethods::tell(const Person& person, const AuthenticationMethod& changed,
                                           MethodNotice::What what, const std::vector<AuthenticationMethod>& before) {
    const auto tenant = ports_.tenants.find(person.tenant_id);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant) return {};
    const auto now = ports_.clock.now();
    const auto token = new_link_token(ports_.random);
    const auto expires_at = now + account_limits::kChangeLinkServes;
    const auto linked = ports_.links.add({.token = crypto::sha256(token),
                                          .tenant_id = person.tenant_id,
                                          .person_id = person.id,
                                          .method_id = changed.id,
                                          .kind = changed.kind(),
                                          .expires_at = expires_at});
    if (!linked) return linked;
    auto mail = ports_.texts.method_notice({.locale = person.preferred_language,
                                            .tenant_name = (*tenant)->display_name,
                                            .user_name = person.user_name,
                                            .at = now,
                                            .what = what,
                                            .kind = changed.kind(),
                                            .link = page_ + "#not-me=" + token});
    mail.useful_until = expires_at;
    auto addresses = mail_addresses_of(person);
    if (const auto* email = std::get_if<EmailAddressMethod>(&changed.data)) addresses.insert(email->address);
    for (const auto& method : before) {
        if (const auto* email = std::get_if<EmailAddressMethod>(&method.data)) addresses.insert(email->address);
    }
    for (const auto& address : addresses) {
        mail.to = address;
        if (const auto added = ports_.outbox.add(mail, now); !added) return added;
    }
    return {};
}

}  // namespace tilbage::core
