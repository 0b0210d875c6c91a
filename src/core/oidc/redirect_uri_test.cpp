#include "core/oidc/redirect_uri.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(RedirectUri, IsHttpsOrHttpAtALoopbackAddress) {
    for (const auto* right :
         {"https://app.example.org/cb", "https://app.example.org:8443/cb?a=b", "https://app.example.org",
          "http://localhost:3000/cb", "http://127.0.0.1/cb", "http://[::1]:80/cb"})
        EXPECT_TRUE(is_redirect_uri(right)) << right;
    for (const auto* wrong :
         {"", "http://app.example.org/cb", "https://app.example.org/cb#here", "https://*.example.org/cb",
          "https://user@app.example.org/cb", "https://app.example.org/c b", "https:///cb",
          "https://app.example.org:0/cb", "https://app.example.org:x/cb", "javascript:alert(1)", "com.example.app:/cb",
          "http://localhost.evil.example/cb", "http://127.0.0.1.evil.example/",
          "https://app.example.org\\@evil.example/", "/cb", "https://[::1", "https://app.example.org/\r\nX: y"})
        EXPECT_FALSE(is_redirect_uri(wrong)) << wrong;
}

TEST(RedirectUri, IsComparedAsText) {
    Application application;
    application.redirect_uris = {"https://app.example.org/cb", "http://127.0.0.1:4000/cb"};
    EXPECT_TRUE(may_redirect_to(application, "https://app.example.org/cb"));
    for (const auto* wrong :
         {"https://app.example.org/cb/", "https://app.example.org/CB", "https://APP.example.org/cb",
          "https://app.example.org/cb?x=1", "https://app.example.org:443/cb", "http://127.0.0.1:4001/cb"})
        EXPECT_FALSE(may_redirect_to(application, wrong)) << wrong;
}

TEST(RedirectUri, LeavesThePortFreeToAPublicApplicationOnTheMachine) {
    Application application;
    application.is_public = true;
    application.redirect_uris = {"https://app.example.org/cb", "http://127.0.0.1/cb"};
    EXPECT_TRUE(may_redirect_to(application, "http://127.0.0.1:51234/cb"));
    EXPECT_FALSE(may_redirect_to(application, "http://localhost:51234/cb"));
    EXPECT_FALSE(may_redirect_to(application, "http://127.0.0.1:51234/other"));
    EXPECT_FALSE(may_redirect_to(application, "https://app.example.org:51234/cb"));
}

}  // namespace
}  // namespace tilbage::core
