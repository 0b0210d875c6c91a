#include "tenant/graph/entity_tag.h"

#include <charconv>

namespace tilbage::tenant::graph {
namespace {

constexpr std::string_view kBegin = "W/\"";
constexpr std::int64_t kNone = -1;

}  // namespace

std::string etag_of(std::int64_t version) { return std::string(kBegin) + std::to_string(version) + '"'; }

std::optional<std::int64_t> expected_version(const adapters::http::Request& request) {
    const auto condition = request.header("If-Match");
    if (condition.empty() || condition == "*") return std::nullopt;
    if (!condition.starts_with(kBegin) || !condition.ends_with('"')) return kNone;
    const auto digits = condition.substr(kBegin.size(), condition.size() - kBegin.size() - 1);
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    const bool is_ours = error == std::errc{} && end == digits.data() + digits.size() && version >= 0;
    return is_ours ? version : kNone;
}

}  // namespace tilbage::tenant::graph
