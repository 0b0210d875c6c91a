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
    for (const auto& service : config.exports) {
        add(service.token_file);
        add(service.ca_file);
    }
    return files;
}

std::string fingerprint_of(const std::vector<std::filesystem::path>& files) {
    std::string all;
    for (const auto& file : files) all += fmt::format("{}\n{}\n", file.string(), generation_of(file));
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
    for (const auto& file : files_) {
        struct stat status{};
        look.push_back(::stat(file.c_str(), &status) == 0
                           ? fmt::format("{} {} {} {}.{}", status.st_dev, status.st_ino, status.st_size,
                                         status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
                           : std::string());
    }
    return look;
}

}  // namespace tilbage::connect
