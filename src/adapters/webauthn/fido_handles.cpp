#include "adapters/webauthn/fido_handles.h"

#include <openssl/evp.h>

namespace tilbage::adapters::webauthn {

FidoKey::FidoKey(const PublicKey& key) {
    const auto* bytes = key.raw.data();
    const auto size = key.raw.size();
    if (key.algorithm == COSE_ES256) {
        es256_.reset(es256_pk_new());
        if (es256_ && es256_pk_from_ptr(es256_.get(), bytes, size) == FIDO_OK) key_ = es256_.get();
    } else if (key.algorithm == COSE_EDDSA) {
        eddsa_.reset(eddsa_pk_new());
        if (eddsa_ && eddsa_pk_from_ptr(eddsa_.get(), bytes, size) == FIDO_OK) key_ = eddsa_.get();
    } else if (key.algorithm == COSE_RS256) {
        rs256_.reset(rs256_pk_new());
        if (rs256_ && rs256_pk_from_ptr(rs256_.get(), bytes, size) == FIDO_OK) key_ = rs256_.get();
    }
}

bool FidoKey::is_usable() const {
    if (key_ == nullptr) return false;
    EVP_PKEY* made = nullptr;
    if (es256_) made = es256_pk_to_EVP_PKEY(es256_.get());
    if (eddsa_) made = eddsa_pk_to_EVP_PKEY(eddsa_.get());
    if (rs256_) made = rs256_pk_to_EVP_PKEY(rs256_.get());
    EVP_PKEY_free(made);
    return made != nullptr;
}

}  // namespace tilbage::adapters::webauthn
