// Thousands of connections that do nothing but stay: pages that somebody looks at, agents without work.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "https_connection.h"
#include "samples.h"

namespace tilbage::bench {

// One thread of its own answers the agents' pings (RFC 6455 §5.5.3), and asks for /healthz on a page's connection that
// has been still for 40 s, so that the server, which gives one up after 60 s, keeps it. Any thread may call; the
// destructor closes all.
class IdleCrowd {
public:
    IdleCrowd();
    ~IdleCrowd();
    IdleCrowd(const IdleCrowd&) = delete;
    IdleCrowd& operator=(const IdleCrowd&) = delete;

    void add_page(std::unique_ptr<HttpsConnection> connection) { add(std::move(connection), false); }
    void add_agent(std::unique_ptr<HttpsConnection> upgraded) { add(std::move(upgraded), true); }

    struct Counts {
        std::size_t pages = 0;  // open
        std::size_t agents = 0;
        std::size_t lost = 0;            // closed by the server
        std::size_t quietest_agent = 0;  // the fewest pings that an open agent has answered
    };
    [[nodiscard]] Counts counts() const;

private:
    struct Member {
        std::unique_ptr<HttpsConnection> connection;
        bool is_agent = false;
        bool lost = false;
        std::string received;
        std::size_t pings = 0;
        Clock::time_point last_asked;
    };

    void add(std::unique_ptr<HttpsConnection> connection, bool is_agent);
    void loop(const std::stop_token& stop);
    // These three: false when the connection has come to its end.
    [[nodiscard]] static bool read(Member& member);
    [[nodiscard]] static bool answer_pings(Member& member);
    [[nodiscard]] static bool write(Member& member, const std::string& bytes);
    void touch_still_pages();

    int epoll_ = -1;
    mutable std::mutex mutex_;
    std::map<int, Member> members_;  // by socket; under mutex_
    std::size_t lost_ = 0;           // under mutex_
    std::jthread thread_;            // last: it uses all the others
};

}  // namespace tilbage::bench
