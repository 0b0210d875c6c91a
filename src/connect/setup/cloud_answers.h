// The tenant's answers to cloud_client, from JSON. A member that is missing is CloudProblem::refused. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/setup/cloud_client.h"

namespace tilbage::connect::setup {

// RFC 9110 §5.6.7, the preferred form: "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::optional<base::TimePoint> parse_http_date(std::string_view text);

// Graph's: "2026-11-22T08:30:00Z", with or without parts of a second.
[[nodiscard]] std::optional<base::TimePoint> parse_time(std::string_view text);

struct OauthRefusal {
    std::string code;  // RFC 6749 §5.2, RFC 8628 §3.5
    CloudError error;
};
[[nodiscard]] OauthRefusal read_oauth_error(unsigned status, std::string_view body);
[[nodiscard]] CloudError read_graph_error(unsigned status, std::string_view body);

// Both wipe what they read.
[[nodiscard]] CloudResult<AccessToken> read_token(std::string& body, base::TimePoint now);
[[nodiscard]] CloudResult<DeviceCode> read_device_code(std::string& body, base::TimePoint now);

// Fills who it is and the tenant.
[[nodiscard]] CloudResult<void> read_session(std::string_view me, std::string_view organization, CloudSession& session);
[[nodiscard]] bool has_role(std::string_view member_of, std::string_view role);
// Appends; the result is @odata.nextLink, or "".
[[nodiscard]] CloudResult<std::string> read_agents(std::string_view body, std::vector<TenantAgent>& agents);
[[nodiscard]] CloudResult<RegisteredAgent> read_registered_agent(std::string_view body);
[[nodiscard]] CloudResult<IntegrationPolicy> read_policy(std::string_view body);
[[nodiscard]] CloudResult<std::vector<CloudDomain>> read_domains(std::string_view body);

}  // namespace tilbage::connect::setup
