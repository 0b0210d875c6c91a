// Security info put together: what can be registered here, stores, use cases, routes.
#pragma once

#include "adapters/sql/change_link_store.h"
#include "adapters/sql/registration_store.h"
#include "adapters/totp/oath_totp.h"
#include "core/security_info/answer_interrupt.h"
#include "core/security_info/begin_registration.h"
#include "core/security_info/confirm_registration.h"
#include "core/security_info/list_methods.h"
#include "core/security_info/remove_method.h"
#include "core/security_info/report_change.h"
#include "core/sspr/code_senders.h"
#include "tenant/compose_account.h"

namespace tilbage::tenant {

// The kinds of methods that people can register here: one line a kind.
class AccountRegistrars {
public:
    explicit AccountRegistrars(const Account::Shared& shared);
    [[nodiscard]] const core::Registrars& all() const { return all_; }

private:
    [[nodiscard]] std::vector<std::shared_ptr<core::MethodRegistrar>> make(const Account::Shared& shared);

    adapters::totp::OathTotp totp_;
    core::EmailCodeSender email_;
    std::optional<core::TextCodeSender> text_;  // none without a provider of text messages
    core::Registrars all_;
};

class SecurityInfo {
public:
    // All outlive this object. `page`: the account page's address.
    SecurityInfo(const core::AccountPorts& account, const Account::Shared& shared, const core::Registrars& registrars,
                 const std::string& page);
    void add_routes(adapters::http::Router& router, const std::string& origin, const std::function<void()>& queued);
    [[nodiscard]] base::Result<void> purge();

private:
    const base::Clock& clock_;
    adapters::sql::SqlRegistrationStore registrations_;
    adapters::sql::SqlChangeLinkStore links_;
    core::SecurityInfoPorts ports_;
    core::ListMethods list_;
    core::BeginRegistration begin_;
    core::ConfirmRegistration confirm_;
    core::RemoveMethod remove_;
    core::AnswerInterrupt interrupt_;
    core::ReportChange report_;
};

}  // namespace tilbage::tenant
