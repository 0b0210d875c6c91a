#include "contract/security_descriptor.h"

#include <cstdint>
#include <stdexcept>

namespace tilbage::contract {
namespace {

constexpr std::size_t kHeader = 20;
constexpr std::size_t kOffsetOfDacl = 16;
constexpr std::size_t kAclHeader = 8;

std::uint32_t read(const std::string& bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return number;
}

std::string little_endian(std::uint32_t number, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xff);
    return bytes;
}

// ACCESS_DENIED_OBJECT_ACE (MS-DTYP 2.4.4.5) on the control access right User-Change-Password (MS-ADTS 5.1.3.2.1).
std::string denied_to(const std::string& sid) {
    const std::string user_change_password("\x53\x1a\x72\xab\x2f\x1e\xd0\x11\x98\x19\x00\xaa\x00\x40\x52\x9b", 16);
    constexpr std::uint32_t kControlAccess = 0x100;
    constexpr std::uint32_t kObjectTypePresent = 1;
    const auto body =
        little_endian(kControlAccess, 4) + little_endian(kObjectTypePresent, 4) + user_change_password + sid;
    constexpr std::uint32_t kType = 6;
    return little_endian(kType, 1) + little_endian(0, 1) +
           little_endian(static_cast<std::uint32_t>(body.size() + 4), 2) + body;
}

}  // namespace

std::string with_password_change_denied(const std::string& descriptor) {
    const std::string self("\x01\x01\0\0\0\0\0\x05\x0a\0\0\0", 12);    // S-1-5-10
    const std::string everyone("\x01\x01\0\0\0\0\0\x01\0\0\0\0", 12);  // S-1-1-0
    const auto start = read(descriptor, kOffsetOfDacl, 4);
    if (start == 0) throw std::runtime_error("a security descriptor without a DACL");
    const auto size = read(descriptor, start + 2, 2);
    const auto count = read(descriptor, start + 4, 2);
    const auto added = denied_to(self) + denied_to(everyone);
    constexpr std::uint32_t kRevisionOfObjectAces = 4;
    const auto dacl = little_endian(kRevisionOfObjectAces, 2) +
                      little_endian(static_cast<std::uint32_t>(size + added.size()), 2) + little_endian(count + 2, 4) +
                      added + descriptor.substr(start + kAclHeader, size - kAclHeader);
    auto header = descriptor.substr(0, kHeader);
    header.replace(4, 16, little_endian(0, 4) + little_endian(0, 4) + little_endian(0, 4) + little_endian(kHeader, 4));
    return header + dacl;
}

}  // namespace tilbage::contract
