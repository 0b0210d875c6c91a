#include "core/writeback/kind.h"

namespace tilbage::core {

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::reset:
            return "reset";
        case Kind::change:
            return "change";
        case Kind::unlock:
            return "unlock";
        case Kind::describe:
            return "describe";
        case Kind::validate:
            return "validate";
    }
    return "";
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (auto kind : {Kind::reset, Kind::change, Kind::unlock, Kind::describe, Kind::validate}) {
        if (text == to_string(kind)) return kind;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
