#include "tenant/http/portal_page.h"

#include <gtest/gtest.h>
#include <optional>

#include "crypto/system_random.h"
#include "support/temp_dir.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

class PortalPageTest : public ::testing::Test {
protected:
    PortalPageTest() {
        dir_.write("index.html", "<style nonce=\"__NONCE__\">");
        dir_.write("assets/app-3fK9x2Qa.js", "script");
        files_ = std::make_unique<http::StaticFiles>(*http::StaticFiles::load(dir_.path()));
        page_ = std::make_unique<http::NoncePage>(*http::NoncePage::load(*files_, random_));
        add_portal_page(router_, *page_, *files_);
    }
    http::Response get(std::string path) {
        http::Request request;
        request.method = "GET";
        request.path = std::move(path);
        std::optional<http::Response> answer;
        router_(std::move(request), http::Reply([&](http::Response response) { answer = std::move(response); }));
        return answer.value_or(http::Response{});
    }
    static std::string header(const http::Response& response, std::string_view name) {
        for (const auto& entry : response.headers)
            if (entry.name == name) return entry.value;
        return {};
    }

    testing::TempDir dir_;
    crypto::SystemRandom random_;
    std::unique_ptr<http::StaticFiles> files_;
    std::unique_ptr<http::NoncePage> page_;
    http::Router router_;
};

TEST_F(PortalPageTest, EveryAddressOfThePortalIsThePage) {
    for (const auto* const path : {"/portal", "/portal/", "/portal/callback", "/portal/directory/users",
                                   "/portal/directory/users/0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"}) {
        const auto response = get(path);
        EXPECT_EQ(response.status, 200U) << path;
        EXPECT_TRUE(response.content().starts_with("<style nonce=\"")) << path;
        EXPECT_EQ(header(response, "Cache-Control"), "no-store") << path;
    }
}

TEST_F(PortalPageTest, AssetsMayBeKeptForEverAndAMissingOneIsNotThePage) {
    const auto asset = get("/portal/assets/app-3fK9x2Qa.js");
    EXPECT_EQ(asset.content(), "script");
    EXPECT_NE(header(asset, "Cache-Control").find("immutable"), std::string::npos);
    EXPECT_EQ(get("/portal/assets/old-3fK9x2Qa.js").status, 404U);
}

}  // namespace
}  // namespace tilbage::tenant
