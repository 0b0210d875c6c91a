#include "connect/wizard/neighbour.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace tilbage::connect::wizard {
namespace {

constexpr int kAnswerTimeout = 5'000;  // ms
constexpr std::chrono::milliseconds kPatience{5'000};
constexpr std::chrono::milliseconds kBetweenTries{50};
constexpr std::size_t kLongestAddress = 512;

class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

private:
    int descriptor_;
};

tl::unexpected<base::Error> system_error(const std::filesystem::path& path) {
    return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", path.string(), std::strerror(errno)));
}

// A socket's path has 107 bytes at most (unix(7)); through the folder's descriptor it is always short enough.
sockaddr_un address_in(const Descriptor& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = fmt::format("/proc/self/fd/{}/wizard.sock", folder.get());
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    return address;
}

int open_folder(const std::filesystem::path& folder) {
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

const sockaddr* generic(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

bool may_ask(int connection) {
    ucred who{};
    socklen_t size = sizeof(who);
    if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return false;
    return who.uid == ::geteuid() || who.uid == 0;
}

base::Result<std::string> ask_once(const std::filesystem::path& state_dir) {
    const Descriptor folder(open_folder(state_dir));
    const Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = address_in(folder);
    if (folder.get() < 0 || connection.get() < 0 ||
        ::connect(connection.get(), generic(address), sizeof(address)) != 0) {
        return system_error(state_dir / "wizard.sock");
    }
    std::string answer;
    std::array<char, kLongestAddress> piece{};
    pollfd wait{connection.get(), POLLIN, 0};
    while (answer.size() < kLongestAddress && ::poll(&wait, 1, kAnswerTimeout) > 0) {
        const auto size = ::recv(connection.get(), piece.data(), piece.size(), 0);
        if (size <= 0) break;
        answer.append(piece.data(), static_cast<std::size_t>(size));
    }
    if (!answer.ends_with('\n')) {
        return base::fail(base::ErrorCode::unavailable, "the wizard that runs gave no address; end it and start again");
    }
    answer.pop_back();
    return answer;
}

}  // namespace

base::Result<std::unique_ptr<Neighbour>> Neighbour::take(const std::filesystem::path& state_dir) {
    const auto lock_file = state_dir / "wizard.lock";
    Descriptor lock(::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    if (lock.get() < 0) return system_error(lock_file);
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        return base::fail(base::ErrorCode::conflict,
                          fmt::format("{}: another wizard runs on this folder", state_dir.string()));
    }
    const auto socket_file = state_dir / "wizard.sock";
    ::unlink(socket_file.c_str());  // of one that was killed: nobody else holds the lock
    const Descriptor folder(open_folder(state_dir));
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto address = address_in(folder);
    if (folder.get() < 0 || listener.get() < 0 || ::bind(listener.get(), generic(address), sizeof(address)) != 0 ||
        ::chmod(socket_file.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(listener.get(), 8) != 0) {
        return system_error(socket_file);
    }
    return std::unique_ptr<Neighbour>(new Neighbour(socket_file, lock.release(), listener.release()));
}

Neighbour::Neighbour(std::filesystem::path socket_file, int lock, int listener)
    : socket_file_(std::move(socket_file)), lock_(lock), listener_(listener) {}

void Neighbour::answer(std::function<std::string()> new_address) {
    if (::pipe2(wake_, O_CLOEXEC) != 0) return;
    new_address_ = std::move(new_address);
    thread_ = std::thread([this] { serve(); });
}

void Neighbour::serve() {
    while (true) {
        pollfd waits[] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0 && errno != EINTR) return;
        if (waits[1].revents != 0) return;
        const Descriptor connection(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() < 0 || !may_ask(connection.get())) continue;
        const auto line = new_address_() + "\n";
        static_cast<void>(::send(connection.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    }
}

Neighbour::~Neighbour() {
    if (thread_.joinable()) {
        static_cast<void>(::close(wake_[1]));
        thread_.join();
        ::close(wake_[0]);
    }
    ::unlink(socket_file_.c_str());
    ::close(listener_);
    ::close(lock_);
}

base::Result<std::string> ask_neighbour(const std::filesystem::path& state_dir) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        auto answer = ask_once(state_dir);
        if (answer || std::chrono::steady_clock::now() > end) return answer;
        std::this_thread::sleep_for(kBetweenTries);
    }
}

}  // namespace tilbage::connect::wizard
