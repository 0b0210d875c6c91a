#include "adapters/curl/http_client.h"

#include <algorithm>
#include <utility>

#include "adapters/curl/easy_handle.h"

namespace tilbage::adapters::curl {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_header_name(std::string_view name) {
    return !name.empty() && !has_control_character(name) && name.find_first_of(": ;") == std::string_view::npos;
}

bool is_method(std::string_view method) {
    return !method.empty() && std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// What must never reach the wire; "" when all is well.
std::string problem_with(const HttpRequest& request) {
    if (!request.url.starts_with("https://")) return "\"" + request.url + "\" is not an https:// address";
    if (has_control_character(request.url)) return "the address has a control character in it";
    if (!is_method(request.method)) return "\"" + request.method + "\" is not a method";
    for (const auto& header : request.headers)
        if (!is_header_name(header.name) || has_control_character(header.value))
            return "the header " + (is_header_name(header.name) ? header.name : "name") +
                   " has a line break or another wrong character";
    return {};
}

// What a transfer writes to.
struct Incoming {
    HttpResponse response;
    std::size_t body_limit;
    bool too_large = false;
};

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* to) {
    auto& incoming = *static_cast<Incoming*>(to);
    incoming.too_large = incoming.response.body.size() + size > incoming.body_limit;
    if (incoming.too_large) return 0;  // libcurl then ends the transfer
    incoming.response.body.append(data, size);
    return size;
}

int look_whether_it_is_over(void* options, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const HttpClientOptions*>(options)->is_over() ? 1 : 0;
}

std::size_t take_header(const char* data, std::size_t, std::size_t size, void* to) {
    auto& response = static_cast<Incoming*>(to)->response;
    const std::string_view line(data, size);
    const auto colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        response.headers.clear();  // after a 100 Continue another head follows
    } else if (colon != std::string_view::npos) {
        response.headers.push_back({std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
    }
    return size;
}

std::string host_of(const std::string& url) {
    const std::string_view rest = std::string_view(url).substr(std::string_view("https://").size());
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

HttpError error_for(CURLcode code, const TransferNotes& notes, const std::string& host) {
    const std::string words = notes.words_for(code);
    switch (static_cast<int>(code)) {
        case CURLE_PEER_FAILED_VERIFICATION:
            if (!notes.chain_is_bad)
                return {HttpFailure::wrong_host_name, "the certificate of " + host + " is for another name: " + words};
            return {HttpFailure::untrusted_certificate,
                    "the certificate of " + host + " is not trusted: " + words +
                        "; look whether ca_file is the CA that issued it, and whether it has expired"};
        case CURLE_SSL_CACERT_BADFILE:
            return {HttpFailure::invalid_request, "cannot read the CA certificates: " + words};
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {HttpFailure::invalid_request, "the address cannot be used: " + words};
        case CURLE_OPERATION_TIMEDOUT:
            return {HttpFailure::timeout, host + " did not answer in time: " + words};
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_SSL_CONNECT_ERROR:
            return {HttpFailure::cannot_connect, "cannot connect to " + host + ": " + words};
        default:
            return {HttpFailure::connection_lost, "the connection to " + host + " broke: " + words};
    }
}

bool has_sent(CURL* curl) {
    long bytes = 0;
    curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes > 0;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
    for (const auto& header : headers)
        if (same_name(header.name, name)) return header.value;
    return {};
}

struct HttpClient::Impl {
    explicit Impl(HttpClientOptions o) : options(std::move(o)), handle(new_easy_handle()) {}

    void prepare(const HttpRequest& request, const StringList& headers, Incoming& incoming);
    void prepare_body(const HttpRequest& request);
    [[nodiscard]] StringList make_headers(const HttpRequest& request) const;

    HttpClientOptions options;
    EasyHandle handle;
    TransferNotes notes;
};

StringList HttpClient::Impl::make_headers(const HttpRequest& request) const {
    StringList list;
    bool has_type = false;
    for (const auto& header : request.headers) {
        has_type = has_type || same_name(header.name, "content-type");
        // libcurl takes "Name:" as the wish to leave it out and "Name;" as a header without a value.
        append(list, header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    }
    if (!has_type) append(list, "Content-Type:");
    append(list, "Expect:");
    return list;
}

void HttpClient::Impl::prepare(const HttpRequest& request, const StringList& headers, Incoming& incoming) {
    CURL* curl = handle.get();
    set_common_options(curl, options.ca_file, options.timeout, notes);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, options.fresh_connections ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, options.fresh_connections ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &incoming);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
    if (options.is_over) {
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_whether_it_is_over);
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &options);
    }
    prepare_body(request);
}

void HttpClient::Impl::prepare_body(const HttpRequest& request) {
    CURL* curl = handle.get();
    if (request.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
        return;
    }
    const bool has_body =
        !request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (has_body) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

HttpClient::HttpClient(HttpClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

tl::expected<HttpResponse, HttpError> HttpClient::send(const HttpRequest& request) {
    if (auto problem = problem_with(request); !problem.empty())
        return tl::unexpected(HttpError{HttpFailure::invalid_request, std::move(problem)});
    Incoming incoming{{}, impl_->options.body_limit};
    const StringList headers = impl_->make_headers(request);
    impl_->prepare(request, headers, incoming);
    CURL* curl = impl_->handle.get();
    const CURLcode code = curl_easy_perform(curl);
    const ResetOnExit reset(curl);
    const std::string host = host_of(request.url);
    if (incoming.too_large)
        return tl::unexpected(HttpError{
            HttpFailure::too_large,
            "the answer of " + host + " is larger than " + std::to_string(incoming.body_limit) + " bytes", true});
    if (code != CURLE_OK) {
        auto error = error_for(code, impl_->notes, host);
        error.was_sent = has_sent(curl);
        return tl::unexpected(std::move(error));
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    incoming.response.status = static_cast<unsigned>(status);
    curl_off_t retry_after = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
    incoming.response.retry_after = std::chrono::seconds(std::max<curl_off_t>(retry_after, 0));
    return std::move(incoming.response);
}

}  // namespace tilbage::adapters::curl
