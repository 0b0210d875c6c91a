#include "connect/setup/cloud_answers.h"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <cstdio>
#include <ctime>
#include <fmt/core.h>

#include "crypto/jose_json.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

using crypto::number_member;
using crypto::text_member;

constexpr std::size_t kQuoted = 300;

CloudError unreadable(std::string_view what) {
    return {.problem = CloudProblem::refused,
            .message = fmt::format("the tenant's answer about {} is not what this version understands. Is the tenant "
                                   "older than this agent?",
                                   what)};
}

std::optional<json::object> parse_object(std::string_view body) {
    boost::system::error_code code;
    auto value = json::parse(body, code);
    if (code || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

bool flag(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::string text(const json::object& object, std::string_view name) { return std::string(text_member(object, name)); }

// The objects of a collection's "value".
std::optional<std::vector<json::object>> values_of(const json::object& collection, std::string_view name = "value") {
    const auto* value = collection.if_contains(name);
    if (value == nullptr || !value->is_array()) return std::nullopt;
    std::vector<json::object> objects;
    for (const auto& entry : value->get_array()) {
        if (!entry.is_object()) return std::nullopt;
        objects.push_back(entry.get_object());
    }
    return objects;
}

std::string one_line(std::string_view words) {
    std::string line(words.substr(0, kQuoted));
    std::ranges::replace_if(line, [](unsigned char c) { return c < ' '; }, ' ');
    return line;
}

CloudError busy(unsigned status) {
    return {.problem = CloudProblem::tenant_unreachable,
            .message = fmt::format("the tenant answers {}. Try again in a minute.", status)};
}

std::shared_ptr<const base::SecretBytes> secret_of(const json::object& object, std::string_view name) {
    return std::make_shared<const base::SecretBytes>(base::SecretBytes::copy_of(text_member(object, name)));
}

TenantAgent read_agent(const json::object& object) {
    TenantAgent agent{.id = text(object, "id"),
                      .display_name = text(object, "displayName"),
                      .host = text(object, "host"),
                      .version = text(object, "version"),
                      .connected = text_member(object, "state") == "connected",
                      .password_writeback = flag(object, "passwordWriteback"),
                      .staging = flag(object, "staging"),
                      .last_heartbeat = text(object, "lastHeartbeatDateTime"),
                      .round_trip_ms = number_member(object, "roundTripMilliseconds"),
                      .domains = {},
                      .created = text(object, "createdDateTime"),
                      .problem = text(object, "problem")};
    if (const auto* domains = object.if_contains("domains"); domains != nullptr && domains->is_array()) {
        for (const auto& domain : domains->get_array()) {
            if (domain.is_string()) agent.domains.emplace_back(domain.get_string());
        }
    }
    return agent;
}

}  // namespace

std::optional<base::TimePoint> parse_http_date(std::string_view date) {
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 4> month{};
    std::tm time{};
    int used = 0;
    const std::string copy(date);
    if (std::sscanf(copy.c_str(), "%*3s, %2d %3s %4d %2d:%2d:%2d GMT%n", &time.tm_mday, month.data(), &time.tm_year,
                    &time.tm_hour, &time.tm_min, &time.tm_sec, &used) != 6 ||
        used != static_cast<int>(copy.size())) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(kMonths, std::string_view(month.data()));
    if (found == kMonths.end()) return std::nullopt;
    time.tm_mon = static_cast<int>(found - kMonths.begin());
    time.tm_year -= 1900;
    return base::from_seconds(::timegm(&time));
}

std::optional<base::TimePoint> parse_time(std::string_view text) {
    std::tm time{};
    int used = 0;
    const std::string copy(text);
    if (!copy.ends_with('Z') ||
        std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &time.tm_year, &time.tm_mon, &time.tm_mday,
                    &time.tm_hour, &time.tm_min, &time.tm_sec, &used) != 6 ||
        used == 0) {
        return std::nullopt;
    }
    time.tm_year -= 1900;
    time.tm_mon -= 1;
    return base::from_seconds(::timegm(&time));
}

OauthRefusal read_oauth_error(unsigned status, std::string_view body) {
    const auto object = parse_object(body);
    OauthRefusal refusal{.code = object ? text(*object, "error") : std::string(), .error = {}};
    const auto words = object ? one_line(text_member(*object, "error_description")) : std::string();
    if (status == 429 || status >= 500) {
        refusal.error = busy(status);
    } else if (refusal.code == "expired_token" || refusal.code == "invalid_grant") {
        refusal.error = {.problem = CloudProblem::sign_in_expired,
                         .message = "the sign-in took too long or its code was used already. Sign in again."};
    } else if (status == 404 && refusal.code.empty()) {
        refusal.error = {.problem = CloudProblem::url_wrong,
                         .message = "no tenant of Tilbage with that name answers there: check the address."};
    } else {
        refusal.error = {.problem = CloudProblem::sign_in_refused,
                         .message = fmt::format("the tenant refused the sign-in ({}{}{}). Sign in again.",
                                                refusal.code.empty() ? std::to_string(status) : refusal.code,
                                                words.empty() ? "" : ": ", words)};
    }
    return refusal;
}

CloudError read_graph_error(unsigned status, std::string_view body) {
    if (status == 401)
        return {.problem = CloudProblem::sign_in_expired, .message = "the sign-in has expired. Sign in again."};
    if (status == 403) {
        return {.problem = CloudProblem::not_administrator,
                .message = "the account that is signed in may not do this. Sign in as a Global Administrator."};
    }
    if (status == 429 || status >= 500) return busy(status);
    std::string words;
    if (const auto object = parse_object(body)) {
        const auto* error = object->if_contains("error");
        if (error != nullptr && error->is_object()) words = one_line(text_member(error->get_object(), "message"));
    }
    return {.problem = status == 404 ? CloudProblem::not_found : CloudProblem::refused,
            .message = fmt::format("the tenant answers {}{}{}", status, words.empty() ? "" : ": ", words)};
}

CloudResult<AccessToken> read_token(std::string& body, base::TimePoint now) {
    auto object = parse_object(body);
    base::wipe(body.data(), body.size());
    if (!object || text_member(*object, "access_token").empty()) return tl::unexpected(unreadable("the sign-in"));
    const auto lifetime = std::chrono::seconds(number_member(*object, "expires_in").value_or(0));
    AccessToken token{.secret = secret_of(*object, "access_token"), .expires_at = now + lifetime};
    auto& text = object->at("access_token").get_string();
    base::wipe(text.data(), text.size());
    return token;
}

CloudResult<DeviceCode> read_device_code(std::string& body, base::TimePoint now) {
    auto object = parse_object(body);
    base::wipe(body.data(), body.size());
    if (!object || text_member(*object, "device_code").empty() || text_member(*object, "user_code").empty())
        return tl::unexpected(unreadable("the sign-in"));
    return DeviceCode{.device_code = secret_of(*object, "device_code"),
                      .user_code = text(*object, "user_code"),
                      .verification_uri = text(*object, "verification_uri"),
                      .expires_at = now + std::chrono::seconds(number_member(*object, "expires_in").value_or(0)),
                      .interval = std::chrono::seconds(number_member(*object, "interval").value_or(5))};
}

CloudResult<void> read_session(std::string_view me, std::string_view organization, CloudSession& session) {
    const auto person = parse_object(me);
    const auto collection = parse_object(organization);
    const auto tenants = collection ? values_of(*collection) : std::nullopt;
    if (!person || !tenants || tenants->empty()) return tl::unexpected(unreadable("who is signed in"));
    session.user_principal_name = text(*person, "userPrincipalName");
    session.display_name = text(*person, "displayName");
    const auto& tenant = tenants->front();
    session.tenant_id = text(tenant, "id");
    const auto domains = values_of(tenant, "verifiedDomains");
    if (session.tenant_id.empty() || !domains || domains->empty()) return tl::unexpected(unreadable("the tenant"));
    const auto standard = std::ranges::find_if(*domains, [](const auto& domain) { return flag(domain, "isDefault"); });
    session.tenant_domain = text(standard == domains->end() ? domains->front() : *standard, "name");
    return {};
}

bool has_role(std::string_view member_of, std::string_view role) {
    const auto collection = parse_object(member_of);
    const auto roles = collection ? values_of(*collection) : std::nullopt;
    return roles &&
           std::ranges::any_of(*roles, [&](const auto& entry) { return text_member(entry, "displayName") == role; });
}

CloudResult<std::string> read_agents(std::string_view body, std::vector<TenantAgent>& agents) {
    const auto collection = parse_object(body);
    const auto values = collection ? values_of(*collection) : std::nullopt;
    if (!values) return tl::unexpected(unreadable("its agents"));
    std::ranges::transform(*values, std::back_inserter(agents), read_agent);
    return text(*collection, "@odata.nextLink");
}

CloudResult<RegisteredAgent> read_registered_agent(std::string_view body) {
    const auto object = parse_object(body);
    if (!object) return tl::unexpected(unreadable("the registration"));
    RegisteredAgent agent{.agent_id = text(*object, "id"),
                          .tenant_id = text(*object, "tenantId"),
                          .tenant_domain = text(*object, "tenantDomain")};
    if (agent.agent_id.empty() || agent.tenant_id.empty() || agent.tenant_domain.empty())
        return tl::unexpected(unreadable("the registration"));
    return agent;
}

CloudResult<IntegrationPolicy> read_policy(std::string_view body) {
    const auto object = parse_object(body);
    if (!object) return tl::unexpected(unreadable("its settings"));
    return IntegrationPolicy{.password_writeback_enabled = flag(*object, "passwordWritebackEnabled"),
                             .account_unlock_enabled = flag(*object, "accountUnlockEnabled")};
}

CloudResult<std::vector<CloudDomain>> read_domains(std::string_view body) {
    const auto collection = parse_object(body);
    const auto values = collection ? values_of(*collection) : std::nullopt;
    if (!values) return tl::unexpected(unreadable("its domains"));
    std::vector<CloudDomain> domains;
    for (const auto& value : *values)
        domains.push_back({.id = text(value, "id"), .sign_in_type = text(value, "signInType")});
    return domains;
}

}  // namespace tilbage::connect::setup
