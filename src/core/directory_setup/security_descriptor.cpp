#include "core/directory_setup/security_descriptor.h"

#include <algorithm>

namespace tilbage::core {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kDescriptorHeader = 20;
constexpr std::size_t kOffsetOfDacl = 16;
constexpr std::size_t kAclHeader = 8;
constexpr std::size_t kAceHeader = 4;
constexpr std::size_t kMostAclBytes = 0xffff;
constexpr std::size_t kGuidSize = 16;
constexpr std::uint8_t kRevision = 2;
constexpr std::uint8_t kRevisionOfObjectAces = 4;
constexpr std::uint32_t kObjectTypePresent = 1;
constexpr std::uint32_t kInheritedObjectTypePresent = 2;

// Never reads beyond its bytes: what is not there makes ok() false.
class Reader {
public:
    explicit Reader(Bytes bytes) : rest_(bytes) {}

    [[nodiscard]] bool ok() const { return ok_; }
    std::uint32_t number(std::size_t size) {
        const auto bytes = take(size);
        std::uint32_t value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | bytes[i];
        return value;
    }
    Bytes take(std::size_t size) {
        if (size > rest_.size()) {
            ok_ = false;
            return {};
        }
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    std::optional<Guid> guid() {
        const auto bytes = take(kGuidSize);
        if (!ok_) return std::nullopt;
        Guid guid;
        std::ranges::copy(bytes, guid.bytes.begin());
        return guid;
    }
    // What follows a SID (padding, conditions of callback entries) is left.
    std::optional<Sid> sid() {
        constexpr std::size_t kHeader = 8;
        if (rest_.size() < kHeader) return std::nullopt;
        return Sid::from_bytes(take(std::min(rest_.size(), kHeader + std::size_t{4} * rest_[1])));
    }

private:
    Bytes rest_;
    bool ok_ = true;
};

bool is_object_type(AceType type) { return type == AceType::allow_object || type == AceType::deny_object; }

std::optional<Ace> parse_ace(Bytes bytes) {
    Ace ace;
    ace.type = static_cast<AceType>(bytes[0]);
    ace.flags = bytes[1];
    const bool is_object = is_object_type(ace.type);
    if (!is_object && ace.type != AceType::allow && ace.type != AceType::deny) {
        ace.raw.assign(bytes.begin(), bytes.end());
        return ace;
    }
    Reader reader(bytes.subspan(kAceHeader));
    ace.mask = reader.number(4);
    if (is_object) {
        const auto present = reader.number(4);
        if ((present & kObjectTypePresent) != 0) ace.object_type = reader.guid();
        if ((present & kInheritedObjectTypePresent) != 0) ace.inherited_object_type = reader.guid();
    }
    ace.trustee = reader.sid();
    if (!reader.ok() || !ace.trustee) return std::nullopt;
    return ace;
}

std::optional<std::vector<Ace>> parse_acl(Bytes bytes) {
    Reader header(bytes);
    const auto revision = header.number(1);
    header.number(1);
    const auto size = header.number(2);
    const auto count = header.number(2);
    if (bytes.size() < kAclHeader || size < kAclHeader || size > bytes.size()) return std::nullopt;
    if (revision != kRevision && revision != kRevisionOfObjectAces) return std::nullopt;
    std::vector<Ace> aces;
    auto rest = bytes.first(size).subspan(kAclHeader);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (rest.size() < kAceHeader) return std::nullopt;
        const std::size_t ace_size = std::size_t{rest[2]} | std::size_t{rest[3]} << 8;
        if (ace_size < kAceHeader || ace_size > rest.size()) return std::nullopt;
        auto ace = parse_ace(rest.first(ace_size));
        if (!ace) return std::nullopt;
        aces.push_back(std::move(*ace));
        rest = rest.subspan(ace_size);
    }
    return aces;
}

std::string little_endian(std::uint32_t number, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xff);
    return bytes;
}

void append(std::string& bytes, const Guid& guid) { bytes.append(guid.bytes.begin(), guid.bytes.end()); }

std::string ace_bytes(const Ace& ace) {
    if (!ace.is_read()) return ace.raw;
    auto body = little_endian(ace.mask, 4);
    if (is_object_type(ace.type)) {
        body += little_endian(
            (ace.object_type ? kObjectTypePresent : 0) | (ace.inherited_object_type ? kInheritedObjectTypePresent : 0),
            4);
        if (ace.object_type) append(body, *ace.object_type);
        if (ace.inherited_object_type) append(body, *ace.inherited_object_type);
    }
    body += ace.trustee->bytes();
    return little_endian(static_cast<std::uint8_t>(ace.type), 1) + little_endian(ace.flags, 1) +
           little_endian(static_cast<std::uint32_t>(body.size() + kAceHeader), 2) + body;
}

}  // namespace

std::optional<SecurityDescriptor> SecurityDescriptor::parse(Bytes bytes) {
    if (bytes.size() < kDescriptorHeader || bytes[0] != 1) return std::nullopt;
    SecurityDescriptor descriptor;
    descriptor.control = static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8);
    const auto offset = Reader(bytes.subspan(kOffsetOfDacl)).number(4);
    if ((descriptor.control & kSelfRelative) == 0) return std::nullopt;
    if ((descriptor.control & kDaclPresent) == 0 || offset == 0) return descriptor;
    if (offset < kDescriptorHeader || offset > bytes.size()) return std::nullopt;
    descriptor.dacl = parse_acl(bytes.subspan(offset));
    if (!descriptor.dacl) return std::nullopt;
    return descriptor;
}

std::optional<std::string> SecurityDescriptor::dacl_bytes() const {
    std::string entries;
    if (dacl) {
        for (const auto& ace : *dacl) entries += ace_bytes(ace);
    }
    const auto size = entries.size() + kAclHeader;
    if (size > kMostAclBytes) return std::nullopt;
    const auto flags = static_cast<std::uint16_t>((control | kSelfRelative | kDaclPresent) & ~kSaclPresent);
    std::string bytes = little_endian(1, 2) + little_endian(flags, 2) + little_endian(0, 4) + little_endian(0, 4) +
                        little_endian(0, 4) + little_endian(dacl ? kDescriptorHeader : 0, 4);
    if (!dacl) return bytes;
    return bytes + little_endian(kRevisionOfObjectAces, 2) + little_endian(static_cast<std::uint32_t>(size), 2) +
           little_endian(static_cast<std::uint32_t>(dacl->size()), 4) + entries;
}

void SecurityDescriptor::add(Ace ace) {
    if (!dacl) dacl.emplace();
    const bool allows = ace.allows();
    const auto after = [&](const Ace& other) {
        return other.has(ace_flag::kInherited) || (!allows && other.is_read() && other.allows());
    };
    dacl->insert(std::ranges::find_if(*dacl, after), std::move(ace));
}

std::string owner_only(const Sid& owner) {
    return little_endian(1, 2) + little_endian(SecurityDescriptor::kSelfRelative, 2) +
           little_endian(kDescriptorHeader, 4) + little_endian(0, 4) + little_endian(0, 4) + little_endian(0, 4) +
           owner.bytes();
}

}  // namespace tilbage::core
