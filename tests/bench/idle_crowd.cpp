#include "idle_crowd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "fault.h"
#include "websocket_frames.h"

namespace tilbage::bench {
namespace {

constexpr std::chrono::seconds kStillFor{40};
constexpr int kTickMilliseconds = 200;
constexpr int kEvents = 256;

}  // namespace

IdleCrowd::IdleCrowd()
    : epoll_(epoll_create1(EPOLL_CLOEXEC)), thread_([this](const std::stop_token& stop) { loop(stop); }) {}

IdleCrowd::~IdleCrowd() {
    thread_.request_stop();
    thread_.join();
    close(epoll_);
}

void IdleCrowd::add(std::unique_ptr<HttpsConnection> connection, bool is_agent) {
    const int socket = connection->socket();
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
    const std::scoped_lock lock(mutex_);
    auto& member = members_[socket];
    member.received = std::move(connection->received());
    member.connection = std::move(connection);
    member.is_agent = is_agent;
    member.last_asked = Clock::now();
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        throw BenchFault(std::string("epoll: ") + std::strerror(errno));
}

IdleCrowd::Counts IdleCrowd::counts() const {
    const std::scoped_lock lock(mutex_);
    Counts counts;
    counts.lost = lost_;
    std::size_t fewest = SIZE_MAX;
    for (const auto& [socket, member] : members_) {
        ++(member.is_agent ? counts.agents : counts.pages);
        if (member.is_agent) fewest = std::min(fewest, member.pings);
    }
    counts.quietest_agent = counts.agents > 0 ? fewest : 0;
    return counts;
}

void IdleCrowd::loop(const std::stop_token& stop) {
    std::array<epoll_event, kEvents> events{};
    while (!stop.stop_requested()) {
        const int ready = epoll_wait(epoll_, events.data(), kEvents, kTickMilliseconds);
        const std::scoped_lock lock(mutex_);
        for (int index = 0; index < ready; ++index) {
            const auto member = members_.find(events[static_cast<std::size_t>(index)].data.fd);
            if (member != members_.end()) member->second.lost = !read(member->second);
        }
        touch_still_pages();
        // To erase is to close, which takes it out of the epoll set.
        lost_ += std::erase_if(members_, [](const auto& entry) { return entry.second.lost; });
    }
}

bool IdleCrowd::read(Member& member) {
    std::array<char, 16 * 1024> buffer;
    auto* tls = member.connection->native();
    for (;;) {
        const int size = SSL_read(tls, buffer.data(), buffer.size());
        if (size <= 0) return SSL_get_error(tls, size) == SSL_ERROR_WANT_READ;
        if (!member.is_agent) continue;  // the answer to /healthz
        member.received.append(buffer.data(), static_cast<std::size_t>(size));
        if (!answer_pings(member)) return false;
    }
}

bool IdleCrowd::answer_pings(Member& member) {
    while (auto frame = take_server_frame(member.received)) {
        if (frame->opcode != Opcode::ping) continue;
        if (!write(member, client_frame({Opcode::pong, std::move(frame->payload)}))) return false;
        ++member.pings;
    }
    return true;
}

bool IdleCrowd::write(Member& member, const std::string& bytes) {
    try {
        member.connection->write(bytes);
        return true;
    } catch (const BenchFault&) {
        return false;
    }
}

void IdleCrowd::touch_still_pages() {
    const auto now = Clock::now();
    for (auto& [socket, member] : members_) {
        if (member.is_agent || now - member.last_asked < kStillFor) continue;
        member.lost = member.lost || !write(member, member.connection->prepare({"GET", "/healthz", {}, {}}));
        member.last_asked = now;
    }
}

}  // namespace tilbage::bench
