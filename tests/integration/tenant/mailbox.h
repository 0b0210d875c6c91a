// A mail server (RFC 5321, no TLS) that keeps what it gets. Any thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "support/connection.h"

namespace tilbage::testing {

struct ReceivedMail {
    std::string to;
    std::string text;  // headers and body as sent
};

class Mailbox {
public:
    Mailbox();
    ~Mailbox();

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    // The next mail to that address that nobody has taken yet, waited for up to 10 s.
    [[nodiscard]] ReceivedMail next(const std::string& to);
    // The six digits of the next mail to that address.
    [[nodiscard]] std::string next_code(const std::string& to);
    [[nodiscard]] std::size_t count();
    // The next `times` mails are answered 451.
    void refuse(int times);

private:
    void talk(Connection connection);
    [[nodiscard]] bool take_in(ReceivedMail mail);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<ReceivedMail> mails_;
    int refusals_ = 0;
    std::unique_ptr<TestServer> server_;
};

}  // namespace tilbage::testing
