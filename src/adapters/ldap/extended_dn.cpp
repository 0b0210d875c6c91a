#include "adapters/ldap/extended_dn.h"

#include <charconv>

namespace tilbage::adapters::ldap {
namespace {

constexpr std::string_view kGuid = "<GUID=";

std::optional<core::ObjectGuid> guid_of(std::string_view digits) {
    core::ObjectGuid guid;
    if (digits.size() != guid.bytes.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < guid.bytes.size(); ++i) {
        const auto* from = digits.data() + i * 2;
        const auto [end, error] = std::from_chars(from, from + 2, guid.bytes[i], 16);
        if (error != std::errc() || end != from + 2) return std::nullopt;
    }
    return guid;
}

}  // namespace

// SEQUENCE { Flag INTEGER }, 0: hexadecimal.
Control extended_dn_control() { return {"1.2.840.113556.1.4.529", true, {0x30, 0x03, 0x02, 0x01, 0x00}}; }

ExtendedDn parse_extended_dn(std::string_view text) {
    ExtendedDn parsed;
    // No plain DN begins with a bracket (RFC 4514 §2.4).
    while (text.starts_with('<')) {
        const auto end = text.find(">;");
        if (end == std::string_view::npos) break;
        if (text.starts_with(kGuid)) parsed.guid = guid_of(text.substr(kGuid.size(), end - kGuid.size()));
        text.remove_prefix(end + 2);
    }
    parsed.dn = text;
    return parsed;
}

std::string_view first_rdn(std::string_view dn) {
    for (std::size_t i = 0; i < dn.size(); ++i) {
        if (dn[i] == '\\')
            ++i;
        else if (dn[i] == ',')
            return dn.substr(0, i);
    }
    return dn;
}

}  // namespace tilbage::adapters::ldap
