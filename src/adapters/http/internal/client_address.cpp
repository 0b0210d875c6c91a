#include "adapters/http/internal/client_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace tilbage::adapters::http::internal {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const IpAddress& address) {
    return std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
}

bool same_prefix(const IpAddress& a, const IpAddress& b, unsigned bits) {
    const unsigned whole = bits / 8;
    if (!std::equal(a.bytes.begin(), a.bytes.begin() + whole, b.bytes.begin())) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xffU << (8 - bits % 8));
    return (a.bytes[whole] & mask) == (b.bytes[whole] & mask);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Every X-Forwarded-For entry, left to right.
std::vector<std::string_view> forwarded_for(const Request& request) {
    std::vector<std::string_view> entries;
    for (const auto& header : request.headers) {
        if (!equal_ignoring_case(header.name, "x-forwarded-for")) continue;
        std::string_view rest = header.value;
        while (true) {
            const auto comma = rest.find(',');
            entries.push_back(trimmed(rest.substr(0, comma)));
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
        }
    }
    return entries;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    const std::string terminated(text);
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + kMappedPrefix.size()) == 1) return address;
    return std::nullopt;
}

std::string IpAddress::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const char* written = is_mapped(*this)
                              ? inet_ntop(AF_INET, bytes.data() + kMappedPrefix.size(), buffer.data(), buffer.size())
                              : inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
    return written ? written : "";
}

base::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& blocks) {
    TrustedProxies proxies;
    for (const auto& text : blocks) {
        const auto slash = text.find('/');
        const auto address = IpAddress::parse(std::string_view(text).substr(0, slash));
        const auto wrong =
            base::fail(base::ErrorCode::invalid_argument,
                       "trusted proxy \"" + text + "\" is neither an IP address nor a block like 10.0.0.0/8");
        if (!address) return wrong;
        unsigned bits = 128;
        if (slash != std::string::npos) {
            const bool v4 = text.find(':') == std::string::npos;
            const char* end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, bits);
            if (error != std::errc() || stop != end || bits > (v4 ? 32U : 128U)) return wrong;
            if (v4) bits += 96;
        }
        proxies.blocks_.push_back({*address, bits});
    }
    return proxies;
}

bool TrustedProxies::contains(const IpAddress& address) const {
    return std::any_of(blocks_.begin(), blocks_.end(),
                       [&](const Block& block) { return same_prefix(block.network, address, block.bits); });
}

std::string TrustedProxies::client_of(const std::string& peer, const Request& request) const {
    auto nearest = IpAddress::parse(peer);
    if (!nearest) return peer;
    const auto entries = forwarded_for(request);
    for (auto entry = entries.rbegin(); entry != entries.rend() && contains(*nearest); ++entry) {
        const auto address = IpAddress::parse(*entry);
        if (!address) break;
        nearest = address;
    }
    return nearest->text();
}

}  // namespace tilbage::adapters::http::internal
