// Answers whose time tells nothing: what was looked up for a person who exists takes some microseconds more than for
// one who does not, and enough tries would show it (docs/adr/0007).
#pragma once

#include <string>
#include <utility>

#include "adapters/http/router.h"
#include "adapters/http/server.h"
#include "core/ports/alarms.h"

namespace tilbage::tenant {

// Many times what these calls take, and less than a person notices.
constexpr base::Millis kAnswerGrain{10};

// What `handler` answers leaves when a whole number of kAnswerGrain has passed since the call came. The clock is set
// before the handler begins, so that not even a part of a millisecond of its work shows. `alarms` outlives the handler.
[[nodiscard]] adapters::http::Handler paced(core::Alarms& alarms, adapters::http::Handler handler);

// Adds routes whose answers are paced; its POSTs are guarded (guarded_call.h). Router and alarms outlive it.
class PacedRoutes {
public:
    PacedRoutes(adapters::http::Router& router, std::string origin, core::Alarms& alarms)
        : router_(router), origin_(std::move(origin)), alarms_(alarms) {}
    void get(std::string_view pattern, adapters::http::Handler handler) const;
    void post(std::string_view pattern, adapters::http::Handler handler) const;

private:
    adapters::http::Router& router_;
    std::string origin_;
    core::Alarms& alarms_;
};

}  // namespace tilbage::tenant
