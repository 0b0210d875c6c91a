// The way back to whoever waits for an answer. A copyable handle that may be kept, and called from any thread, once:
// the first call answers, later ones do nothing. When the last copy goes unanswered the fallback is sent, so that
// nobody waits for ever.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "adapters/http/message.h"

namespace tilbage::adapters::http {

template <class Answer>
class ReplyWith {
public:
    // Called at most once, on the thread that answers or drops the last copy; must not block or throw.
    using Deliver = std::function<void(Answer)>;

    explicit ReplyWith(Deliver deliver) : state_(std::make_shared<State>(std::move(deliver))) {}

    // False when it was answered before; the answer is then thrown away.
    bool operator()(Answer answer) const { return state_->answer(std::move(answer)); }

private:
    class State {
    public:
        explicit State(Deliver deliver) : deliver_(std::move(deliver)) {}
        State(const State&) = delete;
        State& operator=(const State&) = delete;
        ~State() {
            answer(Answer(Response{.status = 500, .headers = {}, .content_type = {}, .body = {}, .shared_body = {}}));
        }

        bool answer(Answer value) {
            if (answered_.exchange(true)) return false;
            deliver_(std::move(value));
            return true;
        }

    private:
        Deliver deliver_;
        std::atomic<bool> answered_{false};
    };

    std::shared_ptr<State> state_;
};

using Reply = ReplyWith<Response>;

}  // namespace tilbage::adapters::http
