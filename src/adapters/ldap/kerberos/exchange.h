// An exchange with a KDC (RFC 4120 §3.1, §3.3). Included by this folder's .cpp files and by nobody else.
#pragma once

#include <string>
#include <string_view>

#include "adapters/ldap/kerberos/kdc.h"
#include "adapters/ldap/kerberos/krb5_handles.h"

namespace tilbage::adapters::ldap::krb5 {

// What ended it: an error of libkrb5, the network's, or that it was to go on in another realm, whose KDC is elsewhere.
struct ExchangeEnd {
    krb5_error_code code = 0;
    base::Error network;
    std::string other_realm;
    [[nodiscard]] bool ok() const { return code == 0 && network.message.empty() && other_realm.empty(); }
};

// Carries what `step` (krb5_init_creds_step, krb5_tkt_creds_step) makes of `exchange` to `host` and back, to the end.
template <class Exchange, class Step>
ExchangeEnd carry(krb5_context context, const Exchange& exchange, Step step, const std::string& host, int port,
                  std::string_view realm, Deadline deadline) {
    constexpr unsigned kContinue = KRB5_INIT_CREDS_STEP_FLAG_CONTINUE;
    static_assert(kContinue == KRB5_TKT_CREDS_STEP_FLAG_CONTINUE);
    std::string answer;
    while (true) {
        krb5_data in{KV5M_DATA, static_cast<unsigned>(answer.size()), answer.data()};
        krb5_data request{};
        krb5_data asked{};
        unsigned flags = 0;
        const auto code = step(context, exchange.get(), &in, &request, &asked, &flags);
        const std::string to_send(request.data == nullptr ? "" : request.data, request.length);
        const std::string asked_realm(asked.data == nullptr ? "" : asked.data, asked.length);
        krb5_free_data_contents(context, &request);
        krb5_free_data_contents(context, &asked);
        // Over TCP nothing is too big.
        if (code != 0 && code != KRB5KRB_ERR_RESPONSE_TOO_BIG) return {code, {}, {}};
        if ((flags & kContinue) == 0) return {};
        if (asked_realm != realm) return {0, {}, asked_realm};
        auto answered = ask_kdc(host, to_send, deadline, port);
        if (!answered) return {0, answered.error(), {}};
        answer = std::move(*answered);
    }
}

}  // namespace tilbage::adapters::ldap::krb5
