#include "core/oauth/give_password.h"

#include "base/encoding.h"
#include "base/unicode.h"
#include "core/oauth/limits.h"
#include "core/oauth/sign_in_audit.h"

namespace tilbage::core {
namespace {

using Code = SignInRefusalCode;

std::string trimmed(const std::string& typed) {
    const auto begin = typed.find_first_not_of(' ');
    if (begin == std::string::npos) return {};
    return typed.substr(begin, typed.find_last_not_of(' ') - begin + 1);
}

struct Claimed {
    std::optional<AdministratorId> administrator;
    AdministratorCredentials credentials;
};

// The same lookups whether there is somebody or not.
base::Result<Claimed> look_up(const SignInPorts& ports, const TenantId& tenant, const std::string& user_name) {
    const auto administrator = ports.administrators.find_by_user_name(tenant, trimmed(user_name));
    if (!administrator) return base::fail(administrator.error());
    const auto id = *administrator ? (*administrator)->id : AdministratorId("nobody");
    auto credentials = ports.credentials.find(id);
    if (!credentials) return base::fail(credentials.error());
    if (!*administrator || !*credentials)
        return Claimed{.administrator = std::nullopt,
                       .credentials = {.password_hash = ports.hasher.decoy(), .totp_secret = std::nullopt}};
    return Claimed{.administrator = id, .credentials = std::move(**credentials)};
}

}  // namespace

std::string password_counting_key(const TenantId& tenant, const std::string& user_name) {
    return "typed:" + base::to_hex(crypto::sha256(tenant.str() + '\n' + base::fold_case(trimmed(user_name))));
}

std::string code_counting_key(const AdministratorId& administrator) { return "administrator:" + administrator.str(); }

SignInAnswer<SignInFlow> GivePassword::count(const GivePasswordCommand& command, const std::string& counted_as) {
    const auto now = ports_.clock.now();
    auto flow = open_flow_at(ports_.flows, command.key, SignInStep::password, now);
    if (!flow) return flow;
    const auto from_here =
        count_attempt(ports_.attempts, sign_in_limits::tries_per_address(), command.address_block, now);
    if (!from_here) return refuse_sign_in(from_here.error());
    const auto of_name = count_attempt(ports_.attempts, sign_in_limits::wrong_passwords(), counted_as, now);
    if (!of_name) return refuse_sign_in(of_name.error());
    return flow;
}

SignInAnswer<MovedFlow> GivePassword::run(const GivePasswordCommand& command) {
    auto known = open_flow_at(ports_.flows, command.key, SignInStep::password, ports_.clock.now());
    if (!known) return refuse_sign_in(known.error());
    const auto counted_as = password_counting_key(known->tenant_id, command.user_name);
    auto flow = in_one_sign_in_step<SignInFlow>(ports_.unit_of_work, [&] { return count(command, counted_as); });
    if (!flow) return refuse_sign_in(flow.error());
    const auto claimed = look_up(ports_, flow->tenant_id, command.user_name);
    if (!claimed) return refuse_sign_in(claimed.error());
    const auto password = PasswordText::from_utf8(command.password);
    // What can be nobody's password needs no hash, whoever it was typed for.
    const auto right =
        password ? ports_.hasher.verify(claimed->credentials.password_hash, *password) : base::Result<bool>(false);
    if (!right) return refuse_sign_in(right.error());
    flow->administrator = claimed->administrator;
    if (*right && claimed->administrator)
        return in_one_sign_in_step<MovedFlow>(ports_.unit_of_work,
                                              [&] { return pass(std::move(*flow), command, counted_as); });
    const auto noted = ports_.audit.append(
        sign_in_record(*flow, "administrator.sign_in", to_string(Code::sign_in_failed), ports_.clock.now()));
    if (!noted) return refuse_sign_in(noted.error());
    return refuse_sign_in(Code::sign_in_failed);
}

SignInAnswer<MovedFlow> GivePassword::pass(SignInFlow flow, const GivePasswordCommand& command,
                                           const std::string& counted_as) {
    // Read again: the password may have been changed, and the second factor taken away, while it was hashed.
    const auto credentials = ports_.credentials.find(*flow.administrator);
    if (!credentials) return refuse_sign_in(credentials.error());
    if (!*credentials) return refuse_sign_in(Code::sign_in_failed);
    if (auto cleared = ports_.attempts.clear(sign_in_limits::wrong_passwords(), counted_as); !cleared)
        return refuse_sign_in(cleared.error());
    if (!(*credentials)->totp_secret && !ports_.settings.require_second_factor)
        return finish(ports_, std::move(flow), false, command.session, ports_.clock.now());
    flow.step = (*credentials)->totp_secret ? SignInStep::totp : SignInStep::enrol_totp;
    return move_on(ports_, flow, SignInStep::password);
}

}  // namespace tilbage::core
