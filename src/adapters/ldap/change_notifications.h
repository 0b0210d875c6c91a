// The directory's own word that something has changed (LDAP_SERVER_NOTIFICATION_OID, MS-ADTS 3.1.1.3.4.1.9): an extra
// beside looking often, which goes on whether this works or not.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/ldap/server_list.h"
#include "adapters/ldap/settings.h"
#include "base/clock.h"

namespace tilbage::adapters::ldap {

// A thread and a connection of its own for as long as it lives. A connection that breaks is made anew, a refusal is
// logged once and asked about again much later.
class ChangeNotifications {
public:
    // Called on that thread when an object has changed, and after every pause in which one may have been missed; must
    // be quick. Of changes that follow one another within a moment the first is told.
    using Notify = std::function<void()>;

    // invalid_argument: no server, or an address that is none.
    [[nodiscard]] static base::Result<std::unique_ptr<ChangeNotifications>> start(Settings settings, Notify notify);
    // Ends within a moment.
    ~ChangeNotifications();
    ChangeNotifications(const ChangeNotifications&) = delete;
    ChangeNotifications& operator=(const ChangeNotifications&) = delete;

private:
    ChangeNotifications(Settings settings, ServerList servers, Notify notify);
    void run();
    void tell();
    // Until the connection or the patience ends.
    [[nodiscard]] base::Error listen();
    // False: it is the end.
    [[nodiscard]] bool pause(base::Millis time);

    Settings settings_;
    ServerList servers_;
    Notify notify_;
    bool refusal_logged_ = false;
    Deadline::Steady::time_point told_at_;
    std::atomic<bool> stopped_{false};
    std::mutex mutex_;
    std::condition_variable stop_called_;
    std::thread thread_;  // last: it runs on the rest
};

}  // namespace tilbage::adapters::ldap
