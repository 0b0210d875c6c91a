#include "adapters/curl/http_client.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "adapters/curl/curl_handle.h"

namespace tilbage::adapters::curl {
namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

struct Received {
    HttpResponse response;
    std::size_t body_limit = 0;
    bool too_large = false;
};

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& received = *static_cast<Received*>(user);
    if (received.response.body.size() + size > received.body_limit) {
        received.too_large = true;
        return 0;
    }
    received.response.body.append(data, size);
    return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
    std::string_view line(data, size);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;  // the status line, or the empty one
    auto value = line.substr(colon + 1);
    const auto first = value.find_first_not_of(" \t");
    const auto last = value.find_last_not_of(" \t\r\n");
    value = first == std::string_view::npos ? std::string_view{} : value.substr(first, last - first + 1);
    static_cast<Received*>(user)->response.headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
    return size;
}

// libcurl says "certificate or name" in one code; OpenSSL's words tell which.
HttpFailure verification_failure(std::string_view words) {
    const bool name = words.find("alternative certificate subject name") != std::string_view::npos ||
                      words.find("does not match") != std::string_view::npos;
    return name ? HttpFailure::wrong_host_name : HttpFailure::untrusted_certificate;
}

HttpFailure failure_of(CURLcode code, std::string_view words) {
    if (code == CURLE_PEER_FAILED_VERIFICATION) return verification_failure(words);
    if (code == CURLE_OPERATION_TIMEDOUT) return HttpFailure::timeout;
    if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
        code == CURLE_SSL_CONNECT_ERROR) {
        return HttpFailure::cannot_connect;
    }
    if (code == CURLE_SSL_CACERT_BADFILE || code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) {
        return HttpFailure::invalid_request;
    }
    return HttpFailure::connection_lost;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
    for (const auto& one : headers) {
        if (equal_ignoring_case(one.name, name)) return one.value;
    }
    return {};
}

struct HttpClient::Impl {
    explicit Impl(HttpClientOptions given) : options(std::move(given)) {}
    HttpClientOptions options;
    EasyHandle handle = new_handle();  // keeps connections between calls
};

HttpClient::HttpClient(HttpClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

tl::expected<HttpResponse, HttpError> HttpClient::send(const HttpRequest& request) {
    auto invalid = [](std::string message) {
        return tl::unexpected(HttpError{HttpFailure::invalid_request, std::move(message)});
    };
    if (!request.url.starts_with("https://")) return invalid("the address must begin with https://");
    List headers;
    append(headers, "Expect:");  // no 100-continue: bodies are small
    for (const auto& [name, value] : request.headers) {
        if (has_line_break(name) || has_line_break(value)) return invalid("a header with a line break");
        append(headers, name + ": " + value);
    }

    auto* handle = impl_->handle.get();
    curl_easy_reset(handle);  // options only; connections stay
    std::array<char, CURL_ERROR_SIZE> words{};
    Received received;
    received.body_limit = impl_->options.body_limit;
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(handle, CURLOPT_NOBODY, request.method == "HEAD" ? 1L : 0L);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, impl_->options.user_agent.c_str());
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(impl_->options.connect_timeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(impl_->options.timeout.count()));
    if (!request.body.empty()) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &received);
    require_tls(handle, impl_->options.ca_file);

    const auto code = curl_easy_perform(handle);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_reset(handle);  // nothing of this call's stack stays behind in it
    if (received.too_large) return tl::unexpected(HttpError{HttpFailure::too_large, "the answer is too large"});
    if (code != CURLE_OK) {
        const std::string text = words[0] != '\0' ? words.data() : curl_easy_strerror(code);
        return tl::unexpected(HttpError{failure_of(code, text), request.url + ": " + text});
    }
    received.response.status = static_cast<unsigned>(status);
    return std::move(received.response);
}

}  // namespace tilbage::adapters::curl
