#include "core/banned/banned_part.h"

namespace tilbage::core {

std::string_view to_string(BannedPart part) {
    switch (part) {
        case BannedPart::word:
            return "word";
        case BannedPart::name:
            return "name";
        case BannedPart::organization:
            return "organization";
        case BannedPart::breached:
            return "breached";
    }
    return {};
}

std::optional<BannedPart> parse_banned_part(std::string_view text) {
    for (const auto part : {BannedPart::word, BannedPart::name, BannedPart::organization, BannedPart::breached}) {
        if (to_string(part) == text) return part;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
