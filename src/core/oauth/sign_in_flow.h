// The parts that all steps of a sign-in share: finding a flow, telling the page where it stands, moving it on.
#pragma once

#include <optional>
#include <string>

#include "core/oauth/authorize_request.h"
#include "core/oauth/ports.h"
#include "core/oauth/refusal.h"

namespace tilbage::core {

// What a call names a flow by: the value in the address, and the one in the browser's cookie.
struct FlowKey {
    std::string flow;
    std::string browser;
};

// What the page is told.
struct FlowState {
    SignInStep step = SignInStep::password;
    std::string tenant_name;
    Client client = Client::portal;
    std::string user_name;  // empty until the password was right
    std::string login_hint;
    std::optional<ClientRedirect> redirect;  // when done, but for a device
};

// A flow after a step: new cookies where they are not empty.
struct MovedFlow {
    FlowState state;
    std::string browser;
    std::string session;
};

// flow_expired: not there, too old, or another browser's.
[[nodiscard]] SignInAnswer<SignInFlow> open_flow(SignInFlowStore& flows, const FlowKey& key, base::TimePoint now);
// The same; wrong_step unless it stands there.
[[nodiscard]] SignInAnswer<SignInFlow> open_flow_at(SignInFlowStore& flows, const FlowKey& key, SignInStep step,
                                                    base::TimePoint now);
[[nodiscard]] SignInAnswer<FlowState> state_of(const SignInPorts& ports, const SignInFlow& flow);

// Writes the flow, whose step was `from`, and gives the browser a new value. Part of the caller's transaction.
[[nodiscard]] SignInAnswer<MovedFlow> move_on(const SignInPorts& ports, const SignInFlow& flow, SignInStep from);

// Everything that was needed was right: a new session for the browser, in place of `old_session`, and a code for the
// client; a device's flow goes on to consent. The audit has it. Part of the caller's transaction.
[[nodiscard]] SignInAnswer<MovedFlow> finish(const SignInPorts& ports, SignInFlow flow, bool second_factor,
                                             const std::string& old_session, base::TimePoint now);

// A code for the client, on behalf of who signed in.
struct SignedIn {
    AdministratorId administrator;
    crypto::Digest session{};
    base::TimePoint at;
};
[[nodiscard]] base::Result<ClientRedirect> issue_code(const SignInPorts& ports, const TenantId& tenant,
                                                      const AuthorizeRequest& request, const SignedIn& signed_in,
                                                      base::TimePoint now);

// The session of a browser that still serves in this tenant, and whose it is.
struct LiveSession {
    SignInSession session;
    Administrator administrator;
};
[[nodiscard]] base::Result<std::optional<LiveSession>> live_session(const SignInPorts& ports, const std::string& token,
                                                                    const TenantId& tenant, base::TimePoint now);

// Counts, then refuses with too_many_attempts.
[[nodiscard]] SignInAnswer<void> count_attempt(AttemptCounter& attempts, const AttemptLimit& limit,
                                               const std::string& key, base::TimePoint now);

}  // namespace tilbage::core
