#include "core/security_info/answer_interrupt.h"

#include "core/account/account_audit.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<AccountState> AnswerInterrupt::not_now(const std::string& token) {
    const auto& account = ports_.account;
    return in_one_step<AccountState>(account.unit_of_work, [&]() -> Answer<AccountState> {
        auto open = desk_.open(token);
        if (!open) return refuse(open.error());
        if (const auto put = account.sessions.set_put_off(open->session.token); !put) return refuse(put.error());
        open->session.put_off = true;
        return state_of(account, open->session, open->person);
    });
}

Answer<AccountState> AnswerInterrupt::still_right(const std::string& token) {
    const auto& account = ports_.account;
    return in_one_step<AccountState>(account.unit_of_work, [&]() -> Answer<AccountState> {
        const auto open = desk_.open(token);
        if (!open) return refuse(open.error());
        const auto now = account.clock.now();
        const auto set = account.methods.set_confirmed(open->person.tenant_id, open->person.id, now);
        if (!set) return refuse(set.error());
        const auto noted = account.audit.append(account_record(open->session, "method.confirm", "succeeded", now));
        if (!noted) return refuse(noted.error());
        return state_of(account, open->session, open->person);
    });
}

}  // namespace tilbage::core
