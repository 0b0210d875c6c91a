// Errors are values that must be looked at.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tilbage::base {

// What kind of thing went wrong; the caller decides on this and never on the message.
enum class ErrorCode {
    invalid_argument,  // the input can never work
    not_found,
    conflict,     // somebody else was first, or a uniqueness rule
    unavailable,  // a server cannot be reached or does not answer; trying again may help
    timeout,
    permission_denied,
    untrusted,  // a certificate or signature that does not verify
    corrupt,    // stored or received data that breaks its own rules
    internal,
};

// `message` is English, for logs and command lines, and never holds a secret.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(message)});
}
// Passes the error of one result on as that of another.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace tilbage::base
