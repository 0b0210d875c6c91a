#include "connect/state/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

namespace tilbage::connect {
namespace {

class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

tl::unexpected<base::Error> system_error(const std::filesystem::path& path) {
    return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", path.string(), std::strerror(errno)));
}

bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() >= 0) ::fsync(descriptor.get());
}

}  // namespace

base::Result<void> write_file(const std::filesystem::path& path, std::string_view content, Sync sync) {
    auto beside = path;
    beside += ".new";
    {
        const Descriptor descriptor(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
        if (descriptor.get() < 0 || ::fchmod(descriptor.get(), S_IRUSR | S_IWUSR) != 0 ||
            !write_all(descriptor.get(), content) || (sync == Sync::yes && ::fsync(descriptor.get()) != 0)) {
            return system_error(beside);
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return system_error(path);
    if (sync == Sync::yes) sync_folder(path.parent_path());
    return {};
}

base::Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        if (errno == ENOENT) return base::fail(base::ErrorCode::not_found, fmt::format("{}: not there", path.string()));
        return system_error(path);
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void destroy_file(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!ignored && descriptor.get() >= 0 && write_all(descriptor.get(), std::string(size, '\0')))
        ::fsync(descriptor.get());
    std::filesystem::remove(path, ignored);
}

}  // namespace tilbage::connect
