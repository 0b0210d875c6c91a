// A folder of web assets, read into memory once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "base/result.h"

namespace tilbage::adapters::http {

// Answers come from a map that load() makes; the file system is never asked again, so no path can leave the folder.
// Variants made beforehand (`app.js.br`, `app.js.gz`) are chosen by Accept-Encoding. Every answer has a strong ETag;
// files under a folder named `assets` whose name carries a hash (`app-3fK9x2Qa.js`) may be kept for ever, *.html is
// `no-store`, the rest is revalidated. Immutable once loaded: any thread.
class StaticFiles {
public:
    // Reads every regular file under `root`; symbolic links that lead out of it, and names that start with a dot, are
    // left out.
    [[nodiscard]] static base::Result<StaticFiles> load(const std::filesystem::path& root);

    // `path` is decoded and begins with '/'; a folder answers with its index.html. Nothing when there is no such file.
    // GET and HEAD only: another method is answered 405.
    [[nodiscard]] std::optional<Response> serve(const Request& request) const { return serve(request, request.path); }
    // The same for a file of the caller's choice: one page at many addresses.
    [[nodiscard]] std::optional<Response> serve(const Request& request, std::string_view path) const;
    // The text of a file, for those who change it before they send it. Null when there is none.
    [[nodiscard]] std::shared_ptr<const std::string> text(std::string_view path) const;
    [[nodiscard]] std::size_t size() const { return files_.size(); }

private:
    struct Variant {
        std::string encoding;  // "br", "gzip", "" as it is
        std::string etag;
        std::shared_ptr<const std::string> text;
    };
    struct File {
        std::string content_type;
        std::string cache_control;
        std::vector<Variant> variants;  // best first, the plain one last
    };
    explicit StaticFiles(std::map<std::string, std::shared_ptr<const std::string>, std::less<>> texts);
    [[nodiscard]] const File* find(std::string_view path) const;
    [[nodiscard]] static const Variant& choose(const File& file, std::string_view accept_encoding);

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace tilbage::adapters::http
