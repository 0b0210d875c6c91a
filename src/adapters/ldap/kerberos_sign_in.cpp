#include "adapters/ldap/kerberos_sign_in.h"

#include <algorithm>
#include <fmt/core.h>

#include "adapters/ldap/kerberos/gss_context.h"
#include "adapters/ldap/kerberos/security_layer.h"
#include "adapters/ldap/setup/discovery.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {
namespace {

using Problem = KerberosProblem;

constexpr const char* kMechanism = "GSSAPI";
// RFC 4511 §4.1.9
constexpr int kSuccess = 0;
constexpr int kStrongerAuthRequired = 8;
constexpr int kSaslBindInProgress = 14;
constexpr int kUnwillingToPerform = 53;
// Of the key, in bits: AES. What seals with less (RC4, DES) is refused.
constexpr int kWeakestSeal = 128;
// What a server may send at once, and as much as we send a server that sets no limit (three octets, RFC 4752 §3.3).
constexpr std::uint32_t kMostReceived = 0xffffff;
constexpr std::size_t kMostSent = 64 << 10;
constexpr int kMostSteps = 8;  // two tokens and a security layer; a server that wants more never ends

class KerberosSealer final : public Sealer {
public:
    KerberosSealer(std::unique_ptr<GssContext> context, std::size_t most_at_once)
        : context_(std::move(context)), most_at_once_(most_at_once) {}

    [[nodiscard]] std::size_t most_at_once() const override { return most_at_once_; }
    std::optional<std::string> seal(std::span<const std::uint8_t> plain) override {
        return context_->wrap(plain, true);
    }
    std::optional<std::string> open(std::span<const std::uint8_t> sealed) override {
        auto opened = context_->unwrap(sealed);
        if (!opened || !opened->was_sealed) return std::nullopt;
        return std::move(opened->plain);
    }

private:
    std::unique_ptr<GssContext> context_;
    std::size_t most_at_once_;
};

KerberosServer server_of(const Connection& connection) {
    const auto& root = connection.root_dse();
    return {.address = connection.address().str(),
            .host = connection.address().host,
            .realm = realm_of(root),
            .own_name = root.dns_host_name};
}

KerberosFailure connection_failed(base::Error error) { return {Problem::connection, std::move(error)}; }

// The whole of one sign-in.
class SignInByGssapi {
public:
    SignInByGssapi(Connection& connection, const ServiceTicket& ticket, std::unique_ptr<GssContext> context,
                   Deadline deadline)
        : connection_(connection), ticket_(ticket), context_(std::move(context)), deadline_(deadline) {}

    Kerberos<void> run() {
        std::string token;
        for (int step = 0; step < kMostSteps; ++step) {
            auto ours = next(token);
            if (!ours) return kerberos_failed(ours.error());
            auto answer = connection_.sasl_bind(kMechanism, *ours, deadline_);
            if (!answer) return kerberos_failed(connection_failed(answer.error()));
            if (answer->result_code == kSuccess && layer_) return use_layer();
            if (answer->result_code != kSaslBindInProgress) return kerberos_failed(refused(*answer));
            token = std::move(answer->server_credentials);
        }
        return kerberos_failed(Problem::other, connection_.address().str() + ": the sign-in by Kerberos does not end");
    }

private:
    [[nodiscard]] bool is_in_tls() const { return connection_.address().scheme == ServerAddress::Scheme::ldaps; }

    Kerberos<std::string> next(const std::string& token) {
        return context_->is_complete() ? choose_layer(token) : context_->step(token);
    }

