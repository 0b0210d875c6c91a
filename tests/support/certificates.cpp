#include "support/certificates.h"

#include <cstdio>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace tilbage::testing {
namespace {

using KeyPtr = std::shared_ptr<EVP_PKEY>;
using CertPtr = std::shared_ptr<X509>;
constexpr long kDay = 24L * 3600;

KeyPtr new_key() {
    KeyPtr key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!key) throw std::runtime_error("cannot make a key");
    return key;
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    if (!extension) throw std::runtime_error("cannot make the extension " + value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

CertPtr new_certificate(const std::string& name, long serial, EVP_PKEY* key, long from, long to) {
    CertPtr certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), to);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

void write_certificate(const std::string& path, X509* certificate) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file) throw std::runtime_error("cannot write " + path);
    PEM_write_X509(file, certificate);
    std::fclose(file);
}

void write_key(const std::string& path, EVP_PKEY* key) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    if (!file) throw std::runtime_error("cannot write " + path);
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
}

}  // namespace

struct TestAuthority::Key {
    KeyPtr key = new_key();
    CertPtr certificate = new_certificate("Test CA", 1, key.get(), -kDay, kDay);
};

TestAuthority::TestAuthority() : key_(std::make_unique<Key>()) {
    X509* certificate = key_->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(certificate, certificate, NID_subject_key_identifier, "hash");
    X509_sign(certificate, key_->key.get(), EVP_sha256());
    write_certificate(ca_file(), certificate);
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::ca_file() const { return (dir_.path() / "ca.pem").string(); }

CertificateFiles TestAuthority::issue(const std::vector<std::string>& names) const { return make(names, -kDay, kDay); }

CertificateFiles TestAuthority::issue_expired(const std::vector<std::string>& names) const {
    return make(names, -2 * kDay, -kDay);
}

CertificateFiles TestAuthority::make(const std::vector<std::string>& names, long from, long to) const {
    const KeyPtr key = new_key();
    const CertPtr certificate = new_certificate("test server", ++issued_ + 1, key.get(), from, to);
    X509* issuer = key_->certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ",") + name;
    add_extension(certificate.get(), issuer, NID_subject_alt_name, list);
    add_extension(certificate.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), issuer, NID_ext_key_usage, "serverAuth");
    X509_sign(certificate.get(), key_->key.get(), EVP_sha256());
    const std::string stem = (dir_.path() / ("server" + std::to_string(issued_))).string();
    write_certificate(stem + ".pem", certificate.get());
    write_key(stem + ".key", key.get());
    return {stem + ".pem", stem + ".key"};
}

}  // namespace tilbage::testing
