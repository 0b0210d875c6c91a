#include "connect/configuration_files.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include "base/encoding.h"
#include "connect/state/atomic_file.h"
#include "crypto/hash.h"

namespace tilbage::connect {

std::string generation_of(const std::filesystem::path& file) {
    const auto text = read_file(file);
    return text ? base::to_hex(crypto::sha256(std::string_view(*text))) : std::string();
}

std::vector<std::filesystem::path> configuration_files(const std::filesystem::path& file, const Config& config) {
    std::vector<std::filesystem::path> files = {file, config.state_dir / "identity.json",
                                                config.state_dir / "signing-key.pem"};
    const auto add = [&](const std::filesystem::path& named) {
        if (!named.empty()) files.push_back(named);
    };
    for (const auto* directory : directories_of(config)) {
        add(directory->directory_password_file);
        add(directory->directory.keytab_file);
        add(directory->directory.ca_file);
    }
    add(config.tenant.ca_file);
    add(config.banned.breached_file);
    for (const auto& service : config.exports) {
        add(service.token_file);
        add(service.ca_file);
    }
    return files;
}

namespace {

std::string look_of(const std::filesystem::path& file) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0) return {};
    return fmt::format("{} {} {} {}.{}", status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                       status.st_mtim.tv_nsec);
}

// Of a file of gigabytes, as a list of breached passwords is, its look has to do.
std::string content_mark_of(const std::filesystem::path& file) {
    constexpr std::uintmax_t kReadWhole = std::uintmax_t{1} << 20;
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    return !error && size > kReadWhole ? look_of(file) : generation_of(file);
}

}  // namespace

std::string fingerprint_of(const std::vector<std::filesystem::path>& files) {
    std::string all;
    for (const auto& file : files) all += fmt::format("{}\n{}\n", file.string(), content_mark_of(file));
    return base::to_hex(crypto::sha256(std::string_view(all)));
}

void FileWatch::watch(std::vector<std::filesystem::path> files) {
    files_ = std::move(files);
    last_ = look();
}

bool FileWatch::changed() {
    auto now = look();
    const bool different = now != last_;
    last_ = std::move(now);
    return different;
}

FileWatch::Look FileWatch::look() const {
    Look look;
    for (const auto& file : files_) look.push_back(look_of(file));
    return look;
}

}  // namespace tilbage::connect
