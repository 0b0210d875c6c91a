// Identifiers that cannot be mistaken for one another.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace tilbage::base {

template <class Tag>
class StrongId {
public:
    StrongId() = default;
    explicit StrongId(std::string value) : value_(std::move(value)) {}
    [[nodiscard]] const std::string& str() const noexcept { return value_; }
    [[nodiscard]] bool empty() const noexcept { return value_.empty(); }
    auto operator<=>(const StrongId&) const = default;

private:
    std::string value_;
};

}  // namespace tilbage::base

template <class Tag>
struct std::hash<tilbage::base::StrongId<Tag>> {  // NOLINT(cert-dcl58-cpp): of a type of ours
    std::size_t operator()(const tilbage::base::StrongId<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.str());
    }
};
