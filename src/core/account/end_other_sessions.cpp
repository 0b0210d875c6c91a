#include "core/account/end_other_sessions.h"

#include <fmt/format.h>

#include "core/account/account_audit.h"
#include "core/account/account_state.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<void> EndOtherSessions::run(const std::string& token) {
    const auto& account = ports_.account;
    return in_one_step<void>(account.unit_of_work, [&]() -> Answer<void> {
        const auto open = open_recently_signed_in(account, token);
        if (!open) return refuse(open.error());
        const auto ended = ports_.everywhere.end_others_of(open->person.id, open->session.token);
        if (!ended) return refuse(ended.error());
        auto record = account_record(open->session, "account.other_sessions_ended", "succeeded", account.clock.now());
        record.details = fmt::format(R"({{"sessions":{}}})", *ended);
        return answered(account.audit.append(record));
    });
}

}  // namespace tilbage::core
