// libfido2's objects with their destructors. Included in this folder's .cpp files only.
#pragma once

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <memory>

#include "adapters/webauthn/public_key.h"

namespace tilbage::adapters::webauthn {

// They take a pointer to the pointer.
template <auto Free>
struct FidoFreer {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(&object);
    }
};
using AssertHandle = std::unique_ptr<fido_assert_t, FidoFreer<fido_assert_free>>;
using CredHandle = std::unique_ptr<fido_cred_t, FidoFreer<fido_cred_free>>;
using Es256Handle = std::unique_ptr<es256_pk_t, FidoFreer<es256_pk_free>>;
using EddsaHandle = std::unique_ptr<eddsa_pk_t, FidoFreer<eddsa_pk_free>>;
using Rs256Handle = std::unique_ptr<rs256_pk_t, FidoFreer<rs256_pk_free>>;

// A key as fido_assert_verify() takes it.
class FidoKey {
public:
    explicit FidoKey(const PublicKey& key);
    // Null: it cannot be one.
    [[nodiscard]] const void* get() const { return key_; }
    // OpenSSL can use it: its point is on the curve.
    [[nodiscard]] bool is_usable() const;

private:
    Es256Handle es256_;
    EddsaHandle eddsa_;
    Rs256Handle rs256_;
    const void* key_ = nullptr;
};

}  // namespace tilbage::adapters::webauthn
