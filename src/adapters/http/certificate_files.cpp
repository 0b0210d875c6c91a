#include "adapters/http/certificate_files.h"

#include <ctime>
#include <memory>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "adapters/http/internal/tls_context.h"

namespace tilbage::adapters::http {
namespace {

base::TimePoint time_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return base::TimePoint{};
    return base::from_seconds(timegm(&parts));
}

bool names(X509* certificate, const std::string& host) {
    if (X509_check_ip_asc(certificate, host.c_str(), 0) == 1) return true;
    constexpr unsigned kFlags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
    return X509_check_host(certificate, host.data(), host.size(), kFlags, nullptr) == 1;
}

}  // namespace

base::Result<CertificateFacts> examine_certificate(const std::string& certificate_file, const std::string& key_file,
                                                   const std::string& host) {
    const auto context = internal::TlsContext::server(certificate_file, key_file);
    if (!context) return base::fail(context.error());
    const auto connection = context->new_connection();
    X509* certificate = SSL_get_certificate(connection.get());
    if (certificate == nullptr) {
        return base::fail(base::ErrorCode::invalid_argument, certificate_file + " holds no certificate");
    }
    return CertificateFacts{.valid_from = time_of(X509_get0_notBefore(certificate)),
                            .valid_until = time_of(X509_get0_notAfter(certificate)),
                            .names_host = names(certificate, host)};
}

}  // namespace tilbage::adapters::http
