#include "tenant/http/paced_answer.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "tenant/http/guarded_call.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

// An answer that waits for its time. Any thread.
class Held : public std::enable_shared_from_this<Held> {
public:
    Held(core::Alarms& alarms, Reply reply) : alarms_(alarms), reply_(std::move(reply)) {}

    void wait() {
        alarms_.after(kAnswerGrain, [self = shared_from_this()] { self->release(); });
    }
    void hold(Response response) {
        const std::scoped_lock lock(mutex_);
        response_ = std::move(response);
    }

private:
    void release() {
        std::optional<Response> ready;
        {
            const std::scoped_lock lock(mutex_);
            ready.swap(response_);
        }
        if (!ready) return wait();
        reply_(std::move(*ready));
    }

    core::Alarms& alarms_;
    Reply reply_;
    std::mutex mutex_;
    std::optional<Response> response_;
};

}  // namespace

adapters::http::Handler paced(core::Alarms& alarms, adapters::http::Handler handler) {
    return [&alarms, handler = std::move(handler)](Request request, const Reply& reply) {
        const auto held = std::make_shared<Held>(alarms, reply);
        held->wait();
        // A handler that drops it unanswered answers by that: the fallback of Reply is held as any other.
        handler(std::move(request), Reply([held](Response response) { held->hold(std::move(response)); }));
    };
}

void PacedRoutes::get(std::string_view pattern, adapters::http::Handler handler) const {
    router_.add("GET", pattern, paced(alarms_, std::move(handler)));
}

void PacedRoutes::post(std::string_view pattern, adapters::http::Handler handler) const {
    router_.add("POST", pattern, paced(alarms_, guarded_post(origin_, std::move(handler))));
}

}  // namespace tilbage::tenant
