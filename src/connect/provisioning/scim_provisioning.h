// The tenant's people over SCIM.
#pragma once

#include "adapters/curl/http_client.h"
#include "connect/token_source.h"
#include "core/ports/provisioning.h"

namespace tilbage::connect {

// One thread. `tokens` must outlive it.
class ScimProvisioning final : public core::Provisioning {
public:
    ScimProvisioning(adapters::curl::HttpClientOptions http, std::string tenant_url, TokenSource& tokens)
        : http_(std::move(http)), base_url_(std::move(tenant_url) + "/scim/v2"), tokens_(tokens) {}

    base::Result<std::vector<core::ProvisionedPerson>> list() override;
    base::Result<core::ProvisioningReport> apply(const std::vector<core::ProvisioningChange>& changes) override;

private:
    // A token that the tenant refuses is replaced once.
    base::Result<std::string> call(std::string_view method, const std::string& path, const std::string& body);

    adapters::curl::HttpClient http_;
    const std::string base_url_;
    TokenSource& tokens_;
};

}  // namespace tilbage::connect
