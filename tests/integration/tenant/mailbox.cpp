#include "integration/tenant/mailbox.h"

#include <algorithm>
#include <chrono>
#include <regex>
#include <stdexcept>

namespace tilbage::testing {

Mailbox::Mailbox() : server_(std::make_unique<TestServer>([this](Connection one) { talk(std::move(one)); })) {}
Mailbox::~Mailbox() = default;

ReceivedMail Mailbox::next(const std::string& to) {
    std::unique_lock lock(mutex_);
    const auto mine = [&] { return std::ranges::find(mails_, to, &ReceivedMail::to); };
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [&] { return mine() != mails_.end(); })) {
        throw std::runtime_error("no mail came to " + to);
    }
    const auto found = mine();
    auto mail = std::move(*found);
    mails_.erase(found);
    return mail;
}

std::string Mailbox::next_code(const std::string& to) {
    const auto mail = next(to);
    static const std::regex kCode("(^|[^0-9])([0-9]{6,8})($|[^0-9])");
    std::smatch match;
    if (!std::regex_search(mail.text, match, kCode)) throw std::runtime_error("no code in the mail: " + mail.text);
    return match[2];
}

std::size_t Mailbox::count() {
    std::lock_guard lock(mutex_);
    return mails_.size();
}

void Mailbox::refuse(int times) {
    std::lock_guard lock(mutex_);
    refusals_ = times;
}

void Mailbox::talk(Connection connection) {
    try {
        connection.send("220 mailbox\r\n");
        ReceivedMail mail;
        for (;;) {
            const auto line = connection.read_until("\r\n");
            if (line.starts_with("EHLO")) {
                connection.send("250 mailbox\r\n");
            } else if (line.starts_with("RCPT TO:<")) {
                mail.to = line.substr(9, line.find('>') - 9);
                connection.send("250 ok\r\n");
            } else if (line.starts_with("DATA")) {
                connection.send("354 go on\r\n");
                mail.text = connection.read_until("\r\n.\r\n");
                connection.send(take_in(mail) ? "250 kept\r\n" : "451 later\r\n");
            } else if (line.starts_with("QUIT")) {
                connection.send("221 bye\r\n");
                return;
            } else {
                connection.send("250 ok\r\n");
            }
        }
    } catch (const std::runtime_error&) {
        // The client has gone, or stayed silent: nothing to keep.
    }
}

bool Mailbox::take_in(ReceivedMail mail) {
    std::lock_guard lock(mutex_);
    if (refusals_ > 0) {
        --refusals_;
        return false;
    }
    mails_.push_back(std::move(mail));
    changed_.notify_all();
    return true;
}

}  // namespace tilbage::testing
