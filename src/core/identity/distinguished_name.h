// Distinguished names (RFC 4514), for one question: does this object lie under that base?
#pragma once

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
    bool operator==(const DistinguishedName&) const = default;

private:
    using Part = std::pair<std::string, std::string>;  // type, value
    using Rdn = std::vector<Part>;
    std::vector<Rdn> rdns_;  // as written: the object's own first
};

}  // namespace tilbage::core
