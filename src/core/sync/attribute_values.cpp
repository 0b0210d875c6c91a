#include "core/sync/attribute_values.h"

#include <charconv>
#include <limits>

#include "base/encoding.h"
#include "core/writeback/file_time.h"

namespace tilbage::core {

std::optional<std::int64_t> number_in(const StagedObject& object, std::string_view name) {
    const auto text = object.text(name);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_true(const StagedObject& object, std::string_view name) { return object.text(name) == "TRUE"; }

std::optional<ObjectGuid> reference_in(const StagedObject& object, std::string_view name) {
    return ObjectGuid::from(base::as_bytes(object.text(name)));
}

std::optional<base::TimePoint> time_in(const StagedObject& object, std::string_view name) {
    const auto value = number_in(object, name);
    if (!value || *value <= 0 || *value == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return from_file_time(*value);
}

bool is_organizational_unit(std::string_view rdn) {
    return rdn.size() > 3 && (rdn[0] | 0x20) == 'o' && (rdn[1] | 0x20) == 'u' && rdn[2] == '=';
}

}  // namespace tilbage::core
