#include "core/account/end_application.h"

#include "core/account/account_audit.h"
#include "core/account/account_state.h"
#include "core/audit/details.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<void> EndApplication::run(const std::string& token, const ApplicationId& application) {
    const auto& account = ports_.account;
    return in_one_step<void>(account.unit_of_work, [&]() -> Answer<void> {
        const auto open = open_recently_signed_in(account, token);
        if (!open) return refuse(open.error());
        const auto ended = ports_.grants.end_of_application(open->person.id, application);
        if (!ended) return refuse(ended.error());
        if (*ended == 0) return refuse(RefusalCode::not_found);
        auto record = account_record(open->session, "account.application_ended", "succeeded", account.clock.now());
        record.details = R"({"application":)" + quoted(application.str()) + "}";
        return answered(account.audit.append(record));
    });
}

}  // namespace tilbage::core
