// An answer of the authorization endpoint on its way to the application.
#pragma once

#include <string>

#include "adapters/http/message.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/oidc/application_request.h"

namespace tilbage::tenant {

// An address of ours or the application's that carries the answer: in its query, or, for form_post, sealed to a page of
// ours that posts it (`answer_page`). Nothing about it is kept.
class AnswerCarrier {
public:
    // Both outlive it.
    AnswerCarrier(const base::SecretBytes& key, base::Random& random) : key_(key), random_(random) {}
    [[nodiscard]] base::Result<std::string> location_of(const core::AuthorizationAnswer& answer) const;
    // GET /account/answer?sealed=…: a form that posts itself; 400 when it does not open.
    [[nodiscard]] adapters::http::Response answer_page(const adapters::http::Request& request) const;

private:
    const base::SecretBytes& key_;
    base::Random& random_;
};

}  // namespace tilbage::tenant
