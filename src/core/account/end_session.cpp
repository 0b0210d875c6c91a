#include "core/account/end_session.h"

#include <fmt/format.h>

#include "core/account/account_audit.h"
#include "core/account/account_state.h"
#include "core/oidc/session_id.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<void> EndSession::run(const std::string& token, const std::string& id) {
    const auto& account = ports_.account;
    return in_one_step<void>(account.unit_of_work, [&]() -> Answer<void> {
        const auto open = open_recently_signed_in(account, token);
        if (!open) return refuse(open.error());
        const auto ended = account.sessions.take(open->person.id, id);
        if (!ended) return refuse(ended.error());
        if (!*ended) return refuse(RefusalCode::not_found);
        const auto& session = **ended;
        const auto grants = ports_.grants.end_of_session(open->person.id, session_id_of(session, account.key));
        if (!grants) return refuse(grants.error());
        auto record = account_record(open->session, "account.session_ended", "succeeded", account.clock.now());
        record.details = fmt::format(R"({{"browser":"{}","system":"{}"}})", to_string(session.device.browser),
                                     to_string(session.device.system));
        return answered(account.audit.append(record));
    });
}

}  // namespace tilbage::core
