#include "core/oidc/key_schedule.h"

#include <algorithm>
#include <ranges>

#include "core/oidc/limits.h"

namespace tilbage::core {

namespace limits_of = application_limits;

const SigningKey* signing_key_at(const std::vector<SigningKey>& keys, base::TimePoint now) {
    const auto newest_first = std::views::reverse(keys);
    const auto found = std::ranges::find_if(newest_first, [&](const SigningKey& key) { return key.signs_from <= now; });
    return found == newest_first.end() ? nullptr : &*found;
}

std::optional<base::TimePoint> next_key_signs_from(const std::vector<SigningKey>& keys, base::TimePoint now) {
    if (signing_key_at(keys, now) == nullptr) return now;
    const auto successor_at = keys.back().signs_from + limits_of::kKeySigns;
    if (now < successor_at - limits_of::kKeyPublishedBefore) return std::nullopt;
    return std::max(successor_at, now + limits_of::kKeyPublishedBefore);
}

std::vector<std::string> outlived_keys(const std::vector<SigningKey>& keys, base::TimePoint now) {
    std::vector<std::string> outlived;
    for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
        if (keys[i + 1].signs_from + limits_of::kKeyVerifiesAfter <= now) outlived.push_back(keys[i].kid);
    }
    return outlived;
}

}  // namespace tilbage::core
