#include "connect/breached_command.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fmt/core.h>
#include <optional>
#include <termios.h>
#include <unistd.h>

#include "adapters/breached/breached_file.h"
#include "adapters/breached/filter_builder.h"

namespace tilbage::connect {
namespace {

using adapters::breached::FilterFile;

constexpr int kListed = 2;

int say(const base::Error& error) {
    fmt::print(stderr, "tilbage-connect: {}\n", error.message);
    return 1;
}

int build(const BreachedCommand& command) {
    const bool is_watched = ::isatty(STDERR_FILENO) == 1;
    const auto start = std::chrono::steady_clock::now();
    const auto built =
        adapters::breached::build_filter(command.from, command.list, [&](std::uint64_t read, std::uint64_t size) {
            if (is_watched) fmt::print(stderr, "\r{:3} %", size == 0 ? 100 : read * 100 / size);
        });
    if (is_watched) fmt::print(stderr, "\r     \r");
    if (!built) return say(built.error());
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    fmt::print(
        "{}: {} {} hashes in {:.1f} s, {} bytes ({:.3f} an entry); {:.4f} % of other passwords are taken for one "
        "of them\n",
        command.list.string(), built->entries, adapters::breached::to_string(built->kind), time.count(), built->bytes,
        static_cast<double>(built->bytes) / static_cast<double>(built->entries), built->false_positive_rate * 100);
    return 0;
}

// The terminal shows nothing of what is typed while this is there.
class NoEcho {
public:
    NoEcho() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_on_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
        fmt::print(stderr, "Password: ");
    }
    ~NoEcho() {
        if (!is_on_) return;
        (void)::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        fmt::print(stderr, "\n");
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool is_on_ = false;
};

// Byte by byte, so that no buffer of a library keeps a part of it.
base::SecretBytes read_line() {
    const NoEcho quiet;
    constexpr std::size_t kMost = 4096;
    base::SecretBytes line(kMost);
    std::size_t size = 0;
    while (size < kMost && ::read(STDIN_FILENO, line.open_mutable().data() + size, 1) == 1) {
        if (line.open()[size] == '\n') break;
        ++size;
    }
    line.truncate(size);
    return line;
}

int test(const FilterFile& file, const adapters::breached::BreachedFile& list) {
    const auto password = core::PasswordText::from_utf8(read_line());
    if (!password) {
        fmt::print(stderr, "tilbage-connect: that is no password: empty, not UTF-8, or longer than 256 characters\n");
        return 1;
    }
    const auto listed = list.contains(*password);
    if (!listed) return say(listed.error());
    fmt::print("{}\n", *listed ? "It is on the list." : "It is not on the list.");
    if (*listed)
        fmt::print("(Of passwords that are not, {:.4f} % are taken for one that is.)\n",
                   file.header().false_positive_rate() * 100);
    return *listed ? kListed : 0;
}

int check(const FilterFile& file) {
    if (const auto verified = file.verify(); !verified) return say(verified.error());
    const auto& header = file.header();
    fmt::print("whole: {} {} hashes; {:.4f} % of other passwords are taken for one of them\n", header.entries,
               adapters::breached::to_string(header.kind), header.false_positive_rate() * 100);
    return 0;
}

}  // namespace

int breached_command(const BreachedCommand& command) {
    if (command.what == BreachedCommand::What::build) return build(command);
    auto file = FilterFile::open(command.list);
    if (!file) return say(file.error());
    if (command.what == BreachedCommand::What::check) return check(**file);
    const auto& opened = **file;
    const adapters::breached::BreachedFile list(std::move(*file));
    return test(opened, list);
}

}  // namespace tilbage::connect