    Kerberos<std::string> choose_layer(const std::string& token) {
        const auto unwrapped = context_->unwrap(base::as_bytes(token));
        const auto offer = unwrapped ? LayerOffer::parse(unwrapped->plain) : std::nullopt;
        if (!offer) {
            return kerberos_failed(
                Problem::other, connection_.address().str() + ": what the server offers to seal with cannot be read");
        }
        const auto layer = is_in_tls() ? SecurityLayer::none : SecurityLayer::sealed;
        if (!offer->has(layer)) return kerberos_failed(not_offered(layer));
        if (layer == SecurityLayer::sealed && context_->strength() < kWeakestSeal) {
            return kerberos_failed(
                Problem::not_sealed,
                fmt::format("{}: the connection would be encrypted with {} bits only. Allow AES on the account and in "
                            "the domain, or write ldaps://",
                            connection_.address().str(), context_->strength()));
        }
        layer_ = layer;
        most_sent_ = std::min<std::size_t>(offer->most_received, kMostSent);
        auto choice = context_->wrap(base::as_bytes(encode_choice(layer, kMostReceived)), false);
        if (!choice) return kerberos_failed(Problem::other, connection_.address().str() + ": Kerberos cannot sign");
        return std::move(*choice);
    }

    [[nodiscard]] KerberosFailure not_offered(SecurityLayer layer) const {
        if (layer == SecurityLayer::none) return demands_other();
        return {Problem::not_sealed,
                {base::ErrorCode::unavailable,
                 fmt::format("{}: the server does not offer to encrypt the connection; write ldaps://",
                             connection_.address().str())}};
    }

    Kerberos<void> use_layer() {
        connection_.set_end(ticket_.end());
        if (is_in_tls()) return {};
        const auto most = context_->most_sealed_into(most_sent_);
        if (most == 0) {
            return kerberos_failed(Problem::not_sealed,
                                   connection_.address().str() + ": the server takes nothing sealed");
        }
        auto sealed = connection_.seal(std::make_unique<KerberosSealer>(std::move(context_), most), deadline_);
        if (!sealed) return kerberos_failed(connection_failed(sealed.error()));
        return {};
    }

    [[nodiscard]] KerberosFailure demands_other() const {
        return {
            Problem::demands_other_sign_in,
            {base::ErrorCode::unavailable,
             fmt::format("{}: this domain controller does not take Kerberos inside TLS (Samba, unless smb.conf says "
                         "\"ldap server require strong auth = allow_sasl_over_tls\"). Write ldap://{} in "
                         "directory.servers: with a keytab that connection is signed and encrypted by Kerberos",
                         connection_.address().str(), connection_.address().host)}};
    }

    [[nodiscard]] KerberosFailure refused(const BindAnswer& answer) const {
        const bool demands = answer.result_code == kStrongerAuthRequired || answer.result_code == kUnwillingToPerform;
        if (is_in_tls() && demands) {
            auto failure = demands_other();
            failure.error.message += fmt::format(" (result {}: {})", answer.result_code, answer.diagnostic_message);
            return failure;
        }
        return {Problem::other,
                {base::ErrorCode::unavailable,
                 fmt::format("{}: the domain controller refuses the ticket of {} for {} (result {}: {}). Is this the "
                             "server's own name, and are both clocks right?",
                             connection_.address().str(), ticket_.attempt().principal, ticket_.service(),
                             answer.result_code, answer.diagnostic_message)}};
    }

    Connection& connection_;
    const ServiceTicket& ticket_;
    std::unique_ptr<GssContext> context_;
    Deadline deadline_;
    std::optional<SecurityLayer> layer_;
    std::size_t most_sent_ = 0;
};

}  // namespace

std::string realm_of(const RootDse& root) {
    auto name = dns_name_of(root.default_naming_context);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return name;
}

Kerberos<void> sign_in_with_keytab(Connection& connection, const KeytabAccount& account, Deadline deadline) {
    const auto ticket = ServiceTicket::get(account, server_of(connection), deadline);
    if (!ticket) return kerberos_failed(ticket.error());
    auto context = GssContext::create(*ticket, connection.channel_binding());
    if (!context) return kerberos_failed(context.error());
    return SignInByGssapi(connection, *ticket, std::move(*context), deadline).run();
}

}  // namespace tilbage::adapters::ldap
