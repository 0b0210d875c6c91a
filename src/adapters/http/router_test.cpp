#include "adapters/http/router.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace tilbage::adapters::http {
namespace {

class RouterTest : public ::testing::Test {
protected:
    static Handler named(std::string name) {
        return [name](const Request& request, const Reply& reply) {
            Response response;
            response.body = name;
            for (const auto& parameter : request.path_parameters)
                response.body += " " + parameter.name + "=" + parameter.value;
            reply(response);
        };
    }
    Response ask(std::string method, std::string path) const {
        Response answer;
        Request request;
        request.method = std::move(method);
        request.path = std::move(path);
        router_(std::move(request), Reply([&](Response response) { answer = std::move(response); }));
        return answer;
    }

    Router router_;
};

TEST_F(RouterTest, ChoosesByMethodAndPath) {
    router_.add("GET", "/users", named("list"));
    router_.add("POST", "/users", named("create"));
    router_.add("GET", "/", named("root"));
    EXPECT_EQ(ask("GET", "/users").body, "list");
    EXPECT_EQ(ask("POST", "/users").body, "create");
    EXPECT_EQ(ask("GET", "/").body, "root");
}

TEST_F(RouterTest, GivesTheHandlerWhatStoodInBraces) {
    router_.add("GET", "/users/{id}/methods/{method}", named("method"));
    EXPECT_EQ(ask("GET", "/users/a b/methods/email").body, "method id=a b method=email");
}

TEST_F(RouterTest, ALiteralSegmentWinsWhateverTheOrder) {
    router_.add("GET", "/users/{id}", named("one"));
    router_.add("GET", "/users/me", named("me"));
    router_.add("GET", "/{any}/me", named("any"));
    EXPECT_EQ(ask("GET", "/users/me").body, "me");
    EXPECT_EQ(ask("GET", "/users/you").body, "one id=you");
    EXPECT_EQ(ask("GET", "/groups/me").body, "any any=groups");
}

TEST_F(RouterTest, ASegmentInBracesIsNeverEmptyAndNeverTwo) {
    router_.add("GET", "/users/{id}", named("one"));
    for (const char* path : {"/users/", "/users", "/users/a/b", "/users/a/", "//users/a", "/Users/a", ""})
        EXPECT_EQ(ask("GET", path).status, 404U) << path;
}

TEST_F(RouterTest, HeadGoesToGet) {
    router_.add("GET", "/users", named("list"));
    EXPECT_EQ(ask("HEAD", "/users").body, "list");
}

TEST_F(RouterTest, AWrongMethodIs405AndSaysWhatIsAllowed) {
    router_.add("GET", "/users", named("list"));
    router_.add("POST", "/users", named("create"));
    const auto answer = ask("DELETE", "/users");
    EXPECT_EQ(answer.status, 405U);
    ASSERT_EQ(answer.headers.size(), 1U);
    EXPECT_EQ(answer.headers[0].name, "Allow");
    EXPECT_EQ(answer.headers[0].value, "GET, HEAD, POST");
    router_.when_method_is_wrong([](const Request& request, Response response) {
        response.body = "not " + request.method;
        return response;
    });
    EXPECT_EQ(ask("DELETE", "/users").body, "not DELETE");
}

TEST_F(RouterTest, UnknownPathsGoElsewhere) {
    EXPECT_EQ(ask("GET", "/nowhere").status, 404U);
    router_.otherwise(named("elsewhere"));
    EXPECT_EQ(ask("GET", "/nowhere").body, "elsewhere");
}

TEST_F(RouterTest, WrongPatternsAreBugs) {
    router_.add("GET", "/users/{id}", named("one"));
    EXPECT_THROW(router_.add("GET", "/users/{name}", named("twin")), std::logic_error);
    EXPECT_THROW(router_.add("GET", "users", named("relative")), std::logic_error);
    EXPECT_THROW(router_.add("GET", "/users/x{id}", named("half")), std::logic_error);
    EXPECT_THROW(router_.add("GET", "/users/{}", named("nameless")), std::logic_error);
}

}  // namespace
}  // namespace tilbage::adapters::http
