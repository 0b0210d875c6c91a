// A page whose style elements are allowed by a nonce (CSP Level 3 §6.7.2.3), which is another in every answer.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/http/static_files.h"
#include "base/random.h"
#include "base/result.h"

namespace tilbage::adapters::http {

// Libraries that make their style sheets while the page runs need one; scripts need none, they are all files. `random`
// outlives the page. Immutable once made: any thread.
class NoncePage {
public:
    // What the built page has where the nonce belongs.
    static constexpr std::string_view kPlaceholder = "__NONCE__";

    // The index.html of `files`. `not_found` when there is none, `invalid_argument` when it has no place for a nonce.
    [[nodiscard]] static base::Result<NoncePage> load(const StaticFiles& files, base::Random& random);

    // 200, `no-store`, with the Content-Security-Policy that this one text needs: no cache and no compressed form of
    // it can exist.
    [[nodiscard]] Response serve() const;

private:
    NoncePage(std::vector<std::string> pieces, base::Random& random) : pieces_(std::move(pieces)), random_(&random) {}

    std::vector<std::string> pieces_;  // the text between the nonces
    base::Random* random_;
};

}  // namespace tilbage::adapters::http
