#include "adapters/sql/staged_attributes.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace tilbage::adapters::sql {
namespace {

// Written as their place here, from 1 on; others are spelt out after a 0. The list only ever grows at its end: files
// hold these numbers.
constexpr auto kNames = std::to_array<std::string_view>({
    "objectClass",
    "cn",
    "sAMAccountName",
    "userPrincipalName",
    "objectSid",
    "mS-DS-ConsistencyGuid",
    "displayName",
    "givenName",
    "sn",
    "initials",
    "mail",
    "mailNickname",
    "proxyAddresses",
    "otherMailbox",
    "userAccountControl",
    "accountExpires",
    "lockoutTime",
    "pwdLastSet",
    "msDS-UserPasswordExpiryTimeComputed",
    "adminCount",
    "manager",
    "title",
    "department",
    "company",
    "physicalDeliveryOfficeName",
    "streetAddress",
    "l",
    "st",
    "postalCode",
    "co",
    "c",
    "countryCode",
    "telephoneNumber",
    "mobile",
    "homePhone",
    "facsimileTelephoneNumber",
    "employeeID",
    "employeeNumber",
    "wWWHomePage",
    "preferredLanguage",
    "msExchUsageLocation",
    "extensionAttribute1",
    "extensionAttribute2",
    "extensionAttribute3",
    "extensionAttribute4",
    "extensionAttribute5",
    "extensionAttribute6",
    "extensionAttribute7",
    "extensionAttribute8",
    "extensionAttribute9",
    "extensionAttribute10",
    "extensionAttribute11",
    "extensionAttribute12",
    "extensionAttribute13",
    "extensionAttribute14",
    "extensionAttribute15",
    "description",
    "groupType",
    "isCriticalSystemObject",
    "info",
    "primaryGroupID",
    "member",
    "ou",
    "name",
    "msExchRecipientTypeDetails",
    "sAMAccountType",
});

std::size_t number_of(std::string_view name) {
    static const auto kNumbers = [] {
        std::unordered_map<std::string_view, std::size_t> numbers;
        for (std::size_t i = 0; i < kNames.size(); ++i) numbers.emplace(kNames[i], i + 1);
        return numbers;
    }();
    const auto found = kNumbers.find(name);
    return found == kNumbers.end() ? 0 : found->second;
}

void append_number(base::Bytes& bytes, std::size_t number) {
    for (; number >= 0x80; number >>= 7U) bytes.push_back(static_cast<std::uint8_t>(number | 0x80U));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

void append_text(base::Bytes& bytes, std::string_view text) {
    append_number(bytes, text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
}

// Reads what was appended. After a fault everything reads as nothing and `ok` is false.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

    bool ok = true;
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    std::size_t number() {
        std::size_t number = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            if (rest_.empty()) break;
            const std::uint8_t byte = rest_.front();
            rest_ = rest_.subspan(1);
            number |= static_cast<std::size_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) return number;
        }
        return fault();
    }
    // How many things follow that take a byte at least.
    std::size_t count() {
        const std::size_t count = number();
        return count <= rest_.size() ? count : fault();
    }
    std::string text() {
        const std::size_t size = count();
        std::string text(base::as_text(rest_.first(size)));
        rest_ = rest_.subspan(size);
        return text;
    }
    std::string name() {
        const std::size_t place = number();
        if (place > kNames.size()) fault();
        if (!ok || place == 0) return text();
        return std::string(kNames[place - 1]);
    }

private:
    std::size_t fault() {
        ok = false;
        rest_ = {};
        return 0;
    }
    std::span<const std::uint8_t> rest_;
};

}  // namespace

base::Bytes encode_staged_attributes(const std::vector<core::StagedAttribute>& attributes) {
    base::Bytes bytes;
    bytes.reserve(256);
    append_number(bytes, attributes.size());
    for (const auto& attribute : attributes) {
        const std::size_t number = number_of(attribute.name);
        append_number(bytes, number);
        if (number == 0) append_text(bytes, attribute.name);
        append_number(bytes, attribute.values.size());
        for (const auto& value : attribute.values) append_text(bytes, value);
    }
    return bytes;
}

base::Result<std::vector<core::StagedAttribute>> decode_staged_attributes(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    std::vector<core::StagedAttribute> attributes(reader.count());
    for (auto& attribute : attributes) {
        attribute.name = reader.name();
        attribute.values.resize(reader.count());
        for (auto& value : attribute.values) value = reader.text();
    }
    if (!reader.ok || !reader.at_end())
        return base::fail(base::ErrorCode::corrupt, "the attributes of a staged object cannot be read");
    return attributes;
}

}  // namespace tilbage::adapters::sql
