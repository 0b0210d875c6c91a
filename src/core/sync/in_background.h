// One piece of work on a thread of its own, asked for its answer without waiting. One thread uses it.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <utility>

namespace tilbage::core {

template <class Answer>
class InBackground {
public:
    InBackground() = default;
    InBackground(const InBackground&) = delete;
    InBackground& operator=(const InBackground&) = delete;
    ~InBackground() {
        if (thread_.valid()) thread_.wait();
    }

    [[nodiscard]] bool is_under_way() const { return answer_.valid(); }
    [[nodiscard]] bool is_done() const {
        return is_under_way() && answer_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    }
    // None is under way. `then` is called on the other thread when the answer is there.
    void start(std::function<Answer()> work, std::function<void()> then) {
        std::promise<Answer> promise;
        answer_ = promise.get_future();
        thread_ = std::async(std::launch::async,
                             [work = std::move(work), then = std::move(then), promise = std::move(promise)]() mutable {
                                 try {
                                     promise.set_value(work());
                                 } catch (...) {
                                     promise.set_exception(std::current_exception());
                                 }
                                 if (then) then();
                             });
    }
    // One is under way; waits for it. Throws what the work threw.
    Answer take() { return answer_.get(); }

private:
    std::future<Answer> answer_;
    std::future<void> thread_;
};

}  // namespace tilbage::core
