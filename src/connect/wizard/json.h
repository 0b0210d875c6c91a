// JSON in and out of the wizard's API (docs/protocol.md §10).
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/http/message.h"
#include "base/secret.h"

namespace tilbage::connect::wizard {

// no-store, application/json.
[[nodiscard]] adapters::http::Response json_response(unsigned status, const boost::json::object& object);
// The one shape of errors: {"error": {"code", "message", "details"?}}.
[[nodiscard]] adapters::http::Response error_response(unsigned status, std::string_view code, std::string_view message,
                                                      const boost::json::object& details = {});

// Reads the members of one body. A member that is missing or of the wrong type makes the whole malformed(); what the
// getters give then is not to be used.
class Body {
public:
    // Anything but an object, or nested deeper than any body of ours, is malformed.
    explicit Body(const std::string& text);
    explicit Body(boost::json::object object) : object_(std::move(object)) {}

    [[nodiscard]] std::string text(std::string_view name);
    [[nodiscard]] std::string text_or(std::string_view name, std::string_view fallback);  // absent and null: fallback
    // Moves the text out of the JSON and wipes it there.
    [[nodiscard]] base::SecretBytes secret(std::string_view name);
    [[nodiscard]] bool boolean(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view name);
    // Both move out of this body, so that no second copy of a secret is made.
    [[nodiscard]] std::vector<Body> objects(std::string_view name);
    [[nodiscard]] Body object(std::string_view name);

    void mark_malformed() { malformed_ = true; }
    [[nodiscard]] bool malformed() const { return malformed_; }

private:
    boost::json::object object_;
    bool malformed_ = false;
};
[[nodiscard]] adapters::http::Response malformed_response();

}  // namespace tilbage::connect::wizard
