#include "core/oauth/begin_device_code.h"

#include "core/oauth/begin_sign_in.h"
#include "core/oauth/limits.h"
#include "core/oauth/user_code.h"

namespace tilbage::core {
namespace {

using Code = DeviceCodeRefusal::Code;

constexpr std::size_t kLongestScope = 1024;

tl::unexpected<DeviceCodeRefusal> refuse_device(Code code, std::string cause = {},
                                                std::chrono::seconds retry_after = {}) {
    return tl::unexpected<DeviceCodeRefusal>(DeviceCodeRefusal{code, retry_after, std::move(cause)});
}

}  // namespace

tl::expected<BegunDeviceCode, DeviceCodeRefusal> BeginDeviceCode::run(const BeginDeviceCodeCommand& command) {
    const auto tenant = find_tenant_of_address(ports_.tenants, command.tenant);
    if (!tenant) return refuse_device(Code::busy, tenant.error().message);
    if (!*tenant) return refuse_device(Code::tenant_unknown);
    const auto client = parse_client(command.client_id);
    if (!client || !may_use_device_code(*client)) return refuse_device(Code::invalid_client);
    if (command.scope.size() > kLongestScope) return refuse_device(Code::invalid_scope);
    const auto now = ports_.clock.now();
    const auto verdict = ports_.attempts.count(sign_in_limits::flows_per_address(), command.address_block, now);
    if (!verdict) return refuse_device(Code::busy, verdict.error().message);
    if (!verdict->allowed) return refuse_device(Code::too_many_attempts, {}, verdict->retry_after);
    BegunDeviceCode begun{.device_code = base::new_token(ports_.random),
                          .user_code = new_user_code(ports_.random),
                          .verification_uri = ports_.settings.base_url + "/device",
                          .expires_in = sign_in_limits::kDeviceCodeLifetime,
                          .interval = sign_in_limits::kPollInterval};
    const auto user_code = user_code_digest(ports_.key, begun.user_code);
    if (!user_code) return refuse_device(Code::busy, "a user code of ours cannot be read");
    // Two of the few billion codes may meet: the store says so, and the device asks again.
    const auto added = ports_.devices.add({.device = crypto::sha256(begun.device_code),
                                           .user_code = *user_code,
                                           .tenant_id = (*tenant)->id,
                                           .client = *client,
                                           .scope = command.scope,
                                           .state = DeviceCodeState::pending,
                                           .administrator = std::nullopt,
                                           .signed_in_at = std::nullopt,
                                           .interval = begun.interval,
                                           .last_poll_at = std::nullopt,
                                           .expires_at = now + begun.expires_in});
    if (!added) return refuse_device(Code::busy, added.error().message);
    return begun;
}

}  // namespace tilbage::core
