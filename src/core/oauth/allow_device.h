// A device's code is typed in a browser, and whoever signs in there allows it or not (RFC 8628 §3.3).
#pragma once

#include <string>
#include <utility>

#include "core/oauth/begin_sign_in.h"
#include "core/oauth/sign_in_flow.h"

namespace tilbage::core {

struct EnterUserCodeCommand {
    std::string user_code;  // as typed
    std::string session;    // the browser's cookies, or ""
    std::string browser;
    std::string address_block;
};

// Any thread.
class AllowDevice {
public:
    explicit AllowDevice(SignInPorts ports) : ports_(std::move(ports)) {}

    // A flow that ends in consent; it begins there for who is signed in. Refusals: too_many_attempts, user_code_wrong,
    // busy.
    [[nodiscard]] SignInAnswer<BegunFlow> enter(const EnterUserCodeCommand& command);
    // Refusals: flow_expired (or the device's code is), wrong_step, busy.
    [[nodiscard]] SignInAnswer<MovedFlow> answer(const FlowKey& key, bool allow);

private:
    SignInPorts ports_;
};

}  // namespace tilbage::core
