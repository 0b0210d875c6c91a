#include "adapters/http/nonce_page.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace tilbage::adapters::http {
namespace {

// Another value at each call.
class CountingRandom : public base::Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, ++count_); }

private:
    std::uint8_t count_ = 0;
};

class NoncePageTest : public ::testing::Test {
protected:
    base::Result<NoncePage> load(const std::string& html) {
        dir_.write("index.html", html);
        files_ = std::make_unique<StaticFiles>(*StaticFiles::load(dir_.path()));
        return NoncePage::load(*files_, random_);
    }
    static std::string header(const Response& response, std::string_view name) {
        for (const auto& entry : response.headers)
            if (entry.name == name) return entry.value;
        return {};
    }
    // What the policy allows.
    static std::string nonce_of(const Response& response) {
        const auto policy = header(response, "Content-Security-Policy");
        const auto begin = policy.find("'nonce-") + 7;
        return policy.substr(begin, policy.find('\'', begin) - begin);
    }

    testing::TempDir dir_;
    CountingRandom random_;
    std::unique_ptr<StaticFiles> files_;
};

TEST_F(NoncePageTest, EveryPlaceGetsTheNonceThatThePolicyAllows) {
    const auto page = load("<meta nonce=\"__NONCE__\"><link nonce=\"__NONCE__\">end");
    ASSERT_TRUE(page) << page.error().message;
    const auto response = page->serve();
    const auto nonce = nonce_of(response);
    EXPECT_EQ(nonce.size(), 22U) << "128 bits in Base64url";
    EXPECT_EQ(response.content(), "<meta nonce=\"" + nonce + "\"><link nonce=\"" + nonce + "\">end");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
}

TEST_F(NoncePageTest, NoTwoAnswersHaveTheSameNonceAndNoneIsKept) {
    const auto page = load("__NONCE__");
    ASSERT_TRUE(page);
    const auto first = page->serve();
    const auto second = page->serve();
    EXPECT_NE(nonce_of(first), nonce_of(second));
    EXPECT_NE(first.content(), second.content());
    EXPECT_EQ(header(first, "Cache-Control"), "no-store");
    EXPECT_EQ(header(first, "ETag"), "");
}

TEST_F(NoncePageTest, ThePolicyAllowsNothingElse) {
    const auto page = load("__NONCE__");
    ASSERT_TRUE(page);
    const auto response = page->serve();
    EXPECT_EQ(header(response, "Content-Security-Policy"),
              "default-src 'self'; style-src 'self' 'nonce-" + nonce_of(response) +
                  "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'");
}

TEST_F(NoncePageTest, APageWithoutAPlaceForTheNonceIsRefused) {
    const auto page = load("<p>no place");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, base::ErrorCode::invalid_argument);
}

TEST_F(NoncePageTest, AFolderWithoutAPageIsRefused) {
    dir_.write("app.js", "x");
    const auto files = StaticFiles::load(dir_.path());
    ASSERT_TRUE(files);
    const auto page = NoncePage::load(*files, random_);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, base::ErrorCode::not_found);
}

}  // namespace
}  // namespace tilbage::adapters::http
