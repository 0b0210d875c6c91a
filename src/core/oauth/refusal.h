// Why a step of a sign-in was not taken: the page's error codes (docs/protocol.md §8), as a closed list.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/result.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

enum class SignInRefusalCode {
    sign_in_failed,  // an unknown name or a wrong password
    code_wrong,      // of the second factor
    user_code_wrong,
    flow_expired,  // or never was, or belongs to another browser
    wrong_step,
    too_many_attempts,
    busy,  // the store, or too many passwords at once; nothing was changed
};

[[nodiscard]] std::string_view to_string(SignInRefusalCode code);

struct SignInRefusal {
    SignInRefusalCode code = SignInRefusalCode::busy;
    std::chrono::seconds retry_after{0};  // too_many_attempts
    std::string cause;                    // busy: English, for the log
};

template <class T>
using SignInAnswer = tl::expected<T, SignInRefusal>;

[[nodiscard]] inline tl::unexpected<SignInRefusal> refuse_sign_in(SignInRefusalCode code,
                                                                  std::chrono::seconds retry_after = {}) {
    return tl::unexpected<SignInRefusal>(SignInRefusal{code, retry_after, {}});
}
[[nodiscard]] inline tl::unexpected<SignInRefusal> refuse_sign_in(const base::Error& error) {
    return tl::unexpected<SignInRefusal>(
        SignInRefusal{SignInRefusalCode::busy, std::chrono::seconds{0}, error.message});
}
[[nodiscard]] inline tl::unexpected<SignInRefusal> refuse_sign_in(SignInRefusal refusal) {
    return tl::unexpected<SignInRefusal>(std::move(refusal));
}

// `work` gives a SignInAnswer<T>; all it did on the stores is one transaction that only `busy` rolls back: what was
// counted stays counted.
template <class T, class F>
[[nodiscard]] SignInAnswer<T> in_one_sign_in_step(UnitOfWork& unit_of_work, F&& work) {
    std::optional<SignInAnswer<T>> answer;
    const auto done = unit_of_work.run([&]() -> base::Result<void> {
        answer.emplace(work());
        if (!answer->has_value() && answer->error().code == SignInRefusalCode::busy)
            return base::fail(base::ErrorCode::internal, answer->error().cause);
        return {};
    });
    if (!done) return refuse_sign_in(done.error());
    return std::move(*answer);
}

}  // namespace tilbage::core
