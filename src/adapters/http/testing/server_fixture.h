// A server on a free loopback port for one test, and gates to wait at instead of sleeping.
#pragma once

#include <chrono>
#include <condition_variable>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/http/server.h"
#include "support/certificates.h"
#include "support/connection.h"

namespace tilbage::adapters::http {

// Values that one thread hands to another.
template <class T>
class Mailbox {
public:
    void put(T value) {
        std::lock_guard lock(mutex_);
        values_.push_back(std::move(value));
        changed_.notify_all();  // under the lock: who takes the value may destroy the mailbox
    }
    // The next value, or nothing after 20 s, which no test expects.
    std::optional<T> take() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, std::chrono::seconds(20), [this] { return !values_.empty(); }))
            return std::nullopt;
        T value = std::move(values_.front());
        values_.erase(values_.begin());
        return value;
    }
    std::size_t size() {
        std::lock_guard lock(mutex_);
        return values_.size();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<T> values_;
};

// Whether `condition` becomes true within 20 s.
template <class Condition>
bool eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

inline Response text_response(std::string text, unsigned status = 200) {
    Response response;
    response.status = status;
    response.content_type = "text/plain";
    response.body = std::move(text);
    return response;
}

class ServerTest : public ::testing::Test {
protected:
    // Before what the handlers of a derived fixture refer to.
    void TearDown() override { server_.reset(); }

    void start(Handler handler, WsHandler websockets = {}) {
        const auto files = authority_.issue({"DNS:localhost", "IP:127.0.0.1"});
        options_.certificate_file = files.certificate;
        options_.private_key_file = files.key;
        auto started = Server::start(options_, std::move(handler), std::move(websockets));
        ASSERT_TRUE(started) << started.error().message;
        server_ = std::move(*started);
    }
    [[nodiscard]] tilbage::testing::Connection connect() const {
        return tilbage::testing::Connection::connect_tls(server_->port(), authority_.ca_file());
    }
    // One request on a connection of its own.
    [[nodiscard]] tilbage::testing::HttpAnswer ask(const std::string& request, bool to_head = false) const {
        auto connection = connect();
        connection.send(request);
        return tilbage::testing::read_answer(connection, to_head);
    }
    static std::string get(const std::string& target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    tilbage::testing::TestAuthority authority_;
    Options options_;
    std::unique_ptr<Server> server_;
};

}  // namespace tilbage::adapters::http
