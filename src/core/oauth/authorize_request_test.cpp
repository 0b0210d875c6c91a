#include "core/oauth/authorize_request.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

constexpr std::string_view kBase = "https://id.example.org";

Parameters right() {
    return {{"response_type", "code"},
            {"client_id", "portal"},
            {"redirect_uri", "https://id.example.org/portal/callback"},
            {"state", "s"},
            {"code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"},
            {"code_challenge_method", "S256"},
            {"scope", "openid"},
            {"login_hint", "grete@ex1.test"}};
}

Parameters with(const std::string& name, const std::string& value) {
    auto parameters = right();
    std::erase_if(parameters, [&](const auto& one) { return one.first == name; });
    parameters.emplace_back(name, value);
    return parameters;
}

// The error that the client is told; "page: …" when a page tells it.
std::string error_of(const Parameters& parameters) {
    const auto read = read_authorize_request(parameters, kBase);
    if (read) return {};
    if (const auto* page = std::get_if<PageError>(&read.error())) return "page: " + std::string(to_string(*page));
    return std::get<ClientRedirect>(read.error()).error;
}

TEST(AuthorizeRequestTest, ARightRequestIsRead) {
    const auto read = read_authorize_request(right(), kBase);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->client, Client::portal);
    EXPECT_EQ(read->state, "s");
    EXPECT_EQ(read->scope, "openid");
    EXPECT_EQ(read->login_hint, "grete@ex1.test");
    EXPECT_EQ(read->prompt, Prompt::automatic);
    EXPECT_EQ(read_authorize_request(with("prompt", "login"), kBase)->prompt, Prompt::login);
    EXPECT_EQ(error_of(with("unknown", "is ignored")), "");
}

TEST(AuthorizeRequestTest, AWrongClientOrRedirectIsToldOnAPageAndNeverByRedirect) {
    EXPECT_EQ(error_of(with("client_id", "x")), "page: client_unknown");
    EXPECT_EQ(error_of(with("redirect_uri", "https://evil.example/")), "page: redirect_wrong");
    EXPECT_EQ(error_of(with("client_id", "tilbage-connect")), "page: redirect_wrong");
    auto twice = right();
    twice.emplace_back("redirect_uri", "https://evil.example/");
    EXPECT_EQ(error_of(twice), "page: redirect_wrong");
    auto other = right();
    other.emplace_back("client_id", "portal");
    EXPECT_EQ(error_of(other), "page: client_unknown");
}

TEST(AuthorizeRequestTest, TheRestIsToldToTheClientWithItsState) {
    EXPECT_EQ(error_of(with("response_type", "code id_token")), "unsupported_response_type");
    EXPECT_EQ(error_of(with("code_challenge_method", "plain")), "invalid_request");
    EXPECT_EQ(error_of(with("code_challenge", "")), "invalid_request");
    EXPECT_EQ(error_of(with("response_mode", "form_post")), "invalid_request");
    EXPECT_EQ(error_of(with("prompt", "consent")), "invalid_request");
    EXPECT_EQ(error_of(with("scope", std::string(1025, 'x'))), "invalid_scope");
    EXPECT_EQ(error_of(with("login_hint", std::string(321, 'x'))), "invalid_request");
    const auto read = read_authorize_request(with("prompt", "x"), kBase);
    const auto& redirect = std::get<ClientRedirect>(read.error());
    EXPECT_EQ(redirect.state, "s");
    EXPECT_EQ(redirect.uri, "https://id.example.org/portal/callback");
    EXPECT_EQ(redirect.code, "");
}

TEST(AuthorizeRequestTest, AParameterThatStandsThereTwiceIsRefused) {
    for (const auto& [name, value] : right()) {
        auto twice = right();
        twice.emplace_back(name, value);
        EXPECT_NE(error_of(twice), "") << name;
    }
}

}  // namespace
}  // namespace tilbage::core
