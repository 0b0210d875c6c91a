#include "connect/state/state_folder.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tilbage::connect {
namespace {

// An open file description lock (fcntl(2)) on the whole file: unlike flock(2), others can ask about it without taking
// it for a moment.
struct flock whole_file() {
    struct flock lock{};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

}  // namespace

base::Result<void> prepare_state_dir(const std::filesystem::path& state_dir) {
    std::error_code error;
    std::filesystem::create_directories(state_dir, error);
    struct stat status{};
    if (error || ::stat(state_dir.c_str(), &status) != 0) {
        return base::fail(base::ErrorCode::unavailable,
                          fmt::format("{}: {}", state_dir.string(), error ? error.message() : std::strerror(errno)));
    }
    if (status.st_uid == ::geteuid() && (status.st_mode & 077) != 0) ::chmod(state_dir.c_str(), S_IRWXU);
    if (::stat(state_dir.c_str(), &status) != 0 || (status.st_mode & 077) != 0) {
        return base::fail(
            base::ErrorCode::permission_denied,
            fmt::format("{}: others than its owner may look inside; run chmod 700 on it", state_dir.string()));
    }
    return {};
}

base::Result<RunLock> RunLock::take(const std::filesystem::path& state_dir, std::string_view file) {
    const auto path = state_dir / file;
    RunLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (lock.descriptor_ < 0) {
        return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", path.string(), std::strerror(errno)));
    }
    auto wanted = whole_file();
    if (::fcntl(lock.descriptor_, F_OFD_SETLK, &wanted) != 0) {
        return base::fail(base::ErrorCode::conflict,
                          fmt::format("{}: another tilbage-connect {} this folder", state_dir.string(),
                                      file == kSetup ? "configures" : "runs on"));
    }
    return lock;
}

bool RunLock::is_held(const std::filesystem::path& state_dir, std::string_view file) {
    const int descriptor = ::open((state_dir / file).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    auto found = whole_file();
    const bool asked = ::fcntl(descriptor, F_OFD_GETLK, &found) == 0;
    ::close(descriptor);
    return asked && found.l_type != F_UNLCK;
}

RunLock::~RunLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tilbage::connect
