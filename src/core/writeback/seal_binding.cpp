#include "core/writeback/seal_binding.h"

namespace tilbage::core {

crypto::JweClaims claims_of(const Binding& binding) {
    return {.texts = {{"rid", binding.request_id.str()},
                      {"tid", binding.tenant_id.str()},
                      {"sub", binding.source_anchor.str()},
                      {"knd", std::string(to_string(binding.kind))}},
            .numbers = {{"iat", binding.issued_at}, {"exp", binding.expires_at}}};
}

tl::expected<PasswordPair, Reason> open_seal(const std::string& sealed, const Binding& binding,
                                             const SealingKeys& keys) {
    const auto kid = crypto::kid_of_jwe(sealed);
    if (!kid) return tl::unexpected(Reason::cannot_open);
    const auto key = keys.find(*kid);
    if (!key) return tl::unexpected(Reason::cannot_open);
    const auto opened = crypto::open_jwe(sealed, *key);
    if (!opened || opened->kid != *kid || opened->claims != claims_of(binding))
        return tl::unexpected(Reason::cannot_open);
    auto passwords = read_envelope(opened->plaintext);
    if (!passwords) return tl::unexpected(Reason::cannot_open);
    const bool has_current = binding.kind == Kind::change || binding.kind == Kind::validate;
    if (!has_current && !passwords->current.empty()) return tl::unexpected(Reason::cannot_open);
    if (binding.kind == Kind::validate && !passwords->next.empty()) return tl::unexpected(Reason::cannot_open);
    return std::move(*passwords);
}

}  // namespace tilbage::core
