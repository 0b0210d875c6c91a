#include "base/secret.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tilbage::base {

void wipe(void* data, std::size_t size) noexcept {
    if (size == 0) return;
    std::memset(data, 0, size);
    asm volatile("" : : "r"(data) : "memory");
}

SecretBytes SecretBytes::copy_of(std::span<const std::uint8_t> source) {
    SecretBytes secret(source.size());
    std::ranges::copy(source, secret.bytes_.begin());
    return secret;
}

SecretBytes SecretBytes::copy_of(std::string_view source) {
    return copy_of(std::span(reinterpret_cast<const std::uint8_t*>(source.data()), source.size()));
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        clear();
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
    }
    return *this;
}

std::string_view SecretBytes::open_text() const noexcept {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
}

void SecretBytes::truncate(std::size_t size) noexcept {
    wipe(bytes_.data() + size, bytes_.size() - size);
    bytes_.resize(size);
}

void SecretBytes::clear() noexcept {
    wipe(bytes_.data(), bytes_.size());
    bytes_.clear();
}

bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) noexcept {
    if (a.size() != b.size()) return false;
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference = difference | static_cast<std::uint8_t>(a[i] ^ b[i]);
    return difference == 0;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    auto bytes = [](std::string_view text) {
        return std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    return equal_in_constant_time(bytes(a), bytes(b));
}

}  // namespace tilbage::base
