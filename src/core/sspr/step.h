// One use case's work on the stores as one transaction that only a failing store undoes: a refusal commits, so that
// what was counted stays counted.
#pragma once

#include <optional>
#include <utility>

#include "core/ports/unit_of_work.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// `work` gives an Answer<T>; a refusal with the code busy rolls back.
template <class T, class F>
[[nodiscard]] Answer<T> in_one_step(UnitOfWork& unit_of_work, F&& work) {
    std::optional<Answer<T>> answer;
    const auto done = unit_of_work.run([&]() -> base::Result<void> {
        answer.emplace(work());
        if (!answer->has_value() && answer->error().code == RefusalCode::busy) {
            return base::fail(base::ErrorCode::internal, answer->error().cause);
        }
        return {};
    });
    if (!done) return refuse(done.error());
    return std::move(*answer);
}

// A store's result as an answer.
template <class T>
[[nodiscard]] Answer<T> answered(base::Result<T> result) {
    if (!result) return refuse(result.error());
    if constexpr (std::is_void_v<T>) {
        return {};
    } else {
        return std::move(*result);
    }
}

}  // namespace tilbage::core
