// A provider of text messages that takes one JSON call over HTTPS for each (docs/operations/text-messages.md).
#pragma once

#include "adapters/curl/http_client.h"
#include "core/ports/text_provider.h"
#include "tenant/text/text_config.h"

namespace tilbage::tenant {

// 2xx: taken. 408, 425, 429 and 5xx: not taken, as the contract says. Everything else, redirects too: refused, but 401
// and 403, which are the operator's to mend while the text is still of use.
class WebhookProvider final : public core::TextProvider {
public:
    explicit WebhookProvider(WebhookConfig config);
    [[nodiscard]] core::TextAnswer send(const core::OutgoingText& text, base::TimePoint now) override;
    // A HEAD to the same address; every answer but 401 and 403 will do.
    [[nodiscard]] base::Result<void> probe() override;

private:
    [[nodiscard]] adapters::curl::HttpRequest request(const std::string& method) const;
    WebhookConfig config_;
    adapters::curl::HttpClient client_;
};

}  // namespace tilbage::tenant
