#include "adapters/curl/smtp_sender.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "adapters/curl/easy_handle.h"

namespace tilbage::adapters::curl {
namespace {

using base::ErrorCode;

constexpr std::size_t kLongestAddress = 254;  // RFC 5321 §4.5.3.1.3, less the angle brackets

bool is_address(std::string_view address) {
    const auto at = address.rfind('@');
    return address.size() <= kLongestAddress && at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           std::none_of(address.begin(), address.end(), [](char c) {
               return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '<' || c == '>' || c == ',' ||
                      c == ';' || c == '"';
           });
}

// A lone CR or LF could end the mail early at a server that is lax about line ends (SMTP smuggling).
bool has_only_crlf(std::string_view message) {
    for (std::size_t i = 0; i < message.size(); ++i) {
        if (message[i] == '\r' && (i + 1 == message.size() || message[i + 1] != '\n')) return false;
        if (message[i] == '\n' && (i == 0 || message[i - 1] != '\r')) return false;
    }
    return true;
}

std::size_t give_more(char* to, std::size_t, std::size_t space, void* from) {
    auto& rest = *static_cast<std::string_view*>(from);
    const std::size_t size = std::min(space, rest.size());
    std::memcpy(to, rest.data(), size);
    rest.remove_prefix(size);
    return size;
}

std::size_t ignore(const char*, std::size_t, std::size_t size, void*) { return size; }

base::Error error_for(CURL* handle, CURLcode code, const std::string& words, const std::string& server) {
    long answer = 0;  // the server's last
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
    const std::string said = answer >= 400 ? " (it answered " + std::to_string(answer) + ")" : "";
    switch (static_cast<int>(code)) {
        case CURLE_LOGIN_DENIED:
            return {ErrorCode::permission_denied, server + " refused the user name or password" + said + ": " + words};
        case CURLE_USE_SSL_FAILED:
            return {ErrorCode::untrusted, server + " offers no STARTTLS, and mail is not sent in clear: " + words};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return {ErrorCode::untrusted, "the certificate of " + server + " is not trusted: " + words};
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {ErrorCode::invalid_argument,
                    "\"" + server + "\" is not an address like smtp://mail.example.org:587"};
        case CURLE_OPERATION_TIMEDOUT:
            return {ErrorCode::timeout, server + " did not answer in time: " + words};
        default:
            break;
    }
    if (answer >= 500) return {ErrorCode::conflict, server + " refused the mail for good" + said + ": " + words};
    if (answer >= 400) return {ErrorCode::unavailable, server + " does not take the mail now" + said + ": " + words};
    return {ErrorCode::unavailable, "cannot hand the mail to " + server + ": " + words};
}

}  // namespace

struct SmtpSender::Impl {
    explicit Impl(SmtpOptions o) : options(std::move(o)), handle(new_easy_handle()) {}

    [[nodiscard]] base::Result<void> check() const;
    void prepare_connection();
    void prepare(const std::string& from, const StringList& recipients, std::string_view& rest);
    void log_in();

    SmtpOptions options;
    EasyHandle handle;
    TransferNotes notes;
};

base::Result<void> SmtpSender::Impl::check() const {
    if (!options.server.starts_with("smtp://") && !options.server.starts_with("smtps://"))
        return base::fail(ErrorCode::invalid_argument,
                          "\"" + options.server + "\" is not an address like smtp://mail.example.org:587");
    const bool in_clear = options.tls == SmtpTls::none && !options.server.starts_with("smtps://");
    if (in_clear && !options.username.empty())
        return base::fail(ErrorCode::invalid_argument,
                          "a password is not sent to " + options.server + " in clear; use TLS");
    return {};
}

void SmtpSender::Impl::log_in() {
    if (options.username.empty()) return;
    // libcurl wants text that ends in NUL, and copies it.
    base::SecretBytes terminated(options.password.size() + 1);
    const auto password = options.password.open();
    std::copy(password.begin(), password.end(), terminated.open_mutable().begin());
    curl_easy_setopt(handle.get(), CURLOPT_USERNAME, options.username.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PASSWORD, terminated.open_text().data());
}

void SmtpSender::Impl::prepare_connection() {
    CURL* curl = handle.get();
    set_common_options(curl, options.ca_file, options.timeout, notes);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_URL, options.server.c_str());
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(options.tls == SmtpTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    log_in();
}

void SmtpSender::Impl::prepare(const std::string& from, const StringList& recipients, std::string_view& rest) {
    prepare_connection();
    CURL* curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_more);
    curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
}

SmtpSender::SmtpSender(SmtpOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
SmtpSender::~SmtpSender() = default;
SmtpSender::SmtpSender(SmtpSender&&) noexcept = default;
SmtpSender& SmtpSender::operator=(SmtpSender&&) noexcept = default;

base::Result<void> SmtpSender::send(std::string_view from, std::string_view to, std::string_view message) {
    if (auto checked = impl_->check(); !checked) return checked;
    if (!is_address(from)) return base::fail(ErrorCode::invalid_argument, "the sender's mail address cannot be one");
    if (!is_address(to)) return base::fail(ErrorCode::invalid_argument, "the recipient's mail address cannot be one");
    if (!has_only_crlf(message))
        return base::fail(ErrorCode::invalid_argument, "the mail has a line end that is not CRLF");
    StringList recipients;
    append(recipients, "<" + std::string(to) + ">");
    impl_->prepare("<" + std::string(from) + ">", recipients, message);
    const CURLcode code = curl_easy_perform(impl_->handle.get());
    const ResetOnExit reset(impl_->handle.get());
    if (code == CURLE_OK) return {};
    return base::fail(error_for(impl_->handle.get(), code, impl_->notes.words_for(code), impl_->options.server));
}

base::Result<void> SmtpSender::probe() {
    if (auto checked = impl_->check(); !checked) return checked;
    impl_->prepare_connection();
    curl_easy_setopt(impl_->handle.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
    const CURLcode code = curl_easy_perform(impl_->handle.get());
    const ResetOnExit reset(impl_->handle.get());
    if (code == CURLE_OK) return {};
    return base::fail(error_for(impl_->handle.get(), code, impl_->notes.words_for(code), impl_->options.server));
}

}  // namespace tilbage::adapters::curl
