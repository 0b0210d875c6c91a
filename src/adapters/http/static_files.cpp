#include "adapters/http/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <openssl/evp.h>
#include <utility>
#include <vector>

#include "base/encoding.h"

namespace tilbage::adapters::http {
namespace {

namespace fs = std::filesystem;
using Text = std::shared_ptr<const std::string>;

constexpr std::size_t kEtagBytes = 16;  // of the SHA-256: enough to tell versions apart
constexpr std::size_t kHashSize = 8;
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";

struct MediaType {
    std::string_view extension;
    std::string_view name;
};
constexpr std::array kMediaTypes = std::to_array<MediaType>({
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
});

struct Encoding {
    std::string_view extension;
    std::string_view name;  // RFC 9110 §8.4.1
};
// Best first.
constexpr std::array kEncodings = std::to_array<Encoding>({{".br", "br"}, {".gz", "gzip"}});

std::string media_type_of(std::string_view path) {
    for (const auto& type : kMediaTypes)
        if (path.ends_with(type.extension)) return std::string(type.name);
    return "application/octet-stream";
}

// Eight characters of base64url, as bundlers append them, and no word: a word has no digit and no capital in it.
bool is_hash(std::string_view text) {
    const auto is_word_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '_'; };
    const auto is_mark = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return std::all_of(text.begin(), text.end(), [&](char c) { return is_word_letter(c) || is_mark(c); }) &&
           std::any_of(text.begin(), text.end(), is_mark);
}

// "/assets/app-3fK9x2Qa.js": never changes under that name.
bool has_hashed_name(std::string_view path) {
    if (path.find("/assets/") == std::string_view::npos) return false;
    const auto name = path.substr(path.rfind('/') + 1);
    const auto stem = name.substr(0, name.find('.'));
    if (stem.size() <= kHashSize) return false;
    const auto mark = stem.size() - kHashSize - 1;
    return stem[mark] == '-' && is_hash(stem.substr(mark + 1));
}

std::string cache_control_of(std::string_view path) {
    if (path.ends_with(".html")) return "no-store";
    return std::string(has_hashed_name(path) ? kForEver : std::string_view("no-cache"));
}

std::string etag_of(const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    return "\"" + base::to_base64url({digest.data(), kEtagBytes}) + "\"";
}

base::Result<Text> read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    if (stream.bad() || !stream.is_open())
        return base::fail(base::ErrorCode::unavailable, "cannot read " + file.string());
    return std::make_shared<const std::string>(std::move(text));
}

bool is_hidden(const fs::path& relative) {
    return std::any_of(relative.begin(), relative.end(),
                       [](const fs::path& part) { return part.native().starts_with('.'); });
}

// Whether `file`, symbolic links followed, lies in `root`.
bool is_inside(const fs::path& root, const fs::path& file) {
    std::error_code error;
    const auto real = fs::canonical(file, error);
    if (error) return false;
    return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
}

// Whether Accept-Encoding names `coding` with a quality above 0 (RFC 9110 §12.5.3).
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto comma = std::min(header.find(','), header.size());
        const std::string_view piece = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        const auto semicolon = std::min(piece.find(';'), piece.size());
        if (!lists_token(piece.substr(0, semicolon), coding)) continue;
        const auto weight = piece.substr(semicolon);
        const auto q = weight.find("q=");
        return q == std::string_view::npos || weight.find_first_of("123456789", q) != std::string_view::npos;
    }
    return false;
}

// RFC 9110 §13.1.2: weak comparison, any of a list, or "*".
bool is_listed(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const auto comma = std::min(if_none_match.find(','), if_none_match.size());
        std::string_view piece = if_none_match.substr(0, comma);
        if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
        const auto first = piece.find_first_not_of(" \t");
        if (first == std::string_view::npos) continue;
        piece = piece.substr(first, piece.find_last_not_of(" \t") - first + 1);
        if (piece.starts_with("W/")) piece.remove_prefix(2);
        if (piece == etag || piece == "*") return true;
    }
    return false;
}

}  // namespace

base::Result<StaticFiles> StaticFiles::load(const fs::path& root) {
    std::error_code error;
    const auto real_root = fs::canonical(root, error);
    if (error || !fs::is_directory(real_root))
        return base::fail(base::ErrorCode::not_found, "there is no folder " + root.string() + " with the web pages");
    std::map<std::string, Text, std::less<>> texts;
    for (fs::recursive_directory_iterator at(real_root, error), end; !error && at != end; at.increment(error)) {
        const auto relative = at->path().lexically_relative(real_root);
        if (!at->is_regular_file() || is_hidden(relative) || !is_inside(real_root, at->path())) continue;
        auto text = read_file(at->path());
        if (!text) return base::fail(text.error());
        texts.emplace("/" + relative.generic_string(), std::move(*text));
    }
    if (error) return base::fail(base::ErrorCode::unavailable, "cannot read " + root.string() + ": " + error.message());
    return StaticFiles(std::move(texts));
}

StaticFiles::StaticFiles(std::map<std::string, Text, std::less<>> texts) {
    for (const auto& [path, text] : texts) {
        File file{media_type_of(path), cache_control_of(path), {}};
        for (const auto& encoding : kEncodings)
            if (const auto found = texts.find(path + std::string(encoding.extension)); found != texts.end())
                file.variants.push_back({std::string(encoding.name), etag_of(*found->second), found->second});
        file.variants.push_back({"", etag_of(*text), text});
        files_.emplace(path, std::move(file));
    }
    // What is only another form of a file is not one of its own.
    for (const auto& [path, text] : texts)
        for (const auto& encoding : kEncodings) files_.erase(path + std::string(encoding.extension));
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
    if (!path.starts_with('/')) return nullptr;
    auto found = files_.find(path);
    if (found == files_.end() && path.ends_with('/')) found = files_.find(std::string(path) + "index.html");
    if (found == files_.end()) found = files_.find(std::string(path) + "/index.html");
    return found == files_.end() ? nullptr : &found->second;
}

const StaticFiles::Variant& StaticFiles::choose(const File& file, std::string_view accept_encoding) {
    for (const auto& variant : file.variants)
        if (!variant.encoding.empty() && accepts(accept_encoding, variant.encoding)) return variant;
    return file.variants.back();
}

std::optional<Response> StaticFiles::serve(const Request& request, std::string_view path) const {
    const File* file = find(path);
    if (!file) return std::nullopt;
    Response response;
    if (request.method != "GET" && request.method != "HEAD") {
        response.status = 405;
        response.headers.push_back({"Allow", "GET, HEAD"});
        return response;
    }
    const Variant& variant = choose(*file, request.header("accept-encoding"));
    response.headers = {{"ETag", variant.etag}, {"Cache-Control", file->cache_control}};
    if (file->variants.size() > 1) response.headers.push_back({"Vary", "Accept-Encoding"});
    if (is_listed(request.header("if-none-match"), variant.etag)) {
        response.status = 304;
        return response;
    }
    if (!variant.encoding.empty()) response.headers.push_back({"Content-Encoding", variant.encoding});
    response.content_type = file->content_type;
    response.shared_body = variant.text;
    return response;
}

std::shared_ptr<const std::string> StaticFiles::text(std::string_view path) const {
    const File* file = find(path);
    return file ? file->variants.back().text : nullptr;
}

}  // namespace tilbage::adapters::http
