#include "core/directory_setup/sddl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/core.h>

namespace tilbage::core {
namespace {

constexpr std::size_t kMostText = 1U << 18;

template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

constexpr Word<AceType> kTypes[] = {
    {"A", AceType::allow}, {"D", AceType::deny}, {"OA", AceType::allow_object}, {"OD", AceType::deny_object}};
// In the order in which they are written.
constexpr Word<std::uint8_t> kFlags[] = {{"OI", ace_flag::kObjectInherit},
                                         {"CI", ace_flag::kContainerInherit},
                                         {"NP", ace_flag::kNoPropagate},
                                         {"IO", ace_flag::kInheritOnly},
                                         {"ID", ace_flag::kInherited}};
constexpr Word<std::uint32_t> kRights[] = {
    {"RP", access::kReadProperty}, {"WP", access::kWriteProperty}, {"CR", access::kControlAccess},
    {"CC", access::kCreateChild},  {"DC", access::kDeleteChild},   {"LC", access::kListContents},
    {"LO", access::kListObject},   {"RC", access::kReadControl},   {"WO", access::kWriteOwner},
    {"WD", access::kWriteDac},     {"SD", access::kDelete},        {"DT", access::kDeleteTree},
    {"SW", access::kSelf},         {"GA", access::kGenericAll},    {"GR", access::kGenericRead},
    {"GW", access::kGenericWrite}, {"GX", access::kGenericExecute}};
constexpr Word<std::string_view> kTrustees[] = {
    {"WD", "S-1-1-0"},  {"CO", "S-1-3-0"},      {"ED", "S-1-5-9"},      {"PS", "S-1-5-10"},     {"AU", "S-1-5-11"},
    {"SY", "S-1-5-18"}, {"BA", "S-1-5-32-544"}, {"AO", "S-1-5-32-548"}, {"PO", "S-1-5-32-550"}, {"RU", "S-1-5-32-554"},
};
constexpr Word<std::string_view> kDomainTrustees[] = {
    {"DA", "-512"}, {"DU", "-513"}, {"CA", "-517"}, {"EA", "-519"}, {"RS", "-553"}};

template <class Value, std::size_t kSize>
const Value* find(const Word<Value> (&words)[kSize], std::string_view text) {
    const auto* found = std::ranges::find(words, text, &Word<Value>::text);
    return found == std::end(words) ? nullptr : &found->value;
}

// Two-letter words in a row.
template <class Value, std::size_t kSize>
std::optional<Value> bits(const Word<Value> (&words)[kSize], std::string_view text) {
    Value value = 0;
    for (; !text.empty(); text.remove_prefix(2)) {
        const auto* found = text.size() < 2 ? nullptr : find(words, text.substr(0, 2));
        if (found == nullptr) return std::nullopt;
        value = static_cast<Value>(value | *found);
    }
    return value;
}

std::optional<std::uint32_t> rights_of(std::string_view text) {
    if (!text.starts_with("0x")) return bits(kRights, text);
    text.remove_prefix(2);
    std::uint32_t mask = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), mask, 16);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return mask;
}

// False: not a GUID. Empty is none.
bool read_guid(std::string_view text, std::optional<Guid>& guid) {
    if (text.empty()) return true;
    guid = Guid::parse(text);
    return guid.has_value();
}

std::optional<Sid> trustee_of(std::string_view text, const std::optional<Sid>& domain) {
    if (const auto* known = find(kTrustees, text)) return Sid::parse(*known);
    const auto* relative = find(kDomainTrustees, text);
    if (relative != nullptr && domain) return Sid::parse(domain->str() + std::string(*relative));
    return Sid::parse(text);
}

// What stands between the brackets.
std::optional<Ace> parse_ace(std::string_view text, const std::optional<Sid>& domain) {
    constexpr std::size_t kFields = 6;
    std::array<std::string_view, kFields> fields;
    for (std::size_t i = 0; i < kFields; ++i) {
        const auto end = text.find(';');
        if ((end == std::string_view::npos) != (i + 1 == kFields)) return std::nullopt;
        fields[i] = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), fields[i].size() + 1));
    }
    const auto* type = find(kTypes, fields[0]);
    const auto flags = bits(kFlags, fields[1]);
    const auto mask = rights_of(fields[2]);
    if (type == nullptr || !flags || !mask) return std::nullopt;
    Ace ace{.type = *type, .flags = *flags, .mask = *mask};
    if (!read_guid(fields[3], ace.object_type) || !read_guid(fields[4], ace.inherited_object_type)) return std::nullopt;
    ace.trustee = trustee_of(fields[5], domain);
    return ace;
}

}  // namespace

std::string to_sddl(const Ace& ace) {
    if (!ace.is_read()) return {};
    std::string type;
    for (const auto& word : kTypes) {
        if (word.value == ace.type) type = word.text;
    }
    std::string flags;
    for (const auto& word : kFlags) {
        if (ace.has(word.value)) flags += word.text;
    }
    std::string rights;
    for (const auto& word : kRights) {
        if ((ace.mask & word.value) != 0) rights += word.text;
    }
    return fmt::format("({};{};{};{};{};{})", type, flags, rights, ace.object_type ? ace.object_type->str() : "",
                       ace.inherited_object_type ? ace.inherited_object_type->str() : "", ace.trustee->str());
}

std::optional<std::vector<Ace>> parse_sddl_aces(std::string_view text, const std::optional<Sid>& domain) {
    if (text.size() > kMostText) return std::nullopt;
    std::vector<Ace> aces;
    while (!text.empty()) {
        const auto end = text.find(')');
        if (text.front() != '(' || end == std::string_view::npos) return std::nullopt;
        auto ace = parse_ace(text.substr(1, end - 1), domain);
        if (!ace) return std::nullopt;
        if (ace->trustee) aces.push_back(std::move(*ace));
        text.remove_prefix(end + 1);
    }
    return aces;
}

std::optional<SecurityDescriptor> parse_sddl(std::string_view text, const std::optional<Sid>& domain) {
    if (text.starts_with("O:") || text.starts_with("G:")) {
        const auto start = text.find("D:");
        if (start == std::string_view::npos) return std::nullopt;
        text.remove_prefix(start);
    }
    if (!text.starts_with("D:")) return std::nullopt;
    text.remove_prefix(2);
    text = text.substr(0, text.find("S:"));  // no word of a DACL ends so
    SecurityDescriptor descriptor;
    const auto flags = text.substr(0, text.find('('));
    text.remove_prefix(flags.size());
    if (flags.find_first_not_of("PAIR") != std::string_view::npos) return std::nullopt;
    if (flags.find('P') != std::string_view::npos) descriptor.control |= SecurityDescriptor::kDaclProtected;
    descriptor.dacl = parse_sddl_aces(text, domain);
    if (!descriptor.dacl) return std::nullopt;
    return descriptor;
}

}  // namespace tilbage::core
