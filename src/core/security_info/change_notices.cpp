#include "core/security_info/change_notices.h"

#include <array>

#include "core/account/limits.h"
#include "core/identity/mail_addresses_of.h"

namespace tilbage::core {

std::string new_link_token(base::Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    std::string token;
    for (const auto byte : bytes) {
        token += static_cast<char>('a' + (byte >> 4U));
        token += static_cast<char>('a' + (byte & 0xfU));
    }
    return token;
}

base::Result<void> ChangeNotices::tell(const OpenSecurityInfo& open, const MethodChange& change,
                                       const std::vector<AuthenticationMethod>& methods) {
    const auto now = ports_.account.clock.now();
    const auto token = new_link_token(ports_.account.random);
    const auto expires_at = now + account_limits::kChangeLinkServes;
    const auto added = ports_.links.add({.token = crypto::sha256(token),
                                         .tenant_id = open.person.tenant_id,
                                         .person_id = open.person.id,
                                         .method_id = change.method_id,
                                         .kind = change.kind,
                                         .expires_at = expires_at});
    if (!added) return added;
    auto mail = ports_.texts.method_notice({.locale = open.person.preferred_language,
                                            .tenant_name = open.tenant_name,
                                            .user_name = open.person.user_name,
                                            .at = now,
                                            .what = change.what,
                                            .kind = change.kind,
                                            .link = ports_.page + "#not-me=" + token});
    mail.useful_until = expires_at;
    auto addresses = mail_addresses_of(open.person);
    for (const auto& method : methods) {
        if (const auto* email = std::get_if<EmailAddressMethod>(&method.data)) addresses.insert(email->address);
    }
    for (const auto& address : addresses) {
        mail.to = address;
        if (const auto queued = ports_.outbox.add(mail, now); !queued) return queued;
    }
    return {};
}

}  // namespace tilbage::core
