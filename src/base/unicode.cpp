#include "base/unicode.h"

#include <algorithm>
#include <cstring>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

namespace tilbage::base {
namespace {

// UTF-16 in the machine's order, in a wiped buffer. Empty optional: not UTF-8.
struct Units {
    SecretBytes bytes;
    [[nodiscard]] UChar* data() { return reinterpret_cast<UChar*>(bytes.open_mutable().data()); }
    [[nodiscard]] const UChar* data() const { return reinterpret_cast<const UChar*>(bytes.open().data()); }
    [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(bytes.size() / sizeof(UChar)); }
};

constexpr std::size_t kLongest = 1U << 20;

bool decode(std::string_view utf8, Units& units) {
    if (utf8.size() > kLongest) return false;
    // UTF-16 never needs more units than UTF-8 has bytes.
    units.bytes = SecretBytes(utf8.size() * sizeof(UChar));
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units.data(), units.size(), &length, utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
    if (status == U_STRING_NOT_TERMINATED_WARNING) status = U_ZERO_ERROR;
    if (U_FAILURE(status)) return false;
    units.bytes.truncate(static_cast<std::size_t>(length) * sizeof(UChar));
    return true;
}

bool normalise(const Units& from, Units& to) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) return false;
    // One unit never becomes more than three in NFC (UAX #15, "Stable code points": maximum expansion factor).
    to.bytes = SecretBytes(from.bytes.size() * 3);
    const auto length = unorm2_normalize(nfc, from.data(), from.size(), to.data(), to.size(), &status);
    if (U_FAILURE(status)) return false;
    to.bytes.truncate(static_cast<std::size_t>(length) * sizeof(UChar));
    return true;
}

bool is_ascii(char unit) { return static_cast<unsigned char>(unit) < 0x80; }

// Most names there are: no need of ICU.
std::string fold_ascii(std::string_view ascii) {
    std::string folded(ascii);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return folded;
}

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept {
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
    return status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status);
}

Result<SecretBytes> to_nfc_utf16le(std::string_view utf8) {
    if (utf8.empty()) return SecretBytes();
    Units units;
    Units normalised;
    if (!decode(utf8, units)) return fail(ErrorCode::invalid_argument, "not valid UTF-8");
    if (!normalise(units, normalised)) return fail(ErrorCode::internal, "NFC normalisation failed");
    SecretBytes little_endian(normalised.bytes.size());
    auto out = little_endian.open_mutable();
    for (std::int32_t i = 0; i < normalised.size(); ++i) {
        const auto unit = static_cast<std::uint16_t>(normalised.data()[i]);
        out[static_cast<std::size_t>(i) * 2] = static_cast<std::uint8_t>(unit & 0xff);
        out[static_cast<std::size_t>(i) * 2 + 1] = static_cast<std::uint8_t>(unit >> 8);
    }
    return little_endian;
}

std::optional<std::size_t> count_characters(std::string_view utf8) {
    if (std::ranges::all_of(utf8, is_ascii)) return utf8.size();
    Units units;
    Units normalised;
    if (!decode(utf8, units) || !normalise(units, normalised)) return std::nullopt;
    return static_cast<std::size_t>(u_countChar32(normalised.data(), normalised.size()));
}

std::string fold_case(std::string_view utf8) {
    // ASCII is in NFC, and its folding is its lower case.
    if (std::ranges::all_of(utf8, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; })) {
        if (utf8.size() > kLongest) return {};
        std::string folded(utf8);
        for (char& byte : folded)
            if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
        return folded;
    }
    if (std::ranges::all_of(utf8, is_ascii)) return fold_ascii(utf8);
    Units units;
    Units normalised;
    if (utf8.empty() || !decode(utf8, units) || !normalise(units, normalised)) return {};
    std::u16string folded(static_cast<std::size_t>(normalised.size()) * 3, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    const auto length = u_strFoldCase(folded.data(), static_cast<std::int32_t>(folded.size()), normalised.data(),
                                      normalised.size(), U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status)) return {};
    std::string text(static_cast<std::size_t>(length) * 3, '\0');
    std::int32_t size = 0;
    u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &size, folded.data(), length, &status);
    if (U_FAILURE(status)) return {};
    text.resize(static_cast<std::size_t>(size));
    return text;
}

CharacterClass class_of(char32_t code_point) noexcept {
    const auto c = static_cast<UChar32>(code_point);
    if (u_isUUppercase(c)) return CharacterClass::upper;
    if (u_isULowercase(c)) return CharacterClass::lower;
    if (u_isdigit(c)) return CharacterClass::digit;
    if (u_isUAlphabetic(c)) return CharacterClass::other_letter;
    return CharacterClass::other;
}

char32_t fold_simple(char32_t code_point) noexcept {
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT));
}

}  // namespace tilbage::base
