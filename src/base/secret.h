// Bytes that must not be printed, copied or kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string_view>
#include <vector>

namespace tilbage::base {

// Overwrites memory in a way that the optimiser keeps.
void wipe(void* data, std::size_t size) noexcept;

// Move-only bytes, wiped when they go. There is no operator<<, no formatter, no comparison but the one in constant
// time, and one way to look inside: open(), which is easy to grep for. The size is fixed at construction, so that no
// reallocation leaves a copy behind. Not thread-safe.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size) : bytes_(size) {}
    // Copies; the caller answers for the source.
    [[nodiscard]] static SecretBytes copy_of(std::span<const std::uint8_t> source);
    [[nodiscard]] static SecretBytes copy_of(std::string_view source);
    ~SecretBytes() { clear(); }

    SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
    [[nodiscard]] std::span<const std::uint8_t> open() const noexcept { return bytes_; }
    [[nodiscard]] std::span<std::uint8_t> open_mutable() noexcept { return bytes_; }
    // The same bytes as text, for C interfaces that take char; valid as long as this object.
    [[nodiscard]] std::string_view open_text() const noexcept;
    // Cuts to the first `size` bytes and wipes the rest. `size` is at most size().
    void truncate(std::size_t size) noexcept;
    void clear() noexcept;

private:
    std::vector<std::uint8_t> bytes_;
};

// Time depends on the sizes only.
[[nodiscard]] bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) noexcept;
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

std::ostream& operator<<(std::ostream&, const SecretBytes&) = delete;

}  // namespace tilbage::base
