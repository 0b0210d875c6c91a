#include "core/security_info/phone_registrar.h"

#include "core/methods/phone_country.h"
#include "core/methods/phone_number.h"
#include "core/sspr/text_limits.h"

namespace tilbage::core {

Answer<CodeRegistrar::Destination> PhoneRegistrar::read(const Registrant& who, const std::string& typed) const {
    auto number = to_e164(typed, phone_country_of(who.person));
    if (!number) return refuse(RefusalCode::destination_refused);
    const auto counted = count_text(attempts_, key_, who.person.tenant_id, *number, who.now);
    if (!counted) return refuse(counted.error());
    return Destination{MobilePhoneMethod{*number}, *number};
}

}  // namespace tilbage::core
