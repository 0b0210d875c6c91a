// Strict reading of SCIM's JSON, whose attribute names have no case (RFC 7643 §2.1). Private to this folder's
// scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "wire/scim_error.h"
#include "wire/scim_names.h"

namespace tilbage::wire {

// One JSON object, or invalidSyntax.
[[nodiscard]] ScimResult<boost::json::object> parse_scim_object(std::string_view text);
[[nodiscard]] boost::json::object scim_error_object(const ScimProblem& problem);
// Null when it is absent.
[[nodiscard]] const boost::json::value* find_member(const boost::json::object& object, std::string_view name);

// Readers give a default after the first problem, so that a resource reads top to bottom and is looked at once, at the
// end.
class ScimAttributes {
public:
    ScimAttributes(const boost::json::object& object, std::optional<ScimProblem>& problem)
        : object_(object), problem_(problem) {}

    // Null when it is absent or null.
    [[nodiscard]] const boost::json::value* find(std::string_view name) const;
    // At most `max` bytes without control characters; "" when absent.
    [[nodiscard]] std::string text(std::string_view name, std::size_t max) const;
    // The same, not empty.
    [[nodiscard]] std::string required_text(std::string_view name, std::size_t max) const;
    // At most `max` bytes, line breaks among them (a street address has some), no zero byte.
    [[nodiscard]] std::string free_text(std::string_view name, std::size_t max) const;
    // "True" and "false" in text are taken as well: some clients send them.
    [[nodiscard]] bool flag(std::string_view name, bool fallback) const;
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t min, std::int64_t max,
                                      std::int64_t fallback) const;
    [[nodiscard]] std::optional<base::TimePoint> time(std::string_view name) const;
    [[nodiscard]] const boost::json::object* object(std::string_view name) const;
    // At most `max` elements.
    [[nodiscard]] const boost::json::array* array(std::string_view name, std::size_t max) const;
    // `schemas` is a list that has `urn` in it.
    void require_schema(std::string_view urn) const;

    void refuse(std::string_view name, std::string_view expectation) const;

private:
    const boost::json::object& object_;
    std::optional<ScimProblem>& problem_;
};

}  // namespace tilbage::wire
