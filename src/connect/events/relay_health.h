// What the event log says about the connection to the tenant: once for each outage, not once for each try.
#pragma once

#include <set>

#include "connect/events/event_log.h"
#include "connect/relay_link.h"

namespace tilbage::connect {

// Tries that fail before a connection that had to be repeated is one that is not to be had.
constexpr int kTriesBeforeError = 5;

// One thread at a time.
class RelayHealth {
public:
    explicit RelayHealth(WriteEvent events) : events_(std::move(events)) {}
    void connected();
    void ended(const RelayEnd& end);

private:
    void once(int id, const std::string& why);

    const WriteEvent events_;
    int failures_ = 0;
    std::set<int> told_;  // in this outage
};

}  // namespace tilbage::connect
