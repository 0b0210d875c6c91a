#include "core/oidc/application_request.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

constexpr const char* kIssuer = "https://id.example.org/t/v2.0";
constexpr const char* kUri = "https://app.example.org/cb";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

Parameters request(const Parameters& instead = {}) {
    Parameters all{
        {"response_type", "code"},      {"scope", "openid profile"},       {"state", "s"},        {"nonce", "n"},
        {"code_challenge", kChallenge}, {"code_challenge_method", "S256"}, {"redirect_uri", kUri}};
    for (const auto& one : instead) {
        std::erase_if(all, [&](const auto& field) { return field.first == one.first; });
        all.push_back(one);
    }
    return all;
}

auto read(const Parameters& parameters, bool is_public = false) {
    Application application;
    application.is_public = is_public;
    return read_application_request(parameters, application, kUri, kIssuer);
}

std::string field(const AuthorizationAnswer& answer, const std::string& name) {
    return at_most_once(answer.fields, name).value_or("twice");
}

TEST(ApplicationRequest, IsReadAsItWasAsked) {
    const auto read_one = read(request({{"response_mode", "form_post"},
                                        {"scope", "openid  email offline_access User.Read"},
                                        {"prompt", "select_account consent"},
                                        {"max_age", "60"},
                                        {"login_hint", "anna"}}));
    ASSERT_TRUE(read_one);
    EXPECT_EQ(read_one->mode, ResponseMode::form_post);
    EXPECT_EQ(read_one->scope, "openid email offline_access") << "only what is known here is granted";
    EXPECT_TRUE(read_one->must_prove);
    EXPECT_EQ(read_one->max_age, std::chrono::seconds(60));
    EXPECT_EQ(read_one->code_challenge, kChallenge);
}

TEST(ApplicationRequest, ErrorsTravelAsAnswersDoWithStateAndIssuer) {
    const auto wrong = read(request({{"response_mode", "form_post"}, {"response_type", "id_token"}}));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().uri, kUri);
    EXPECT_EQ(wrong.error().mode, ResponseMode::form_post);
    EXPECT_EQ(field(wrong.error(), "error"), "unsupported_response_type");
    EXPECT_EQ(field(wrong.error(), "state"), "s");
    EXPECT_EQ(field(wrong.error(), "iss"), kIssuer);
}

TEST(ApplicationRequest, HasAChallengeOrOfAConfidentialApplicationANonce) {
    const Parameters none{{"code_challenge", ""}, {"code_challenge_method", ""}};
    EXPECT_TRUE(read(request(none)));
    EXPECT_FALSE(read(request(none), true));
    EXPECT_FALSE(read(request({{"code_challenge", ""}, {"code_challenge_method", ""}, {"nonce", ""}})));
    EXPECT_FALSE(read(request({{"code_challenge_method", "plain"}})));
    EXPECT_FALSE(read(request({{"code_challenge_method", ""}}))) << "plain is what RFC 7636 would read";
    EXPECT_FALSE(read(request({{"code_challenge", ""}})));
}

TEST(ApplicationRequest, TakesEachParameterOnce) {
    for (const auto* name : {"response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
                             "response_mode", "prompt", "max_age", "login_hint"}) {
        auto twice = request();
        twice.emplace_back(name, "x");
        twice.emplace_back(name, "x");
        EXPECT_FALSE(read(twice)) << name;
    }
}

TEST(ApplicationRequest, PromptNoneStandsAlone) {
    EXPECT_TRUE(read(request({{"prompt", "none"}}))->without_page);
    EXPECT_FALSE(read(request({{"prompt", "none login"}})));
    EXPECT_FALSE(read(request({{"prompt", "magic"}})));
}

TEST(ApplicationRequest, MaxAgeIsANumberOfSeconds) {
    for (const auto* wrong : {"-1", "1.5", "x", "1x", "99999999999999999999"})
        EXPECT_FALSE(read(request({{"max_age", wrong}}))) << wrong;
}

TEST(ApplicationRequest, ScopesAreWholeWords) {
    EXPECT_TRUE(has_scope("a openid b", "openid"));
    EXPECT_FALSE(has_scope("openidx", "openid"));
    EXPECT_FALSE(has_scope("", "openid"));
}

}  // namespace
}  // namespace tilbage::core
