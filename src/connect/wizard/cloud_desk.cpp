#include "connect/wizard/cloud_desk.h"

#include <algorithm>

#include "base/secret.h"

namespace tilbage::connect::wizard {
namespace {

using setup::CloudClient;
using setup::CloudError;
using setup::CloudProblem;

constexpr std::chrono::minutes kSignInTakes{10};  // as long as the tenant's flow lives (docs/protocol.md §8)
constexpr std::size_t kMostPending = 8;
constexpr std::chrono::seconds kSlowDown{5};  // RFC 8628 §3.5

bool may_pass(CloudProblem problem) { return problem == CloudProblem::tenant_unreachable; }

}  // namespace

std::string CloudDesk::begin_sign_in(const CloudTarget& target, const std::string& redirect_uri,
                                     const std::string& language) {
    CloudClient client(target.address, clock_, random_);
    auto request = client.begin_sign_in(target.tenant, redirect_uri, language);
    auto url = request.url;
    state_.with([&](State& state) {
        if (state.pending.size() == kMostPending) state.pending.erase(state.pending.begin());
        state.pending.push_back({target, std::move(request), clock_.now()});
        state.problem.reset();
    });
    return url;
}

std::optional<CloudDesk::Pending> CloudDesk::take_pending(const std::string& wanted) {
    return state_.with([&](State& state) -> std::optional<Pending> {
        const auto found = std::ranges::find_if(state.pending, [&](const Pending& pending) {
            return base::equal_in_constant_time(pending.request.state, wanted);
        });
        if (found == state.pending.end()) return std::nullopt;
        auto pending = std::move(*found);
        state.pending.erase(found);
        if (clock_.now() - pending.begun_at > kSignInTakes) return std::nullopt;
        return pending;
    });
}

bool CloudDesk::finish_sign_in(const Callback& callback) {
    const auto pending = take_pending(callback.state);
    if (!pending) return false;
    if (callback.code.empty()) {
        take_token(pending->target,
                   tl::unexpected(CloudError{.problem = CloudProblem::sign_in_refused,
                                             .message = "the tenant refused the sign-in: " + callback.error}));
        return true;
    }
    CloudClient client(pending->target.address, clock_, random_);
    take_token(pending->target, client.exchange_code(pending->target.tenant, pending->request, callback.code));
    return true;
}

void CloudDesk::take_token(const CloudTarget& target, setup::CloudResult<setup::AccessToken> token) {
    CloudClient client(target.address, clock_, random_);
    setup::CloudResult<setup::CloudSession> session = tl::unexpected(CloudError{});
    if (token) {
        session = client.open_session(std::move(*token), target.expected_tenant_id);
    } else {
        session = tl::unexpected(token.error());
    }
    state_.with([&](State& state) {
        state.session.reset();
        state.problem.reset();
        state.domains.clear();
        if (session) {
            state.session = *session;
        } else {
            state.problem = session.error();
        }
    });
    if (session) refresh_domains();
}

void CloudDesk::refresh_domains() {
    auto domains = ask([](CloudClient& client, const setup::AccessToken& token) { return client.domains(token); });
    if (domains) state_.with([&](State& state) { state.domains = std::move(*domains); });
}

setup::CloudResult<setup::DeviceCode> CloudDesk::begin_device_code(const CloudTarget& target) {
    CloudClient client(target.address, clock_, random_);
    auto code = client.request_device_code(target.tenant);
    if (!code) return code;
    stop_polling();
    state_.with([](State& state) { state.problem.reset(); });
    std::lock_guard lock(poll_mutex_);
    if (poller_.joinable()) return code;  // two at the same moment: the other one's poller serves its own code
    stop_polling_ = std::make_unique<StopSignal>();
    poller_ = std::thread([this, target, code = *code, &stop = *stop_polling_] { poll(target, code, stop); });
    return code;
}

void CloudDesk::poll(const CloudTarget& target, setup::DeviceCode code, const StopSignal& stop) {
    CloudClient client(target.address, clock_, random_);
    while (!stop.wait_for(code.interval)) {
        auto answer = client.poll_device_code(target.tenant, code);
        const bool expired = clock_.now() >= code.expires_at;
        if (answer && answer->has_value()) return take_token(target, std::move(**answer));
        if (!answer && (expired || !may_pass(answer.error().problem)))
            return take_token(target, tl::unexpected(answer.error()));
        if (expired) {
            return take_token(
                target, tl::unexpected(CloudError{.problem = CloudProblem::sign_in_expired,
                                                  .message = "the code was not used in time. Ask for a new one."}));
        }
        if (answer && answer->error() == setup::DevicePoll::slow_down) code.interval += kSlowDown;
    }
}

void CloudDesk::stop_polling() {
    std::lock_guard lock(poll_mutex_);
    if (stop_polling_) stop_polling_->set();
    if (poller_.joinable()) poller_.join();
}

void CloudDesk::sign_out() {
    stop_polling();
    state_.with([](State& state) { state = {}; });
}

void CloudDesk::lose_session(const CloudError& why) {
    state_.with([&](State& state) {
        state.session.reset();
        state.problem = why;
    });
}

std::optional<setup::CloudSession> CloudDesk::session() {
    return state_.with([&](State& state) {
        if (state.session && clock_.now() >= state.session->token.expires_at) {
            state.session.reset();
            state.problem = CloudError{.problem = CloudProblem::sign_in_expired,
                                       .message = "the sign-in has expired. Sign in again."};
        }
        return state.session;
    });
}

CloudView CloudDesk::view() {
    const auto who = session();
    return state_.with([&](const State& state) {
        CloudView view{.signed_in = {}, .problem = state.problem, .domains = state.domains};
        if (who) view.signed_in = {who->user_principal_name, who->display_name, who->tenant_domain, who->tenant_id};
        return view;
    });
}

}  // namespace tilbage::connect::wizard
