// The files that make up an agent's configuration, and whether they have changed.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "connect/config.h"

namespace tilbage::connect {

// SHA-256 of the file, in hex; empty when it cannot be read. That of connect.toml is the configuration's generation.
[[nodiscard]] std::string generation_of(const std::filesystem::path& file);

// connect.toml, what it names, and who the agent is. Either list may name files that are not there.
[[nodiscard]] std::vector<std::filesystem::path> configuration_files(const std::filesystem::path& file,
                                                                     const Config& config);
// Of all of them, contents and names.
[[nodiscard]] std::string fingerprint_of(const std::vector<std::filesystem::path>& files);

// One thread.
class FileWatch {
public:
    explicit FileWatch(std::vector<std::filesystem::path> files) { watch(std::move(files)); }
    // From now on these; what they look like now is no change.
    void watch(std::vector<std::filesystem::path> files);
    // Whether one of them looks different from the last time: appeared, went, was replaced or written to.
    [[nodiscard]] bool changed();

private:
    // Device, inode, size and time of modification, or nothing.
    using Look = std::vector<std::string>;
    [[nodiscard]] Look look() const;

    std::vector<std::filesystem::path> files_;
    Look last_;
};

}  // namespace tilbage::connect
