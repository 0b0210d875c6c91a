#include "tenant/text/text_provider.h"

#include "adapters/smpp/smpp_provider.h"
#include "tenant/text/smpp_transport.h"
#include "tenant/text/webhook_provider.h"

namespace tilbage::tenant {
namespace {

base::SecretBytes copy_of(const base::SecretBytes& secret) { return base::SecretBytes::copy_of(secret.open()); }

std::unique_ptr<core::TextProvider> make(const WebhookConfig& config) {
    return std::make_unique<WebhookProvider>(WebhookConfig{.url = config.url,
                                                           .ca_file = config.ca_file,
                                                           .authorization = copy_of(config.authorization),
                                                           .signature_key = copy_of(config.signature_key),
                                                           .body = config.body,
                                                           .sender = config.sender});
}

std::unique_ptr<core::TextProvider> make(const SmppConfig& config) {
    auto connect = [host = config.host, port = config.port, tls = config.tls, ca_file = config.ca_file] {
        return connect_smpp(host, port, tls, ca_file);
    };
    adapters::smpp::Login login{config.system_id, copy_of(config.password), config.system_type};
    return std::make_unique<adapters::smpp::SmppProvider>(std::move(connect), std::move(login), config.sender);
}

}  // namespace

std::unique_ptr<core::TextProvider> make_text_provider(const TextConfig& config) {
    if (const auto* webhook = std::get_if<WebhookConfig>(&config)) return make(*webhook);
    if (const auto* smpp = std::get_if<SmppConfig>(&config)) return make(*smpp);
    return nullptr;
}

}  // namespace tilbage::tenant
