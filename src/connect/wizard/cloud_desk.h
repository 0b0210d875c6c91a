// The administrator's sign-in at the tenant while the wizard is open. The access token lives here, in memory alone; the
// password never comes by.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/random.h"
#include "connect/setup/cloud_client.h"
#include "connect/stop_signal.h"

namespace tilbage::connect::wizard {

// What may be shown of it.
struct CloudView {
    struct Person {
        std::string user_principal_name;
        std::string display_name;
        std::string tenant_domain;
        std::string tenant_id;
    };
    std::optional<Person> signed_in;
    std::optional<setup::CloudError> problem;  // of the last sign-in, or that it has ended
    std::vector<setup::CloudDomain> domains;   // of who is signed in
};

// Where to sign in, and what it must lead to.
struct CloudTarget {
    setup::CloudAddress address;
    std::string tenant;              // its domain, or "organizations"
    std::string expected_tenant_id;  // empty: any
};

// Any thread. Calls that ask the tenant block.
class CloudDesk {
public:
    CloudDesk(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random) {}
    ~CloudDesk() { stop_polling(); }
    CloudDesk(const CloudDesk&) = delete;
    CloudDesk& operator=(const CloudDesk&) = delete;

    // Where the browser is to go. What it comes back with is valid for ten minutes, once.
    [[nodiscard]] std::string begin_sign_in(const CloudTarget& target, const std::string& redirect_uri,
                                            const std::string& language);
    struct Callback {
        std::string state;
        std::string code;   // "" when the tenant says no
        std::string error;  // its words
    };
    // False: `state` is none that we gave out. Else the outcome stands in view().
    [[nodiscard]] bool finish_sign_in(const Callback& callback);

    // Asks the tenant in the background until the person has typed the code elsewhere; then view() tells.
    [[nodiscard]] setup::CloudResult<setup::DeviceCode> begin_device_code(const CloudTarget& target);

    void sign_out();
    [[nodiscard]] CloudView view();
    // Who is signed in and whose token is still good.
    [[nodiscard]] std::optional<setup::CloudSession> session();
    // `call(client, token)` gives a CloudResult. sign_in_expired: nobody is signed in (any more).
    template <class Call>
    auto ask(Call call)
        -> decltype(call(std::declval<setup::CloudClient&>(), std::declval<const setup::AccessToken&>())) {
        const auto who = session();
        if (!who) {
            return tl::unexpected(setup::CloudError{.problem = setup::CloudProblem::sign_in_expired,
                                                    .message = "nobody is signed in at the tenant. Sign in."});
        }
        setup::CloudClient client(who->address, clock_, random_);
        auto answer = call(client, who->token);
        if (!answer && answer.error().problem == setup::CloudProblem::sign_in_expired) lose_session(answer.error());
        return answer;
    }
    // Reads the domains again, for view(). What goes wrong leaves them as they were.
    void refresh_domains();

private:
    struct Pending {
        CloudTarget target;
        setup::AuthorizationRequest request;
        base::TimePoint begun_at;
    };
    struct State {
        std::vector<Pending> pending;  // oldest first
        std::optional<setup::CloudSession> session;
        std::optional<setup::CloudError> problem;
        std::vector<setup::CloudDomain> domains;
    };

    std::optional<Pending> take_pending(const std::string& state);
    void take_token(const CloudTarget& target, setup::CloudResult<setup::AccessToken> token);
    void lose_session(const setup::CloudError& why);
    void poll(const CloudTarget& target, setup::DeviceCode code, const StopSignal& stop);
    void stop_polling();

    const base::Clock& clock_;
    base::Random& random_;
    base::Guarded<State> state_;
    std::mutex poll_mutex_;  // of the two below
    std::unique_ptr<StopSignal> stop_polling_;
    std::thread poller_;
};

}  // namespace tilbage::connect::wizard
