#include "core/sspr/accent_contrast.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tilbage::core {
namespace {

// One channel of sRGB without its gamma.
double linear(std::uint8_t channel) {
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

std::optional<std::uint8_t> parse_channel(std::string_view hex) {
    std::uint8_t value = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (error != std::errc{} || end != hex.data() + hex.size()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<double> contrast_with_white(std::string_view color) {
    if (color.size() != 7 || color[0] != '#') return std::nullopt;
    constexpr std::array<double, 3> kWeights{0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const auto channel = parse_channel(color.substr(1 + 2 * i, 2));
        if (!channel) return std::nullopt;
        luminance += kWeights[i] * linear(*channel);
    }
    return 1.05 / (luminance + 0.05);
}

}  // namespace tilbage::core
