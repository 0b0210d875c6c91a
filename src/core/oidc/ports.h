// What people's sign-in to applications needs from the world. All of it outlives the use cases.
#pragma once

#include <string>

#include "core/account/ports.h"
#include "core/ports/application_grant_store.h"
#include "core/ports/application_sign_in_store.h"
#include "core/ports/application_store.h"
#include "core/ports/signing_key_store.h"

namespace tilbage::core {

struct ApplicationPorts {
    AccountPorts account;
    ApplicationStore& applications;
    ApplicationSignInStore& sign_ins;
    ApplicationGrantStore& grants;
    SigningKeyStore& keys;
    std::string base_url;  // "https://id.example.org"
};

// `iss`: what ID tokens and answers say who made them.
[[nodiscard]] inline std::string issuer_of(const std::string& base_url, const TenantId& tenant) {
    return base_url + "/" + tenant.str() + "/v2.0";
}

}  // namespace tilbage::core
