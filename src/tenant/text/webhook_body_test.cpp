#include "tenant/text/webhook_body.h"

#include <gtest/gtest.h>

namespace tilbage::tenant {
namespace {

constexpr const char* kPattern = R"({"recipients": [{"msisdn": "{digits}"}], "message": "{text}", "ref": "t-{id}"})";

core::OutgoingText text(const std::string& words) { return {"one", "+4512345678", words, {}}; }

TEST(WebhookBody, FillsInThePatternsTexts) {
    EXPECT_EQ(webhook_body(kPattern, text("Kode 123456"), "Tilbage"),
              R"({"recipients":[{"msisdn":"4512345678"}],"message":"Kode 123456","ref":"t-one"})");
    EXPECT_EQ(webhook_body(R"({"a": "{to} {from}", "b": "{text}", "n": 7})", text("x"), "Tilbage"),
              R"({"a":"+4512345678 Tilbage","b":"x","n":7})");
}

TEST(WebhookBody, KeepsItsFormWhateverTheContent) {
    EXPECT_EQ(webhook_body(kPattern, text("\", \"x\": {id} \\"), ""),
              R"({"recipients":[{"msisdn":"4512345678"}],"message":"\", \"x\": {id} \\","ref":"t-one"})");
}

TEST(WebhookBody, SaysWhatIsWrongWithAPattern) {
    EXPECT_EQ(problem_of_webhook_body(kPattern), "");
    EXPECT_NE(problem_of_webhook_body("to={to}&text={text}"), "");
    EXPECT_NE(problem_of_webhook_body(R"("{to} {text}")"), "");
    EXPECT_NE(problem_of_webhook_body(R"({"to": "{to}"})").find("{text}"), std::string::npos);
    EXPECT_NE(problem_of_webhook_body(R"({"text": "{text}"})").find("{to}"), std::string::npos);
    EXPECT_NE(problem_of_webhook_body(R"({"to": "{to}", "text": "{text}", "x": "{number}"})").find("{number}"),
              std::string::npos);
}

}  // namespace
}  // namespace tilbage::tenant
