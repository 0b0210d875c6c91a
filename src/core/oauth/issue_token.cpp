#include "core/oauth/issue_token.h"

#include <algorithm>
#include <optional>

#include "base/encoding.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/oauth/begin_sign_in.h"
#include "core/oauth/limits.h"
#include "core/oauth/pkce.h"

namespace tilbage::core {
namespace {

using Code = TokenRefusalCode;

tl::unexpected<TokenRefusal> refuse_token(Code code, std::string cause) {
    return tl::unexpected<TokenRefusal>(TokenRefusal{code, std::move(cause)});
}
tl::unexpected<TokenRefusal> refuse_token(const base::Error& error) { return refuse_token(Code::busy, error.message); }

// Refusals commit: what was used stays used. Only a failing store undoes.
template <class F>
TokenAnswer in_one_step_of_token(UnitOfWork& unit_of_work, F&& work) {
    std::optional<TokenAnswer> answer;
    const auto done = unit_of_work.run([&]() -> base::Result<void> {
        answer.emplace(work());
        if (!answer->has_value() && answer->error().code == Code::busy)
            return base::fail(base::ErrorCode::internal, answer->error().cause);
        return {};
    });
    if (!done) return refuse_token(done.error());
    return std::move(*answer);
}

base::Result<bool> is_tenant_of_address(TenantStore& tenants, const TenantId& id, const std::string& address) {
    const auto tenant = find_tenant_of_address(tenants, address);
    if (!tenant) return base::fail(tenant.error());
    return *tenant && (*tenant)->id == id;
}

AuditRecord reuse_record(const AuthorizationCode& code, base::TimePoint now) {
    constexpr std::size_t kCorrelationBytes = 8;
    AuditRecord record;
    record.tenant_id = code.tenant_id;
    record.at = now;
    record.actor = "anonymous";
    record.action = "administrator.code_reused";
    record.target = "administrator:" + code.administrator.str();
    record.result = "revoked";
    record.correlation_id = "code:" + base::to_hex(std::span(code.code).first(kCorrelationBytes));
    record.details = "{}";
    return record;
}

// What is wrong with an exchange whose code is known; empty when nothing is.
std::string complaint(const AuthorizationCode& code, const ExchangeCodeCommand& command, base::TimePoint now) {
    if (code.expires_at <= now) return "the code has expired";
    if (command.client_id != to_string(code.client)) return "the code is another client's";
    if (command.redirect_uri != code.redirect_uri) return "redirect_uri is not the one of the request";
    if (!proves(command.code_verifier, code.code_challenge)) return "the verifier does not prove the challenge";
    return {};
}

}  // namespace

std::string_view to_string(TokenRefusalCode code) {
    switch (code) {
        case Code::invalid_client:
            return "invalid_client";
        case Code::invalid_grant:
            return "invalid_grant";
        case Code::authorization_pending:
            return "authorization_pending";
        case Code::slow_down:
            return "slow_down";
        case Code::access_denied:
            return "access_denied";
        case Code::expired_token:
            return "expired_token";
        case Code::busy:
            return "temporarily_unavailable";
    }
    return {};
}

TokenAnswer IssueToken::by_code(const ExchangeCodeCommand& command) {
    if (!parse_client(command.client_id)) return refuse_token(Code::invalid_client, "no such client");
    return in_one_step_of_token(ports_.unit_of_work, [&] { return use_code(command); });
}

TokenAnswer IssueToken::use_code(const ExchangeCodeCommand& command) {
    const auto now = ports_.clock.now();
    const auto digest = crypto::sha256(command.code);
    const auto used = ports_.codes.use(digest);
    if (!used) return refuse_token(used.error());
    if (!*used) return refuse_token(Code::invalid_grant, "no such code");
    const auto& code = (*used)->code;
    if ((*used)->used_before) {
        if (auto revoked = ports_.tokens.revoke_of_code(digest); !revoked) return refuse_token(revoked.error());
        if (auto noted = ports_.audit.append(reuse_record(code, now)); !noted) return refuse_token(noted.error());
        return refuse_token(Code::invalid_grant, "the code was used before; what it gave is revoked");
    }
    const auto at_home = is_tenant_of_address(ports_.tenants, code.tenant_id, command.tenant);
    if (!at_home) return refuse_token(at_home.error());
    if (!*at_home) return refuse_token(Code::invalid_grant, "the code is another tenant's");
    if (auto wrong = complaint(code, command, now); !wrong.empty())
        return refuse_token(Code::invalid_grant, std::move(wrong));
    return give({.token = {},
                 .administrator = code.administrator,
                 .client = code.client,
                 .signed_in_at = code.signed_in_at,
                 .expires_at = {},
                 .code = digest,
                 .session = code.session},
                code.scope, now);
}

TokenAnswer IssueToken::by_device_code(const ExchangeDeviceCodeCommand& command) {
    const auto client = parse_client(command.client_id);
    if (!client || !may_use_device_code(*client)) return refuse_token(Code::invalid_client, "no such client");
    return in_one_step_of_token(ports_.unit_of_work, [&] { return poll(command); });
}

TokenAnswer IssueToken::poll(const ExchangeDeviceCodeCommand& command) {
    const auto now = ports_.clock.now();
    const auto found = ports_.devices.find(crypto::sha256(command.device_code));
    if (!found) return refuse_token(found.error());
    if (!*found) return refuse_token(Code::invalid_grant, "no such device code");
    const auto& device = **found;
    const auto at_home = is_tenant_of_address(ports_.tenants, device.tenant_id, command.tenant);
    if (!at_home) return refuse_token(at_home.error());
    if (!*at_home || command.client_id != to_string(device.client))
        return refuse_token(Code::invalid_grant, "the device code is another client's");
    if (device.expires_at <= now) return refuse_token(Code::expired_token, "the device code has expired");
    const bool too_soon = device.last_poll_at && now < *device.last_poll_at + device.interval;
    const auto interval =
        too_soon ? std::min(device.interval + sign_in_limits::kPollSlowDown, sign_in_limits::kLongestInterval)
                 : device.interval;
    if (auto noted = ports_.devices.note_poll(device.device, interval, now); !noted) return refuse_token(noted.error());
    if (too_soon) return refuse_token(Code::slow_down, "asked too soon");
    if (device.state == DeviceCodeState::pending) return refuse_token(Code::authorization_pending, "not answered yet");
    if (auto removed = ports_.devices.remove(device.device); !removed) return refuse_token(removed.error());
    if (device.state == DeviceCodeState::denied) return refuse_token(Code::access_denied, "the administrator said no");
    return give({.token = {},
                 .administrator = *device.administrator,
                 .client = device.client,
                 .signed_in_at = *device.signed_in_at,
                 .expires_at = {},
                 .code = std::nullopt,
                 .session = std::nullopt},
                device.scope, now);
}

TokenAnswer IssueToken::give(AdministratorToken token, const std::string& scope, base::TimePoint now) {
    IssuedToken issued{
        .token = base::new_token(ports_.random), .expires_in = kAdministratorTokenLifetime, .scope = scope};
    token.token = crypto::sha256(issued.token);
    token.expires_at = now + kAdministratorTokenLifetime;
    if (auto added = ports_.tokens.add(token); !added) return refuse_token(added.error());
    return issued;
}

}  // namespace tilbage::core
