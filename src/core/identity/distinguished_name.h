// Distinguished names (RFC 4514), for the questions whether this object lies under that base, and below what.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilbage::core {

// Parsed and normalised: escapes resolved, letter case folded as Active Directory compares names, the parts of a
// multi-valued RDN sorted. A value; any thread.
class DistinguishedName {
public:
    // Empty optional: not a DN. The empty text is the root DSE and is a DN. Spaces beside separators are taken, as
    // people write them in configuration files; the old quoted form (RFC 1779) is not.
    [[nodiscard]] static std::optional<DistinguishedName> parse(std::string_view text);

    // The same object as `base`, or below it.
    [[nodiscard]] bool is_under(const DistinguishedName& base) const;
    // The object above; of the root, the root.
    [[nodiscard]] DistinguishedName parent() const;
    [[nodiscard]] bool is_root() const noexcept { return rdns_.empty(); }
    // Named by OU.
    [[nodiscard]] bool is_organizational_unit() const;
    // As it was written, for messages, files and searches. Two names that are written differently may be equal.
    [[nodiscard]] const std::string& str() const noexcept { return text_; }
    bool operator==(const DistinguishedName& other) const { return rdns_ == other.rdns_; }
    // Some order, for containers.
    auto operator<=>(const DistinguishedName& other) const { return rdns_ <=> other.rdns_; }

private:
    using Part = std::pair<std::string, std::string>;  // type, value
    using Rdn = std::vector<Part>;
    std::vector<Rdn> rdns_;  // as written: the object's own first
    std::string text_;
    std::vector<std::size_t> starts_;  // of each RDN in text_
};

}  // namespace tilbage::core
