#include "connect/wizard/access.h"

#include <algorithm>

#include "base/secret.h"

namespace tilbage::connect::wizard {
namespace {

constexpr std::size_t kCodeBytes = 16;
constexpr std::size_t kCookieBytes = 32;

bool same(const crypto::Digest& a, const crypto::Digest& b) { return base::equal_in_constant_time(a, b); }

}  // namespace

Access::Access(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random) { touch(); }

std::string Access::new_code() {
    auto code = base::new_token(random_, kCodeBytes);
    state_.with([&](State& state) {
        if (state.codes.size() == kMostCodes) state.codes.erase(state.codes.begin());
        state.codes.push_back({crypto::sha256(code), clock_.now()});
    });
    touch();
    return code;
}

std::string Access::redeem(std::string_view code) {
    const auto hash = crypto::sha256(code);
    const auto now = clock_.now();
    const bool good = state_.with([&](State& state) {
        const auto found = std::ranges::find_if(state.codes, [&](const Code& known) { return same(known.hash, hash); });
        if (found == state.codes.end()) return false;
        const bool fresh = now - found->made_at <= kIdleTime;
        state.codes.erase(found);
        return fresh;
    });
    if (!good) return {};
    auto cookie = base::new_token(random_, kCookieBytes);
    state_.with([&](State& state) {
        if (state.sessions.size() == kMostSessions) state.sessions.erase(state.sessions.begin());
        state.sessions.push_back(crypto::sha256(cookie));
    });
    touch();
    return cookie;
}

bool Access::knows(std::string_view cookie) const {
    const auto hash = crypto::sha256(cookie);
    return state_.with([&](const State& state) {
        return std::ranges::any_of(state.sessions, [&](const crypto::Digest& known) { return same(known, hash); });
    });
}

void Access::touch() {
    state_.with([now = clock_.now()](State& state) { state.last_call = now; });
}

bool Access::idle_for_too_long() const {
    const auto now = clock_.now();
    return state_.with([&](const State& state) { return now - state.last_call >= kIdleTime; });
}

}  // namespace tilbage::connect::wizard
