#include "disk_sync.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "block.h"
#include "fault.h"

namespace tilbage::bench {
namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kPages = 64;

class ScratchFile {
public:
    explicit ScratchFile(const std::filesystem::path& folder)
        : path_(folder / "disk-sync"), file_(open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
        if (file_ < 0) throw BenchFault("cannot open " + path_.string() + ": " + std::strerror(errno));
        for (std::size_t page = 0; page < kPages; ++page) write(page);
    }
    ~ScratchFile() {
        close(file_);
        unlink(path_.c_str());
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    void write(std::size_t page) const {
        const std::array<char, kPage> bytes{};
        const auto at = static_cast<off_t>(page % kPages * kPage);
        if (pwrite(file_, bytes.data(), bytes.size(), at) != static_cast<ssize_t>(kPage) || fdatasync(file_) != 0) {
            throw BenchFault("cannot write " + path_.string() + ": " + std::strerror(errno));
        }
    }

private:
    std::filesystem::path path_;
    int file_;
};

}  // namespace

void measure_disk_sync(const std::filesystem::path& folder, std::size_t count, Samples& samples) {
    const ScratchFile file(folder);
    run_block(1, count, samples, [&](int, std::size_t index) { file.write(index); });
}

}  // namespace tilbage::bench
