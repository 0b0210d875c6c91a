// The account page's part of a sign-in to an application: whose it is, and back there once the person has signed in.
#pragma once

#include <string>

#include "core/account/account_state.h"
#include "core/oidc/application_request.h"
#include "core/oidc/ports.h"

namespace tilbage::core {

struct ApplicationSignInCommand {
    std::string flow;     // of the page's address
    std::string browser;  // the cookies' values, or ""
    std::string session;
};

struct ApplicationWish {
    std::string application_name;
    std::string login_hint;
};

struct ApplicationProgress {
    enum class Step {
        sign_in,  // nobody is signed in, or not recently enough, or not as who is meant
        account,  // what the account page asks first: another password, registering, confirming
        done,
    };
    Step step = Step::sign_in;
    AuthorizationAnswer answer;  // of done
};

class CompleteApplicationSignIn {
public:
    explicit CompleteApplicationSignIn(ApplicationPorts ports) : ports_(std::move(ports)) {}
    // What the page tells the person. Refusals: request_expired (or another browser's), busy.
    [[nodiscard]] Answer<ApplicationWish> describe(const ApplicationSignInCommand& command);
    // Goes as far as can be gone without the person. With prompt=none it always ends. Refusals: as above.
    [[nodiscard]] Answer<ApplicationProgress> run(const ApplicationSignInCommand& command);

private:
    [[nodiscard]] Answer<ApplicationSignIn> find(const ApplicationSignInCommand& command);
    [[nodiscard]] Answer<ApplicationProgress> go_on(const ApplicationSignInCommand& command);
    [[nodiscard]] Answer<ApplicationProgress> wait_at(ApplicationProgress::Step step, const ApplicationSignIn& sign_in);
    [[nodiscard]] Answer<ApplicationProgress> finish(const ApplicationSignIn& sign_in, const OpenAccount& open);
    [[nodiscard]] Answer<std::string> give_code(const ApplicationSignIn& sign_in, const OpenAccount& open,
                                                const std::string& grant);
    [[nodiscard]] bool serves(const ApplicationSignIn& sign_in, const OpenAccount& open) const;

    ApplicationPorts ports_;
};

}  // namespace tilbage::core
