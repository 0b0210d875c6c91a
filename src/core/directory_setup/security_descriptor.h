// Self-relative security descriptors as the directory hands them out in nTSecurityDescriptor: MS-DTYP §2.4.4 to §2.4.6.
// Pure values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/directory_setup/guid.h"

namespace tilbage::core {

// MS-DTYP §2.4.4.1, AceType; the ones that grant and deny.
enum class AceType : std::uint8_t { allow = 0, deny = 1, allow_object = 5, deny_object = 6 };

// MS-DTYP §2.4.4.1, AceFlags.
namespace ace_flag {
inline constexpr std::uint8_t kObjectInherit = 0x01;
inline constexpr std::uint8_t kContainerInherit = 0x02;
inline constexpr std::uint8_t kNoPropagate = 0x04;
inline constexpr std::uint8_t kInheritOnly = 0x08;
inline constexpr std::uint8_t kInherited = 0x10;
}  // namespace ace_flag

// MS-ADTS §5.1.3.2.
namespace access {
inline constexpr std::uint32_t kCreateChild = 0x1;
inline constexpr std::uint32_t kDeleteChild = 0x2;
inline constexpr std::uint32_t kListContents = 0x4;
inline constexpr std::uint32_t kSelf = 0x8;
inline constexpr std::uint32_t kReadProperty = 0x10;
inline constexpr std::uint32_t kWriteProperty = 0x20;
inline constexpr std::uint32_t kDeleteTree = 0x40;
inline constexpr std::uint32_t kListObject = 0x80;
inline constexpr std::uint32_t kControlAccess = 0x100;
inline constexpr std::uint32_t kDelete = 0x1'0000;
inline constexpr std::uint32_t kReadControl = 0x2'0000;
inline constexpr std::uint32_t kWriteDac = 0x4'0000;
inline constexpr std::uint32_t kWriteOwner = 0x8'0000;
inline constexpr std::uint32_t kGenericAll = 0x1000'0000;
inline constexpr std::uint32_t kGenericExecute = 0x2000'0000;
inline constexpr std::uint32_t kGenericWrite = 0x4000'0000;
inline constexpr std::uint32_t kGenericRead = 0x8000'0000;
}  // namespace access

struct Ace {
    AceType type = AceType::allow;
    std::uint8_t flags = 0;
    std::uint32_t mask = 0;
    std::optional<Guid> object_type = std::nullopt;
    std::optional<Guid> inherited_object_type = std::nullopt;
    std::optional<Sid> trustee =
        std::nullopt;      // empty: a type that this code does not read; the whole entry is in `raw`
    std::string raw = {};  // with its header; only of what is not read

    [[nodiscard]] bool is_read() const { return trustee.has_value(); }
    [[nodiscard]] bool allows() const { return type == AceType::allow || type == AceType::allow_object; }
    [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
    bool operator==(const Ace&) const = default;
};

struct SecurityDescriptor {
    // MS-DTYP §2.4.6, Control.
    static constexpr std::uint16_t kDaclPresent = 0x0004;
    static constexpr std::uint16_t kSaclPresent = 0x0010;
    static constexpr std::uint16_t kDaclProtected = 0x1000;
    static constexpr std::uint16_t kSelfRelative = 0x8000;

    std::uint16_t control = kSelfRelative | kDaclPresent;
    // Empty optional: no DACL, which lets everybody do everything.
    std::optional<std::vector<Ace>> dacl;

    // Owner, group and SACL are skipped. Empty optional: not a descriptor.
    [[nodiscard]] static std::optional<SecurityDescriptor> parse(std::span<const std::uint8_t> bytes);
    // With the DACL and nothing else, as a write with DACL_SECURITY_INFORMATION wants it. Empty optional: larger than
    // an ACL can be (64 KiB).
    [[nodiscard]] std::optional<std::string> dacl_bytes() const;

    [[nodiscard]] bool inheritance_disabled() const { return (control & kDaclProtected) != 0; }
    // Before the inherited entries, denying ones before allowing ones: the canonical order (MS-DTYP §2.4.5).
    void add(Ace ace);
};

// A descriptor with an owner and nothing else, as a write with OWNER_SECURITY_INFORMATION wants it.
[[nodiscard]] std::string owner_only(const Sid& owner);

}  // namespace tilbage::core
