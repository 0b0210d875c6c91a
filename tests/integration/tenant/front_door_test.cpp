// What strangers meet: limits, refusals, and answers that tell nothing about who exists.
#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <regex>
#include <thread>

#include "integration/tenant/tenant_world.h"

namespace tilbage::testing {
namespace {

struct FrontDoor : ::testing::Test {
    TenantWorld world;
    PersonAtPage person{world.tenant};
};

// Status, header names and values but those that differ by chance, and the body without its times.
std::string shape_of(const PageAnswer& answer) {
    std::string shape = std::to_string(answer.status);
    for (const auto& header : answer.headers) {
        const bool by_chance = header.name == "Date" || header.name == "Set-Cookie";
        shape += "\n" + header.name + ": " + (by_chance ? std::to_string(header.value.size()) : header.value);
    }
    auto body = answer.text;
    std::ranges::replace_if(body, [](char c) { return c >= '0' && c <= '9'; }, '#');
    // What a hint shows is each name's own, and so is what else than an address they have.
    body = std::regex_replace(body, std::regex(R"("hint":"[a-z])"), R"("hint":"?)");
    body = std::regex_replace(body, std::regex("@[a-z]•"), "@?•");
    body = std::regex_replace(body,
                              std::regex(R"re(,\{"id":"(recoveryCode|temporaryAccessCode|authenticatorApp)"\})re"), "");
    return shape + "\n" + body.substr(0, body.find_last_not_of(' ') + 1);
}

TEST_F(FrontDoor, AnswersTheSameWhoeverTheyAre) {
    world.add_person("disabled", "disabled@home.example", false);
    world.add_person("unreachable", "");
    std::vector<std::string> known;
    for (const auto* user_id : {"anna", "nobody", "disabled", "unreachable", "*", "a)(uid=*", "EX1\\anna",
                                "anna@ex1.test", "x'; DROP TABLE people; --"}) {
        std::vector<std::string> shapes;
        shapes.push_back(shape_of(person.begin(user_id)));
        shapes.push_back(shape_of(person.ticket()));
        shapes.push_back(shape_of(person.policy()));
        shapes.push_back(shape_of(person.send_code()));
        shapes.push_back(shape_of(person.verify("12345x")));
        shapes.push_back(shape_of(person.verify("000000000")));
        if (known.empty()) known = shapes;
        EXPECT_EQ(shapes, known) << user_id;
    }
    EXPECT_NE(known[0].find("201"), std::string::npos);
    EXPECT_NE(known[4].find("code_wrong"), std::string::npos);
}

TEST_F(FrontDoor, SendsMailToNobodyButThoseWhoMayReset) {
    world.add_person("disabled", "disabled@home.example", false);
    for (const auto* user_id : {"nobody", "disabled", "anna"}) {
        person.begin(user_id);
        EXPECT_EQ(person.send_code().status, 202);
    }
    EXPECT_FALSE(world.mailbox.next_code(kAddress).empty());  // queued last, so the others have been dealt with
    EXPECT_EQ(world.mailbox.count(), 0U);
}

TEST_F(FrontDoor, SpendsFiveTriesOnTwentyGuessesAtOnce) {
    person.begin("anna");
    person.send_code();
    const auto code = world.mailbox.next_code(kAddress);
    std::atomic<int> evaluated{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 15; ++i) {
        threads.emplace_back([&] {
            if (PersonAtPage(world.tenant, person).verify("wrong").code() == "code_wrong") ++evaluated;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(evaluated, 5);
    const auto answer = person.verify(code);
    EXPECT_EQ(answer.status, 429);  // fifteen wrong codes in an hour
    EXPECT_EQ(answer.code(), "too_many_attempts");
    EXPECT_GT(std::stoi(answer.header("Retry-After")), 3600);
}

TEST_F(FrontDoor, SendsTenCodesToOnePersonUnderAllSpellings) {
    for (int i = 0; i < 10; ++i) {
        person.begin(i % 2 == 0 ? "anna" : "EX1\\ANNA");
        EXPECT_EQ(person.send_code().status, 202);
    }
    person.begin("anna@ex1.test");
    EXPECT_EQ(person.send_code().status, 429);
}

TEST_F(FrontDoor, KeepsTheCookieFromScriptsAndOtherSites) {
    const auto cookie = person.begin("anna").header("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-tilbage-reset="));
    for (const auto* attribute : {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"}) {
        EXPECT_NE(cookie.find(attribute), std::string::npos) << attribute;
    }
}

TEST_F(FrontDoor, RefusesOtherOriginsMediaTypesAndMethods) {
    const std::string body = R"({"userId":"anna","locale":"en"})";
    const auto with = [&](const std::string& name, const std::string& value) {
        return person.call("POST", "/reset/v1/sessions", body, {{name, value}});
    };
    EXPECT_EQ(with("Origin", "https://evil.example").code(), "wrong_origin");
    EXPECT_EQ(with("Origin", "null").status, 403);
    EXPECT_EQ(with("Origin", world.tenant.url()).status, 201);
    EXPECT_EQ(with("Content-Type", "text/plain").status, 415);
    EXPECT_EQ(with("Content-Type", "text/plain").code(), "wrong_media_type");
    EXPECT_EQ(person.call("DELETE", "/reset/v1/sessions").status, 405);
    EXPECT_EQ(person.call("GET", "/reset/v1/nothing").code(), "not_found");
}

TEST_F(FrontDoor, RefusesWhatItCannotRead) {
    for (const auto* body : {"", "{", "[]", "\"x\"", R"({"userId":1})", R"({"user":"anna"})"}) {
        EXPECT_EQ(person.call("POST", "/reset/v1/sessions", body).code(), "malformed") << body;
    }
    EXPECT_EQ(person.start("  ").code(), "user_id_missing");
    EXPECT_EQ(person.call("POST", "/reset/v1/session/codes", R"({"method":"email"})").code(), "session_missing");
}

TEST_F(FrontDoor, RefusesAMegabyteBeforeReadingIt) {
    const auto answer = person.call("POST", "/reset/v1/sessions", std::string(1024 * 1024, 'x'));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.code(), "too_large");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(FrontDoor, RefusesScimInScimsShape) {
    const auto answer = person.call("POST", "/scim/v2/Bulk", std::string(5 * 1024 * 1024, 'x'));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.header("Content-Type"), "application/scim+json");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.member("status"), "413");
    EXPECT_EQ(answer.body.at("schemas").at(0), "urn:ietf:params:scim:api:messages:2.0:Error");
    const auto long_filter = person.call("GET", "/scim/v2/Users?filter=" + std::string(20'000, 'x'));
    EXPECT_EQ(long_filter.status, 431);
    EXPECT_EQ(long_filter.member("status"), "431");
    EXPECT_EQ(person.call("GET", "/scim/v2x?" + std::string(20'000, 'x')).code(), "too_large");
}

TEST_F(FrontDoor, TakesNoStepOutOfTurn) {
    person.begin("anna");
    EXPECT_EQ(person.verify("123456").code(), "wrong_step");
    EXPECT_EQ(person.ticket().code(), "wrong_step");
    EXPECT_EQ(person.policy().code(), "wrong_step");
    PersonAtPage other(world.tenant);
    other.prove("anna", world.mailbox, kAddress);
    EXPECT_EQ(other.send_code().code(), "wrong_step");
    const auto sealed = other.seal("secret");
    EXPECT_EQ(person.submit(sealed.id, sealed.body).code(), "wrong_step");
    PersonAtPage decoy(world.tenant);
    decoy.begin("nobody");
    EXPECT_EQ(decoy.outcome(sealed.id, 0).code(), "not_found");
    EXPECT_EQ(other.ticket("unlock").code(), "kind_not_allowed");
    EXPECT_EQ(other.ticket("describe").code(), "malformed");
}

TEST_F(FrontDoor, CarriesSecurityHeadersOnEveryAnswer) {
    for (const auto* path : {"/reset", "/reset/", "/reset/assets/app-3fK9x2Qa.js", "/reset/v1/settings", "/healthz",
                             "/readyz", "/nothing", "/scim/v2/Users", "/../etc/passwd"}) {
        const auto answer = person.call("GET", path);
        EXPECT_EQ(answer.header("Content-Security-Policy"),
                  "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'")
            << path;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_FALSE(answer.header("Strict-Transport-Security").empty()) << path;
    }
    EXPECT_EQ(person.call("GET", "/reset").status, 200);
    EXPECT_EQ(person.call("GET", "/").header("Location"), "/reset");
    EXPECT_EQ(person.call("GET", "/?mkt=da-DK").header("Location"), "/reset?mkt=da-DK");
    EXPECT_EQ(person.call("GET", "/reset/v1/settings").header("Cache-Control"), "no-store");
    EXPECT_NE(person.call("GET", "/reset/assets/app-3fK9x2Qa.js").header("Cache-Control").find("immutable"),
              std::string::npos);
}

}  // namespace
}  // namespace tilbage::testing
