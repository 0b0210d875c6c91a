#include "tenant/code_key.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "adapters/config/secret_file.h"

namespace tilbage::tenant {
namespace {

constexpr std::size_t kKeyCharacters = 43;  // 256 bits in Base64url

base::Result<void> write_new(const std::filesystem::path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const auto code = errno == EEXIST ? base::ErrorCode::conflict : base::ErrorCode::unavailable;
        return base::fail(code, file.string() + ": " + std::strerror(errno));
    }
    const bool written =
        ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    const int error = errno;
    ::close(descriptor);
    if (written) return {};
    ::unlink(file.c_str());
    return base::fail(base::ErrorCode::unavailable, file.string() + ": " + std::strerror(error));
}

base::Result<base::SecretBytes> read_key(const std::filesystem::path& file) {
    auto key = adapters::config::read_secret_file(file);
    if (key && key->size() < kKeyCharacters) {
        return base::fail(
            base::ErrorCode::corrupt,
            file.string() +
                " is too short; bring back the right one, or remove it: a new one is made, and administrators need "
                "admin reset-second-factor");
    }
    return key;
}

}  // namespace

std::filesystem::path code_key_file(const std::filesystem::path& store) { return store.string() + ".code-key"; }

base::Result<base::SecretBytes> load_or_make_code_key(const std::filesystem::path& file, base::Random& random) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        auto text = base::new_token(random);
        const auto written = write_new(file, text);
        base::wipe(text.data(), text.size());
        if (!written && written.error().code != base::ErrorCode::conflict) return base::fail(written.error());
    }
    return read_key(file);
}

}  // namespace tilbage::tenant
