#include "adapters/ldap/kerberos/ticket.h"

#include <fmt/core.h>

#include "adapters/ldap/kerberos/exchange.h"
#include "adapters/ldap/kerberos/keytab.h"
#include "adapters/ldap/kerberos/ticket_parts.h"
#include "base/unicode.h"

namespace tilbage::adapters::ldap {
namespace {

using Problem = KerberosProblem;

std::string realm_of(const std::string& principal) { return principal.substr(principal.rfind('@') + 1); }

// One account's way to a ticket. What it acquires, it puts into the cache.
class Acquisition {
public:
    Acquisition(krb5_context context, krb5_ccache cache, const KerberosServer& server, Deadline deadline)
        : context_(context), cache_(cache), server_(server), deadline_(deadline), client_(context) {}

    krb5_error_code name_client(const std::string& principal) {
        return krb5_parse_name(context_, principal.c_str(), client_.out());
    }

    // RFC 4120 §3.1, proved with the keytab's key.
    krb5::ExchangeEnd get_initial(const KeytabAccount& account) {
        krb5::Options options(context_);
        krb5::Keytab keytab(context_);
        krb5::InitialExchange exchange(context_);
        auto code = krb5_get_init_creds_opt_alloc(context_, options.out());
        if (code != 0) return {code, {}, {}};
        krb5_get_init_creds_opt_set_forwardable(options.get(), 0);
        krb5_get_init_creds_opt_set_proxiable(options.get(), 0);
        code = krb5_kt_resolve(context_, ("FILE:" + account.file).c_str(), keytab.out());
        if (code == 0) {
            code = krb5_init_creds_init(context_, client_.get(), nullptr, nullptr, 0, options.get(), exchange.out());
        }
        if (code == 0) code = krb5_init_creds_set_keytab(context_, exchange.get(), keytab.get());
        if (code != 0) return {code, {}, {}};
        auto end = krb5::carry(context_, exchange, &krb5_init_creds_step, server_.host, server_.kdc_port, server_.realm,
                               deadline_);
        if (end.ok()) end.code = keep(exchange);
        return end;
    }

    // RFC 4120 §3.3. libkrb5 keeps the ticket in the cache by itself.
    krb5::ExchangeEnd get_service(const std::string& service, base::Millis life, Deadline& ticket_end) {
        krb5::Principal name(context_);
        krb5::Credentials wanted(context_);
        krb5::TicketExchange exchange(context_);
        auto code = krb5_parse_name(context_, service.c_str(), name.out());
        if (code == 0) code = krb5_copy_principal(context_, client_.get(), &wanted->client);
        if (code == 0) code = krb5_copy_principal(context_, name.get(), &wanted->server);
        if (code == 0 && life.count() > 0) code = krb5_timeofday(context_, &wanted->times.endtime);
        wanted->times.endtime += static_cast<krb5_timestamp>(std::chrono::ceil<std::chrono::seconds>(life).count());
        if (code == 0) code = krb5_tkt_creds_init(context_, cache_, wanted.get(), 0, exchange.out());
        if (code != 0) return {code, {}, {}};
        auto end = krb5::carry(context_, exchange, &krb5_tkt_creds_step, server_.host, server_.kdc_port, server_.realm,
                               deadline_);
        if (!end.ok()) return end;
        krb5::Credentials got(context_);
        end.code = krb5_tkt_creds_get_creds(context_, exchange.get(), got.get());
        if (end.code == 0) ticket_end = Deadline::in(time_left(got->times.endtime));
        return end;
    }

private:
    krb5_error_code keep(const krb5::InitialExchange& exchange) {
        krb5::Credentials got(context_);
        auto code = krb5_init_creds_get_creds(context_, exchange.get(), got.get());
        if (code == 0) code = krb5_cc_initialize(context_, cache_, got->client);
        if (code == 0) code = krb5_cc_store_cred(context_, cache_, got.get());
        return code;
    }

    // By the KDC's clock, which libkrb5 knows by now.
    base::Millis time_left(krb5_timestamp end) const {
        krb5_timestamp now = 0;
        if (krb5_timeofday(context_, &now) != 0) return base::Millis(0);
        // Timestamps are unsigned since 2038 is not far.
        const auto seconds =
            static_cast<std::int32_t>(static_cast<std::uint32_t>(end) - static_cast<std::uint32_t>(now));
        return std::chrono::seconds(std::max(seconds, 0));
    }

    krb5_context context_;
    krb5_ccache cache_;
    const KerberosServer& server_;
    Deadline deadline_;
    krb5::Principal client_;
};

KerberosFailure failure_of(krb5_context context, const krb5::ExchangeEnd& end, const KerberosAttempt& attempt) {
    if (!end.network.message.empty()) return {Problem::kdc_unreachable, end.network};
    if (!end.other_realm.empty()) {
        return {Problem::account_unknown,
                {base::ErrorCode::permission_denied,
                 fmt::format("{}: {} belongs to the realm {}, which this domain controller does not serve",
                             attempt.server, attempt.principal, end.other_realm)}};
    }
    return kerberos_failure(end.code, krb5::text_of(context, end.code), attempt);
}

}  // namespace

ServiceTicket::ServiceTicket(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ServiceTicket::~ServiceTicket() = default;
ServiceTicket::ServiceTicket(ServiceTicket&&) noexcept = default;
const std::string& ServiceTicket::service() const { return parts_->attempt.service; }
Deadline ServiceTicket::end() const { return parts_->end; }
const KerberosAttempt& ServiceTicket::attempt() const { return parts_->attempt; }

Kerberos<ServiceTicket> ServiceTicket::get(const KeytabAccount& account, const KerberosServer& server,
                                           Deadline deadline) {
    const auto key = find_key(account.file, account.account);
    if (!key) return kerberos_failed(key.error());
    KerberosAttempt attempt{.server = server.address,
                            .principal = key->principal,
                            .keytab = fmt::format("{} (key version {})", account.file, key->version),
                            .service = {},
                            .own_name = server.own_name};
    if (realm_of(key->principal) != server.realm) {
        return kerberos_failed(Problem::account_unknown,
                               fmt::format("{}: the keytab is for {}, but this domain controller serves the realm {}; "
                                           "give the domain controllers of the account's own domain",
                                           server.address, key->principal, server.realm));
    }
    auto context = krb5::make_context();
    if (!context) {
        return kerberos_failed(Problem::other, "Kerberos cannot be set up on this machine; is /etc/krb5.conf right?");
    }
    auto* const library = context.get();
    krb5::Cache cache(library);
    if (const auto code = krb5_cc_new_unique(library, "MEMORY", nullptr, cache.out()); code != 0) {
        return kerberos_failed(kerberos_failure(code, krb5::text_of(library, code), attempt));
    }
    Acquisition acquisition(library, cache.get(), server, deadline);
    if (const auto code = acquisition.name_client(key->principal); code != 0) {
        return kerberos_failed(kerberos_failure(code, krb5::text_of(library, code), attempt));
    }
    if (const auto end = acquisition.get_initial(account); !end.ok()) {
        return kerberos_failed(failure_of(library, end, attempt));
    }
    attempt.service = fmt::format("ldap/{}@{}", base::fold_case(server.host), server.realm);
    auto ticket_end = deadline;
    if (const auto end = acquisition.get_service(attempt.service, account.ticket_life, ticket_end); !end.ok()) {
        return kerberos_failed(failure_of(library, end, attempt));
    }
    return ServiceTicket(
        std::unique_ptr<Parts>(new Parts{std::move(context), std::move(cache), std::move(attempt), ticket_end}));
}

}  // namespace tilbage::adapters::ldap
