// What the use cases of Security info need from the world. All of it outlives them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/account/ports.h"
#include "core/ports/change_link_store.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/person_sessions.h"
#include "core/ports/registration_store.h"
#include "core/security_info/method_registrar.h"

namespace tilbage::core {

// What can be registered here: composed once. At most one of each kind.
class Registrars {
public:
    explicit Registrars(std::vector<std::shared_ptr<MethodRegistrar>> registrars)
        : registrars_(std::move(registrars)) {}
    // Null: this kind cannot be registered here.
    [[nodiscard]] MethodRegistrar* find(MethodKind kind) const;
    [[nodiscard]] MethodKinds kinds() const;

private:
    std::vector<std::shared_ptr<MethodRegistrar>> registrars_;
};

struct SecurityInfoPorts {
    AccountPorts account;
    RegistrationStore& registrations;
    ChangeLinkStore& links;
    PersonSessions& sessions;
    MailOutbox& outbox;
    const MailTexts& texts;
    const Registrars& registrars;
    std::string page;  // the account page's address, from the configuration: "https://reset.example.org/account"
};

}  // namespace tilbage::core
