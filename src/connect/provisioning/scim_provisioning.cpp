#include "connect/provisioning/scim_provisioning.h"

#include <algorithm>
#include <fmt/core.h>

#include "connect/http_failure.h"
#include "connect/provisioning/scim_payloads.h"

namespace tilbage::connect {

base::Result<std::string> ScimProvisioning::call(std::string_view method, const std::string& path,
                                                 const std::string& body) {
    constexpr unsigned kUnauthorized = 401;
    for (bool again = false;; again = true) {
        const auto token = tokens_.get();
        if (!token) return base::fail(token.error());
        adapters::curl::HttpRequest request{
            .method = std::string(method),
            .url = base_url_ + path,
            .headers = {{"Authorization", "Bearer " + *token}, {"Accept", "application/scim+json"}},
            .body = body};
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/scim+json"});
        auto answer = http_.send(request);
        if (!answer) return base::fail(to_error(answer.error()));
        if (answer->status == kUnauthorized && !again) {
            tokens_.discard(*token);
            continue;
        }
        if (answer->status != 200) return base::fail(refused_by_tenant(fmt::format("{} {}", method, path), *answer));
        return std::move(answer->body);
    }
}

base::Result<std::vector<core::ProvisionedPerson>> ScimProvisioning::list() {
    constexpr int kPageSize = 1000;
    std::vector<core::ProvisionedPerson> people;
    for (std::int64_t start = 1;;) {
        const auto body = call("GET", fmt::format("/Users?startIndex={}&count={}", start, kPageSize), {});
        if (!body) return base::fail(body.error());
        auto page = decode_user_page(*body);
        if (!page) return base::fail(page.error());
        std::ranges::move(page->people, std::back_inserter(people));
        start += page->returned;
        if (page->returned == 0 || start > page->total) return people;
    }
}

base::Result<core::ProvisioningReport> ScimProvisioning::apply(const std::vector<core::ProvisioningChange>& changes) {
    core::ProvisioningReport report;
    for (std::size_t at = 0; at < changes.size(); at += kMaxBulkOperations) {
        const auto some = std::span(changes).subspan(at, std::min(kMaxBulkOperations, changes.size() - at));
        const auto body = call("POST", "/Bulk", encode_bulk_request(some));
        if (!body) return base::fail(body.error());
        auto part = decode_bulk_response(*body);
        if (!part) return base::fail(part.error());
        report.done += part->done;
        std::ranges::move(part->refused, std::back_inserter(report.refused));
    }
    return report;
}

}  // namespace tilbage::connect
