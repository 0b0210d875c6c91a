// The first factor. An unknown name and a wrong password get the same answer in the same time.
#pragma once

#include <string>
#include <utility>

#include "base/secret.h"
#include "core/oauth/sign_in_flow.h"

namespace tilbage::core {

struct GivePasswordCommand {
    FlowKey key;
    std::string session;    // the browser's, which a new one replaces
    std::string user_name;  // as typed
    base::SecretBytes password;
    std::string address_block;
};

class GivePassword {
public:
    explicit GivePassword(SignInPorts ports) : ports_(std::move(ports)) {}

    // Workers only: a password is hashed, outside any transaction. Refusals: flow_expired, wrong_step,
    // too_many_attempts, sign_in_failed, busy.
    [[nodiscard]] SignInAnswer<MovedFlow> run(const GivePasswordCommand& command);

private:
    [[nodiscard]] SignInAnswer<SignInFlow> count(const GivePasswordCommand& command, const std::string& counted_as);
    [[nodiscard]] SignInAnswer<MovedFlow> pass(SignInFlow flow, const GivePasswordCommand& command,
                                               const std::string& counted_as);
    SignInPorts ports_;
};

// What wrong passwords are counted under: the name as typed, whether there is somebody or not.
[[nodiscard]] std::string password_counting_key(const TenantId& tenant, const std::string& user_name);
// What wrong codes are counted under.
[[nodiscard]] std::string code_counting_key(const AdministratorId& administrator);

}  // namespace tilbage::core
