#include "core/oauth/second_factor.h"

#include "core/oauth/give_password.h"
#include "core/oauth/limits.h"
#include "core/oauth/sign_in_audit.h"
#include "crypto/secret_box.h"

namespace tilbage::core {
namespace {

using Code = SignInRefusalCode;

constexpr std::string_view kPurpose = "second factors of administrators";
constexpr std::size_t kSecretBytes = 20;  // RFC 4226 §4, R6

// Apps show codes in groups.
std::string without_spaces(const std::string& typed) {
    std::string digits;
    for (const char c : typed)
        if (c != ' ' && c != '\t') digits += c;
    return digits;
}

// The step of a right code. code_wrong: of none.
SignInAnswer<std::int64_t> step_of(const SignInPorts& ports, const AdministratorId& administrator,
                                   const base::Bytes& sealed, const std::string& code, base::TimePoint now) {
    const auto secret = crypto::open_secret(ports.key, kPurpose, administrator.str(), sealed);
    if (!secret) return refuse_sign_in(secret.error());
    const auto step = ports.totp.step_of(*secret, without_spaces(code), now);
    if (!step) return refuse_sign_in(Code::code_wrong);
    return *step;
}

}  // namespace

SignInAnswer<MovedFlow> SecondFactor::give(const GiveCodeCommand& command) {
    return in_one_sign_in_step<MovedFlow>(ports_.unit_of_work,
                                          [&] { return judge(command, SignInStep::totp, &SecondFactor::accept_code); });
}

SignInAnswer<MovedFlow> SecondFactor::confirm_enrolment(const GiveCodeCommand& command) {
    return in_one_sign_in_step<MovedFlow>(
        ports_.unit_of_work, [&] { return judge(command, SignInStep::enrol_totp, &SecondFactor::accept_enrolment); });
}

SignInAnswer<MovedFlow> SecondFactor::judge(const GiveCodeCommand& command, SignInStep step, Accept accept) {
    const auto now = ports_.clock.now();
    auto flow = open_flow_at(ports_.flows, command.key, step, now);
    if (!flow) return refuse_sign_in(flow.error());
    const auto from_here =
        count_attempt(ports_.attempts, sign_in_limits::tries_per_address(), command.address_block, now);
    if (!from_here) return refuse_sign_in(from_here.error());
    const auto key = code_counting_key(*flow->administrator);
    const auto of_account = count_attempt(ports_.attempts, sign_in_limits::wrong_codes(), key, now);
    if (!of_account) return refuse_sign_in(of_account.error());
    const auto accepted = (this->*accept)(*flow, command.code, now);
    if (!accepted && accepted.error().code == Code::code_wrong) {
        const auto noted =
            ports_.audit.append(sign_in_record(*flow, "administrator.sign_in", to_string(Code::code_wrong), now));
        if (!noted) return refuse_sign_in(noted.error());
    }
    if (!accepted) return refuse_sign_in(accepted.error());
    if (auto cleared = ports_.attempts.clear(sign_in_limits::wrong_codes(), key); !cleared)
        return refuse_sign_in(cleared.error());
    return finish(ports_, std::move(*flow), true, command.session, now);
}

SignInAnswer<void> SecondFactor::accept_code(const SignInFlow& flow, const std::string& code, base::TimePoint now) {
    const auto credentials = ports_.credentials.find(*flow.administrator);
    if (!credentials) return refuse_sign_in(credentials.error());
    if (!*credentials || !(*credentials)->totp_secret) return refuse_sign_in(Code::flow_expired);
    const auto step = step_of(ports_, *flow.administrator, *(*credentials)->totp_secret, code, now);
    if (!step) return refuse_sign_in(step.error());
    const auto first = ports_.credentials.use_totp_step(*flow.administrator, *step);
    if (!first) return refuse_sign_in(first.error());
    if (!*first) return refuse_sign_in(Code::code_wrong);
    return {};
}

SignInAnswer<NewSecondFactor> SecondFactor::begin_enrolment(const FlowKey& key) {
    return in_one_sign_in_step<NewSecondFactor>(ports_.unit_of_work, [&]() -> SignInAnswer<NewSecondFactor> {
        auto flow = open_flow_at(ports_.flows, key, SignInStep::enrol_totp, ports_.clock.now());
        if (!flow) return refuse_sign_in(flow.error());
        base::SecretBytes secret(kSecretBytes);
        ports_.random.fill(secret.open_mutable());
        auto sealed = crypto::seal_secret(ports_.key, kPurpose, flow->administrator->str(), secret, ports_.random);
        if (!sealed) return refuse_sign_in(sealed.error());
        flow->pending_secret = std::move(*sealed);
        const auto kept = ports_.flows.move(*flow, SignInStep::enrol_totp);
        if (!kept) return refuse_sign_in(kept.error());
        if (!*kept) return refuse_sign_in(Code::flow_expired);
        auto state = state_of(ports_, *flow);
        if (!state) return refuse_sign_in(state.error());
        return NewSecondFactor{.secret = ports_.totp.to_base32(secret),
                               .tenant_name = std::move(state->tenant_name),
                               .user_name = std::move(state->user_name)};
    });
}

SignInAnswer<void> SecondFactor::accept_enrolment(const SignInFlow& flow, const std::string& code,
                                                  base::TimePoint now) {
    if (!flow.pending_secret) return refuse_sign_in(Code::wrong_step);
    const auto credentials = ports_.credentials.find(*flow.administrator);
    if (!credentials) return refuse_sign_in(credentials.error());
    // Enrolled meanwhile in another browser: that one stands.
    if (!*credentials || (*credentials)->totp_secret) return refuse_sign_in(Code::flow_expired);
    const auto step = step_of(ports_, *flow.administrator, *flow.pending_secret, code, now);
    if (!step) return refuse_sign_in(step.error());
    if (auto set = ports_.credentials.set_totp(*flow.administrator, *flow.pending_secret, *step, now); !set)
        return refuse_sign_in(set.error());
    if (auto noted =
            ports_.audit.append(sign_in_record(flow, "administrator.second_factor_enrolled", "succeeded", now));
        !noted)
        return refuse_sign_in(noted.error());
    return {};
}

}  // namespace tilbage::core
