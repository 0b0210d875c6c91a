#include "tenant/compose_security_info.h"

#include "core/security_info/authenticator_registrar.h"
#include "core/security_info/code_registrar.h"
#include "core/security_info/passkey_registrar.h"
#include "core/security_info/phone_registrar.h"
#include "core/security_info/questions_registrar.h"
#include "core/security_info/recovery_codes_registrar.h"
#include "tenant/http/account_methods.h"

namespace tilbage::tenant {

AccountRegistrars::AccountRegistrars(const Account::Shared& shared)
    : email_(shared.outbox, shared.texts),
      text_(shared.text_outbox == nullptr
                ? std::nullopt
                : std::optional<core::TextCodeSender>(std::in_place, *shared.text_outbox, shared.texts)),
      all_(make(shared)) {}

std::vector<std::shared_ptr<core::MethodRegistrar>> AccountRegistrars::make(const Account::Shared& shared) {
    auto& random = shared.random;
    const auto& key = shared.key;
    std::vector<std::shared_ptr<core::MethodRegistrar>> all{
        std::make_shared<core::EmailRegistrar>(email_, shared.tenants, random, key),
        std::make_shared<core::AuthenticatorRegistrar>(totp_, random, key),
        std::make_shared<core::QuestionsRegistrar>(shared.answers),
        std::make_shared<core::RecoveryCodesRegistrar>(random, key)};
    if (text_) all.push_back(std::make_shared<core::PhoneRegistrar>(*text_, shared.attempts, random, key));
    if (shared.passkeys != nullptr) {
        all.push_back(std::make_shared<core::PasskeyRegistrar>(*shared.passkeys, shared.methods, random));
    }
    return all;
}

SecurityInfo::SecurityInfo(const core::AccountPorts& account, const Account::Shared& shared,
                           const core::Registrars& registrars, const std::string& page)
    : clock_(shared.clock),
      registrations_(shared.database),
      links_(shared.database),
      ports_{account, registrations_, links_, shared.person_sessions, shared.outbox, shared.texts, registrars, page},
      list_(ports_),
      begin_(ports_),
      confirm_(ports_),
      remove_(ports_),
      interrupt_(ports_),
      report_(ports_) {}

void SecurityInfo::add_routes(adapters::http::Router& router, const std::string& origin,
                              const std::function<void()>& queued) {
    add_account_methods(router, origin, {list_, begin_, confirm_, remove_, interrupt_, report_}, queued);
}

base::Result<void> SecurityInfo::purge() {
    if (const auto purged = registrations_.purge(clock_.now()); !purged) return purged;
    return links_.purge(clock_.now());
}

}  // namespace tilbage::tenant
