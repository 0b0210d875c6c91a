#include "adapters/curl/smtp_sender.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "adapters/curl/curl_handle.h"

namespace tilbage::adapters::curl {
namespace {

using base::ErrorCode;
using base::fail;

constexpr long kPermanentRefusal = 500;  // RFC 5321 §4.2.1: 5yz
constexpr std::size_t kMaxAddress = 320;

// What can stand between < and > in MAIL and RCPT; nothing that could end the command (RFC 5321 §4.1.2).
bool is_address(std::string_view address) {
    const auto at = address.find('@');
    return address.size() <= kMaxAddress && at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           std::ranges::none_of(address, [](unsigned char c) {
               return c <= ' ' || c == '<' || c == '>' || c == '"' || c == ',' || c == '\x7f';
           });
}

struct Unsent {
    std::string_view rest;
};

std::size_t give_message(char* buffer, std::size_t size, std::size_t count, void* user) {
    auto& unsent = *static_cast<Unsent*>(user);
    const auto taken = std::min(size * count, unsent.rest.size());
    std::ranges::copy(unsent.rest.substr(0, taken), buffer);
    unsent.rest.remove_prefix(taken);
    return taken;
}

ErrorCode code_of(CURLcode code, long answer) {
    if (code == CURLE_LOGIN_DENIED) return ErrorCode::permission_denied;
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CACERT_BADFILE) {
        return ErrorCode::untrusted;
    }
    if (code == CURLE_OPERATION_TIMEDOUT) return ErrorCode::timeout;
    return answer >= kPermanentRefusal ? ErrorCode::conflict : ErrorCode::unavailable;
}

}  // namespace

struct SmtpSender::Impl {
    explicit Impl(SmtpOptions given) : options(std::move(given)) {}
    SmtpOptions options;
    EasyHandle handle = new_handle();  // keeps the connection between mails
};

SmtpSender::SmtpSender(SmtpOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
SmtpSender::~SmtpSender() = default;
SmtpSender::SmtpSender(SmtpSender&&) noexcept = default;
SmtpSender& SmtpSender::operator=(SmtpSender&&) noexcept = default;

base::Result<void> SmtpSender::send(std::string_view from, std::string_view to, std::string_view message) {
    for (const auto address : {from, to}) {
        if (!is_address(address)) return fail(ErrorCode::invalid_argument, "not a mail address");
    }
    const auto& options = impl_->options;
    auto* handle = impl_->handle.get();
    curl_easy_reset(handle);
    std::array<char, CURL_ERROR_SIZE> words{};
    List recipients;
    append(recipients, fmt::format("<{}>", to));
    Unsent unsent{message};
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_URL, options.server.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    const bool encrypted = options.tls == SmtpTls::required;
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    require_tls(handle, options.ca_file);
    if (!options.username.empty()) {
        std::string terminated(options.password.open_text());
        curl_easy_setopt(handle, CURLOPT_USERNAME, options.username.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, terminated.c_str());
        base::wipe(terminated.data(), terminated.size());
    }
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, fmt::format("<{}>", from).c_str());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give_message);
    curl_easy_setopt(handle, CURLOPT_READDATA, &unsent);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);

    const auto code = curl_easy_perform(handle);
    long answer = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
    curl_easy_reset(handle);  // nothing of this call's stack stays behind in it
    if (code == CURLE_OK) return {};
    const char* text = words[0] != '\0' ? words.data() : curl_easy_strerror(code);
    return fail(code_of(code, answer), fmt::format("{}: {} ({})", options.server, text, answer));
}

}  // namespace tilbage::adapters::curl
