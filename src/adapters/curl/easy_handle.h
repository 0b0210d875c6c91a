// libcurl's handles with owners, and what every use of them has in common. Included from this folder only.
#pragma once

#include <array>
#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <string>

namespace tilbage::adapters::curl {

struct FreeEasy {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;

// Forgets all options, and with them the pointers into this call's stack and libcurl's copy of a password. Connections
// are kept.
class ResetOnExit {
public:
    explicit ResetOnExit(CURL* handle) : handle_(handle) {}
    ~ResetOnExit() { curl_easy_reset(handle_); }
    ResetOnExit(const ResetOnExit&) = delete;
    ResetOnExit& operator=(const ResetOnExit&) = delete;

private:
    CURL* handle_;
};

struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using StringList = std::unique_ptr<curl_slist, FreeList>;

// A new handle; the library is set up at the first call. Throws std::bad_alloc.
[[nodiscard]] EasyHandle new_easy_handle();
void append(StringList& list, const std::string& text);

// What one transfer leaves behind for error messages. Must outlive it.
struct TransferNotes {
    std::array<char, CURL_ERROR_SIZE> words{};  // libcurl's
    bool chain_is_bad = false;                  // the certificate's issuer, signature or dates; not its name

    // libcurl's detailed text, else its text for the code.
    [[nodiscard]] std::string words_for(CURLcode code) const;
};

// Verified TLS 1.2 or later against `ca_file` alone, or the system's trust store when empty; no proxy, no signals.
// Fills `notes`.
void set_common_options(CURL* handle, const std::string& ca_file, std::chrono::milliseconds timeout,
                        TransferNotes& notes);

}  // namespace tilbage::adapters::curl
