// OpenSSL's objects with their destructors. Included in this folder's .cpp files only.
#pragma once

#include <memory>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace tilbage::crypto {

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

using PkeyHandle = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using PkeyCtxHandle = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using CipherCtxHandle = std::unique_ptr<EVP_CIPHER_CTX, Freer<EVP_CIPHER_CTX_free>>;
using MdCtxHandle = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using BignumHandle = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using EcdsaSigHandle = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;
// BIO_free reports a status that a destructor cannot use.
struct BioFreer {
    void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using BioHandle = std::unique_ptr<BIO, BioFreer>;

}  // namespace tilbage::crypto
