#include "core/security_info/code_registrar.h"

#include "base/unicode.h"
#include "core/identity/mail_address.h"
#include "core/security_info/registration_code.h"
#include "core/sspr/limits.h"

namespace tilbage::core {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

}  // namespace

Answer<BegunMethod> CodeRegistrar::begin(const Registrant& who, const RegistrationRequest& request) {
    auto destination = read(who, trimmed(request.destination));
    if (!destination) return refuse(destination.error());
    const auto code = new_registration_code(random_, key_, who.method_id);
    CodeMessage message;
    message.tenant_id = who.person.tenant_id;
    message.destination = destination->to;
    message.locale = who.locale;
    message.tenant_name = who.tenant_name;
    message.digits = code.digits;
    message.expires_at = who.now + limits::kCodeLifetime;
    message.registers = true;
    if (const auto sent = sender_.send(message, who.now); !sent) return refuse(sent.error());
    return BegunMethod{.data = std::move(destination->data), .code = code.stored};
}

Answer<MethodData> CodeRegistrar::confirm(const Registrant& who, const Registration& pending,
                                          const RegistrationProof& proof) {
    const bool right = pending.code && is_registration_code(*pending.code, key_, who.method_id, proof.code);
    if (!right) return refuse(RefusalCode::code_wrong);
    return pending.method.data;
}

Answer<CodeRegistrar::Destination> EmailRegistrar::read(const Registrant& who, const std::string& typed) const {
    if (!is_mail_address(typed)) return refuse(RefusalCode::destination_refused);
    const auto address = base::fold_case(typed);
    if (address == base::fold_case(who.person.work_mail)) return refuse(RefusalCode::destination_refused);
    const auto ours = tenants_.find_by_domain(address.substr(address.rfind('@') + 1));
    if (!ours) return refuse(ours.error());
    if (*ours && (*ours)->id == who.person.tenant_id) return refuse(RefusalCode::destination_refused);
    return Destination{EmailAddressMethod{typed}, typed};
}

}  // namespace tilbage::core
