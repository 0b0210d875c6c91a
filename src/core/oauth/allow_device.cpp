#include "core/oauth/allow_device.h"

#include "core/oauth/limits.h"
#include "core/oauth/sign_in_audit.h"
#include "core/oauth/user_code.h"

namespace tilbage::core {
namespace {

using Code = SignInRefusalCode;

SignInFlow flow_for(const DeviceCode& device) {
    SignInFlow flow;
    flow.tenant_id = device.tenant_id;
    flow.client = device.client;
    flow.scope = device.scope;
    flow.device = device.device;
    return flow;
}

}  // namespace

SignInAnswer<BegunFlow> AllowDevice::enter(const EnterUserCodeCommand& command) {
    return in_one_sign_in_step<BegunFlow>(ports_.unit_of_work, [&]() -> SignInAnswer<BegunFlow> {
        const auto now = ports_.clock.now();
        const auto counted =
            count_attempt(ports_.attempts, sign_in_limits::tries_per_address(), command.address_block, now);
        if (!counted) return refuse_sign_in(counted.error());
        const auto digest = user_code_digest(ports_.key, command.user_code);
        if (!digest) return refuse_sign_in(Code::user_code_wrong);
        const auto device = ports_.devices.find_pending(*digest, now);
        if (!device) return refuse_sign_in(device.error());
        if (!*device) return refuse_sign_in(Code::user_code_wrong);
        auto flow = flow_for(**device);
        const auto live = live_session(ports_, command.session, flow.tenant_id, now);
        if (!live) return refuse_sign_in(live.error());
        if (*live) {
            flow.step = SignInStep::consent;
            flow.administrator = (*live)->administrator.id;
            flow.second_factor = (*live)->session.second_factor;
            flow.session = (*live)->session.session;
            flow.signed_in_at = (*live)->session.signed_in_at;
        }
        auto begun = add_flow(ports_, std::move(flow), command.browser, now);
        if (!begun) return refuse_sign_in(begun.error());
        return std::move(*begun);
    });
}

SignInAnswer<MovedFlow> AllowDevice::answer(const FlowKey& key, bool allow) {
    return in_one_sign_in_step<MovedFlow>(ports_.unit_of_work, [&]() -> SignInAnswer<MovedFlow> {
        const auto now = ports_.clock.now();
        auto flow = open_flow_at(ports_.flows, key, SignInStep::consent, now);
        if (!flow) return refuse_sign_in(flow.error());
        if (!flow->device || !flow->administrator || !flow->signed_in_at) return refuse_sign_in(Code::wrong_step);
        const auto answered = allow
                                  ? ports_.devices.allow(*flow->device, *flow->administrator, *flow->signed_in_at, now)
                                  : ports_.devices.deny(*flow->device, now);
        if (!answered) return refuse_sign_in(answered.error());
        if (!*answered) return refuse_sign_in(Code::flow_expired);
        const auto noted =
            ports_.audit.append(sign_in_record(*flow, "administrator.device", allow ? "succeeded" : "denied", now));
        if (!noted) return refuse_sign_in(noted.error());
        flow->step = SignInStep::done;
        return move_on(ports_, *flow, SignInStep::consent);
    });
}

}  // namespace tilbage::core
