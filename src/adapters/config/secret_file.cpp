#include "adapters/config/secret_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tilbage::adapters::config {
namespace {

using base::ErrorCode;
using base::fail;

constexpr off_t kMaxSize = 64 << 10;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

}  // namespace

base::Result<base::SecretBytes> read_secret_file(const std::filesystem::path& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat facts{};
    if (file.get() < 0 || fstat(file.get(), &facts) != 0) {
        return fail(ErrorCode::not_found, "cannot read " + path.string() + ": " + std::strerror(errno));
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(ErrorCode::permission_denied,
                    path.string() + " can be read by others; run: chmod 600 " + path.string());
    }
    if (!S_ISREG(facts.st_mode) || facts.st_size > kMaxSize) {
        return fail(ErrorCode::invalid_argument, path.string() + " is not a small file");
    }
    base::SecretBytes secret(static_cast<std::size_t>(facts.st_size));
    std::size_t size = 0;
    while (size < secret.size()) {
        const auto got = read(file.get(), secret.open_mutable().data() + size, secret.size() - size);
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    while (size > 0 && (secret.open()[size - 1] == '\n' || secret.open()[size - 1] == '\r')) --size;
    secret.truncate(size);
    return secret;
}

}  // namespace tilbage::adapters::config
