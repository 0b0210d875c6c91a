// tilbage-tenant init: the store, its first tenant, its first administrator, and a code for its first agent.
#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "tenant/config.h"

namespace tilbage::tenant {

struct InitOptions {
    std::string domain;  // a DNS name
    std::string display_name;
    std::string admin_user_name = {};  // empty: no administrator yet (tilbage-tenant admin add)
    std::string admin_display_name = {};
    std::filesystem::path admin_password_file = {};  // empty: a password is made and printed
};

// The enrolment code. conflict: the store has a tenant already, and stays as it is. invalid_argument: a domain or name
// that cannot be one. Can be repeated after a failure halfway.
// `admin_password` is the first Global Administrator's, where the options name one.
[[nodiscard]] base::Result<std::string> init_store(const std::filesystem::path& path, const InitOptions& options,
                                                   const base::SecretBytes& admin_password, const base::Clock& clock,
                                                   base::Random& random);

// The last line of the output is "enrolment code: XXXX-XXXX-XXXX-XXXX". Gives the exit code.
int init_command(const Config& config, const InitOptions& options);

}  // namespace tilbage::tenant
