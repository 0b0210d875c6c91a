#include "adapters/curl/easy_handle.h"

#include <new>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace tilbage::adapters::curl {
namespace {

// Verifies as OpenSSL would, and notes the result: libcurl has one code for a bad chain and a wrong name, and another,
// with words about ASN.1, for a CA that has the right name and the wrong key.
int verify(X509_STORE_CTX* chain, void* notes) {
    const int good = X509_verify_cert(chain);
    static_cast<TransferNotes*>(notes)->chain_is_bad = good <= 0;
    if (good <= 0) ERR_clear_error();  // libcurl looks at the oldest error, which would be a detail of this one
    return good;
}

CURLcode watch_verification(CURL*, void* context, void* notes) {
    SSL_CTX_set_cert_verify_callback(static_cast<SSL_CTX*>(context), verify, notes);
    return CURLE_OK;
}

}  // namespace

EasyHandle new_easy_handle() {
    static const CURLcode kInitialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    EasyHandle handle(kInitialised == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle) throw std::bad_alloc();
    return handle;
}

void append(StringList& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

void set_common_options(CURL* handle, const std::string& ca_file, std::chrono::milliseconds timeout,
                        TransferNotes& notes) {
    notes = {};
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, notes.words.data());
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, watch_verification);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_DATA, &notes);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    if (ca_file.empty()) return;
    curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
    // Debian's build would look there too, and so trust every public CA.
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
}

std::string TransferNotes::words_for(CURLcode code) const {
    return words.front() != '\0' ? words.data() : curl_easy_strerror(code);
}

}  // namespace tilbage::adapters::curl
