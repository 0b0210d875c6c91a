// libcurl's handle and what both clients set on it. Included in this folder's .cpp files only.
#pragma once

#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <string>

namespace tilbage::adapters::curl {

struct EasyDeleter {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;

struct ListDeleter {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;

// Appends a copy of `line`.
void append(List& list, const std::string& line);

// A fresh handle; libcurl is initialised once for the process. Ends the process when memory is out.
[[nodiscard]] EasyHandle new_handle();

// TLS 1.2 or later, chain and name verified, against `ca_file` or, when that is empty, the system's store.
void require_tls(CURL* handle, const std::string& ca_file);

[[nodiscard]] bool has_line_break(std::string_view text);

}  // namespace tilbage::adapters::curl
