// The second factor: giving its code, and enrolling it. A code serves once.
#pragma once

#include <string>
#include <utility>

#include "core/oauth/sign_in_flow.h"

namespace tilbage::core {

struct GiveCodeCommand {
    FlowKey key;
    std::string session;  // the browser's, which a new one replaces
    std::string code;     // as typed
    std::string address_block;
};

// What an authenticator app is told.
struct NewSecondFactor {
    std::string secret;  // Base32
    std::string tenant_name;
    std::string user_name;
};

// Any thread. Refusals: flow_expired, wrong_step, too_many_attempts, code_wrong, busy.
class SecondFactor {
public:
    explicit SecondFactor(SignInPorts ports) : ports_(std::move(ports)) {}

    [[nodiscard]] SignInAnswer<MovedFlow> give(const GiveCodeCommand& command);
    // A new secret each time; the one before serves no more.
    [[nodiscard]] SignInAnswer<NewSecondFactor> begin_enrolment(const FlowKey& key);
    // The first code of the new secret proves that the app has it.
    [[nodiscard]] SignInAnswer<MovedFlow> confirm_enrolment(const GiveCodeCommand& command);

private:
    using Accept = SignInAnswer<void> (SecondFactor::*)(const SignInFlow& flow, const std::string& code,
                                                        base::TimePoint now);
    [[nodiscard]] SignInAnswer<MovedFlow> judge(const GiveCodeCommand& command, SignInStep step, Accept accept);
    [[nodiscard]] SignInAnswer<void> accept_code(const SignInFlow& flow, const std::string& code, base::TimePoint now);
    [[nodiscard]] SignInAnswer<void> accept_enrolment(const SignInFlow& flow, const std::string& code,
                                                      base::TimePoint now);
    SignInPorts ports_;
};

}  // namespace tilbage::core
