#include "adapters/curl/curl_handle.h"

#include <cstdlib>

namespace tilbage::adapters::curl {

void append(List& list, const std::string& line) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) std::abort();
    (void)list.release();  // `longer` is the same list, or its new head
    list.reset(longer);
}

EasyHandle new_handle() {
    static const auto kInitialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    EasyHandle handle(kInitialised == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle) std::abort();
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);  // threads
    curl_easy_setopt(handle.get(), CURLOPT_TCP_NODELAY, 1L);
    return handle;
}

void require_tls(CURL* handle, const std::string& ca_file) {
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (ca_file.empty()) return;
    curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);  // that one and no other
}

bool has_line_break(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

}  // namespace tilbage::adapters::curl
