#include "adapters/http/internal/request_reader.h"

#include <boost/beast/http/parser.hpp>

#include "adapters/http/url_encoding.h"

namespace tilbage::adapters::http::internal {
namespace {

namespace bhttp = boost::beast::http;
using Parser = bhttp::request_parser<bhttp::string_body>;

constexpr std::size_t kHeaderChunk = 4 * 1024;
constexpr std::size_t kBodyChunk = 16 * 1024;
constexpr std::size_t kDefaultBodyLimit = 64 * 1024;

// The refusal that a parser's error deserves; 0 for none yet.
unsigned status_of(const ErrorCode& error) {
    if (!error || error == bhttp::error::need_more) return 0;
    if (error == bhttp::error::header_limit) return 431;
    if (error == bhttp::error::body_limit) return 413;
    if (error == bhttp::error::bad_version) return 505;
    return 400;
}

// Feeds what the buffer holds.
ErrorCode feed(Parser& parser, beast::flat_buffer& buffer) {
    if (buffer.size() == 0) return bhttp::error::need_more;
    ErrorCode error;
    const auto taken = parser.put(buffer.cdata(), error);
    if (status_of(error) == 0) buffer.consume(taken);  // what is refused is looked at once more
    return error;
}

Awaitable<ErrorCode> read_more(TlsStream& stream, beast::flat_buffer& buffer, std::size_t size) {
    const auto space = buffer.prepare(size);
    const auto [error, received] = co_await stream.async_read_some(space, kAsTuple);
    buffer.commit(received);
    co_return error;
}

// A deadline that passes while the client sends is told to it; anything else means that it has gone.
ReadResult interrupted(TlsStream& stream, bool got_some, std::string path) {
    if (stream.state().expired() && got_some) return Refusal{408, std::move(path)};
    return PeerGone{};
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// The path of a request whose head was not read to its end: the parser has taken the first line, or it is still here.
std::string path_begun(const Parser& parser, const beast::flat_buffer& buffer) {
    std::string_view target = view(parser.get().target());
    if (target.empty()) {
        target = {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
        target = target.substr(0, target.find_first_of("\r\n"));
        const auto method = target.find(' ');
        if (method == std::string_view::npos) return {};
        target.remove_prefix(method + 1);
    }
    const auto parsed = parse_target(target.substr(0, target.find_first_of(" ?")));
    return parsed ? parsed->path : std::string{};
}

// RFC 9112 §3.2: exactly one Host with HTTP/1.1.
bool host_is_right(const WireRequest& wire) {
    const auto hosts = wire.count(bhttp::field::host);
    return hosts == 1 || (hosts == 0 && wire.version() < 11);
}

// RFC 9112 §6.1: what another server in front of us may have framed differently is not guessed at.
bool framing_is_clear(const WireRequest& wire) {
    const auto codings = wire.count(bhttp::field::transfer_encoding);
    if (codings == 0) return true;
    const auto coding = view(wire[bhttp::field::transfer_encoding]);
    return codings == 1 && wire.version() == 11 && equal_ignoring_case(coding, "chunked");
}

bool fill_head(const WireRequest& wire, Request& request) {
    request.method = view(wire.method_string());
    request.target = view(wire.target());
    auto target = parse_target(request.target);
    if (!target) return false;
    request.path = std::move(target->path);
    if (!host_is_right(wire) || !framing_is_clear(wire)) return false;
    request.query = std::move(target->query);
    for (const auto& field : wire)
        request.headers.push_back({std::string(view(field.name_string())), std::string(view(field.value()))});
    return true;
}

std::size_t body_limit(const ServerCore& core, const std::string& path) {
    return core.options.body_limit ? core.options.body_limit(path) : kDefaultBodyLimit;
}

bool is_over(const Parser& parser, std::size_t limit) {
    const auto announced = parser.content_length();
    return announced && *announced > limit;
}

// RFC 9110 §10.1.1. What could not be sent shows when the body does not come.
Awaitable<void> invite_body(TlsStream& stream, const Parser& parser, const Request& request) {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (parser.is_done() || parser.get().version() < 11 ||
        !equal_ignoring_case(request.header("expect"), "100-continue"))
        co_return;
    const auto text = asio::buffer(kContinue);
    co_await stream.async_write_some(text, kAsTuple);
}

}  // namespace

Awaitable<bool> wait_for_request(TlsStream& stream, beast::flat_buffer& buffer, std::chrono::milliseconds timeout) {
    if (buffer.size() > 0) co_return true;
    buffer = beast::flat_buffer();
    stream.state().expires_after(timeout);
    const auto [error, unused] = co_await stream.async_wait_readable(kAsTuple);
    co_return !error;
}

Awaitable<ReadResult> read_request(TlsStream& stream, beast::flat_buffer& buffer, const ServerCore& core) {
    Parser parser;
    parser.header_limit(core.options.header_limit);
    parser.body_limit(boost::none);
    stream.state().expires_after(core.options.header_timeout);
    while (!parser.is_header_done()) {
        const ErrorCode parsed = feed(parser, buffer);
        if (const unsigned status = status_of(parsed)) co_return Refusal{status, path_begun(parser, buffer)};
        if (parsed != bhttp::error::need_more) continue;
        const ErrorCode read = co_await read_more(stream, buffer, kHeaderChunk);
        if (read) co_return interrupted(stream, parser.got_some() || buffer.size() > 0, path_begun(parser, buffer));
    }

    Incoming incoming;
    Request& request = incoming.request;
    if (!fill_head(parser.get(), request)) co_return Refusal{400, request.path};
    const std::size_t limit = body_limit(core, request.path);
    if (is_over(parser, limit)) co_return Refusal{413, request.path};
    parser.body_limit(limit);
    parser.eager(true);
    stream.state().expires_after(core.options.body_timeout);
    if (buffer.size() == 0) co_await invite_body(stream, parser, request);
    while (!parser.is_done()) {
        const ErrorCode parsed = feed(parser, buffer);
        if (const unsigned status = status_of(parsed)) co_return Refusal{status, request.path};
        if (parser.is_done()) break;
        const ErrorCode read = co_await read_more(stream, buffer, kBodyChunk);
        if (read) co_return interrupted(stream, true, request.path);
    }
    stream.state().expires_never();
    incoming.wire = parser.release();
    request.body = std::move(incoming.wire.body());
    co_return std::move(incoming);
}

}  // namespace tilbage::adapters::http::internal
