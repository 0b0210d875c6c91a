// Strict reading of a JSON object's members. Private to this folder's relay_*.cpp.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilbage::wire {

// The first thing that is wrong, as "member x must be …". Shared by the Fields of one frame.
class FieldError {
public:
    void set(std::string_view member, std::string_view expectation);
    [[nodiscard]] bool is_set() const noexcept { return !text_.empty(); }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

// Readers give a default value after an error, so that a frame reads top to bottom and the error is looked at once, at
// the end.
class Fields {
public:
    Fields(const boost::json::object& object, FieldError& error) : object_(object), error_(error) {}

    // 1 to `max` bytes (0 to `max` for the optional ones, where an empty text stands for an absent member).
    [[nodiscard]] std::string text(std::string_view name, std::size_t max) const;
    [[nodiscard]] std::string optional_text(std::string_view name, std::size_t max) const;
    // RFC 4122 in lower case.
    [[nodiscard]] std::string uuid(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::optional<bool> optional_flag(std::string_view name) const;
    // A whole number; 1.0 is not one.
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t min, std::int64_t max) const;
    // Absent and null are the same.
    [[nodiscard]] std::optional<std::int64_t> optional_number(std::string_view name, std::int64_t min,
                                                              std::int64_t max) const;
    [[nodiscard]] const boost::json::object* object(std::string_view name) const;
    [[nodiscard]] const boost::json::object* optional_object(std::string_view name) const;
    [[nodiscard]] const boost::json::array* array(std::string_view name, std::size_t min, std::size_t max) const;

    // At most `most` texts of 1 to `max` bytes each.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name, std::size_t most, std::size_t max) const;

    void refuse(std::string_view name, std::string_view expectation) const { error_.set(name, expectation); }

private:
    [[nodiscard]] const boost::json::value* find(std::string_view name) const;

    const boost::json::object& object_;
    FieldError& error_;
};

[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

}  // namespace tilbage::wire
