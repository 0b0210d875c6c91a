// Which application calls (RFC 6749 §2.3): by its secret, or by its name alone when it is public.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/oidc/ports.h"

namespace tilbage::core {

struct ApplicationCredentials {
    std::string tenant;  // of the address
    std::string client_id;
    std::string secret;         // empty: none came along
    std::string address_block;  // for counting
};

// RFC 6749 §5.2.
enum class ApplicationRefusalCode { invalid_client, invalid_grant, invalid_scope, too_many_attempts, busy };

struct ApplicationRefusal {
    ApplicationRefusalCode code = ApplicationRefusalCode::busy;
    std::string cause;                    // English, for the log alone
    std::chrono::seconds retry_after{0};  // too_many_attempts
};

template <class T>
using ApplicationResult = tl::expected<T, ApplicationRefusal>;

[[nodiscard]] inline tl::unexpected<ApplicationRefusal> refuse_application(ApplicationRefusalCode code,
                                                                           std::string cause) {
    return tl::unexpected(ApplicationRefusal{code, std::move(cause), {}});
}
[[nodiscard]] inline tl::unexpected<ApplicationRefusal> refuse_application(const base::Error& error) {
    return refuse_application(ApplicationRefusalCode::busy, error.message);
}

// Counted before it is evaluated; a right secret takes its own attempt back. Refusals: invalid_client,
// too_many_attempts, busy.
[[nodiscard]] ApplicationResult<Application> authenticate_application(const ApplicationPorts& ports,
                                                                      const ApplicationCredentials& credentials);

}  // namespace tilbage::core
