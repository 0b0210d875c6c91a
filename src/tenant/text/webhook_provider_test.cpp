#include "tenant/text/webhook_provider.h"

#include <gtest/gtest.h>
#include <mutex>

#include "support/certificates.h"
#include "support/connection.h"
#include "tenant/text/webhook_signature.h"

namespace tilbage::tenant {
namespace {

using core::TextFate;
using tilbage::testing::Connection;

const auto kNow = base::from_seconds(1'614'265'330);

// Reads one call and answers it; an empty answer closes without one.
struct WebhookProviderTest : ::testing::Test {
    WebhookConfig config() {
        WebhookConfig config;
        config.url = "https://127.0.0.1:" + std::to_string(server.port()) + "/texts";
        config.ca_file = authority.ca_file();
        config.authorization = base::SecretBytes::copy_of("Bearer secret-word");
        config.signature_key = webhook_key(base::SecretBytes::copy_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        config.body = R"({"to": "{to}", "text": "{text}"})";
        return config;
    }
    core::TextAnswer send(const std::string& to_call) {
        {
            std::lock_guard lock(mutex);
            answer = to_call;
        }
        WebhookProvider provider(config());
        return provider.send({"msg_1", "+4512345678", "Din kode er 123456", {}}, kNow);
    }
    core::TextAnswer send(int status) {
        return send("HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Length: 0\r\n\r\n");
    }
    void serve(Connection& connection) {
        connection.start_tls_server(files);
        auto head = connection.read_until("\r\n\r\n");
        const auto at = head.find("Content-Length: ");
        auto body = at == std::string::npos ? "" : connection.read_exactly(std::stoul(head.substr(at + 16)));
        std::lock_guard lock(mutex);
        heads.push_back(std::move(head));
        bodies.push_back(std::move(body));
        if (!answer.empty()) connection.send(answer);
    }

    testing::TestAuthority authority;
    testing::CertificateFiles files = authority.issue({"IP:127.0.0.1"});
    std::mutex mutex;
    std::string answer;
    std::vector<std::string> heads;
    std::vector<std::string> bodies;
    testing::TestServer server{[this](Connection connection) { serve(connection); }};
};

TEST_F(WebhookProviderTest, PostsOneJsonCallWithItsAuthorization) {
    EXPECT_EQ(send(202).fate, TextFate::taken);
    ASSERT_EQ(bodies.size(), 1U);
    EXPECT_EQ(bodies[0], R"({"to":"+4512345678","text":"Din kode er 123456"})");
    EXPECT_TRUE(heads[0].starts_with("POST /texts HTTP/1.1\r\n"));
    EXPECT_NE(heads[0].find("Authorization: Bearer secret-word\r\n"), std::string::npos);
    EXPECT_NE(heads[0].find("Content-Type: application/json\r\n"), std::string::npos);
    EXPECT_NE(heads[0].find("webhook-id: msg_1\r\n"), std::string::npos);
}

TEST_F(WebhookProviderTest, DecidesByTheStatusWhetherToTryAgain) {
    for (const int status : {408, 425, 429, 500, 502, 503, 504, 401, 403}) {
        EXPECT_EQ(send(status).fate, TextFate::not_taken) << status;
    }
    for (const int status : {301, 307, 400, 404, 410, 422}) EXPECT_EQ(send(status).fate, TextFate::refused) << status;
}

TEST_F(WebhookProviderTest, TellsWhenTheProviderWantsToBeAskedAgain) {
    const auto answered = send("HTTP/1.1 429 x\r\nContent-Length: 0\r\nRetry-After: 90\r\n\r\n");
    EXPECT_EQ(answered.fate, TextFate::not_taken);
    EXPECT_EQ(answered.not_before, std::chrono::seconds(90));
    EXPECT_EQ(send(429).not_before, std::chrono::seconds(0));
}

TEST_F(WebhookProviderTest, NobodyKnowsWhatBecameOfACallThatWasNotAnswered) {
    EXPECT_EQ(send("").fate, TextFate::unknown);
    EXPECT_EQ(bodies.size(), 1U) << "and it is made once";
}

TEST_F(WebhookProviderTest, NothingIsSentToWhomTheCertificateDoesNotProve) {
    const testing::TestAuthority other;
    auto wrong = config();
    wrong.ca_file = other.ca_file();
    WebhookProvider provider(std::move(wrong));
    const auto answered = provider.send({"msg_1", "+4512345678", "Din kode er 123456", {}}, kNow);
    EXPECT_EQ(answered.fate, TextFate::not_taken);
    EXPECT_TRUE(bodies.empty());
}

TEST_F(WebhookProviderTest, TellsNothingSecretInItsReason) {
    for (const auto& why : {send(500).why, send("").why}) {
        for (const char* secret : {"12345678", "123456", "secret-word"}) {
            EXPECT_EQ(why.find(secret), std::string::npos) << why;
        }
    }
}

TEST_F(WebhookProviderTest, AProbeSendsNoText) {
    answer = "HTTP/1.1 405 x\r\nContent-Length: 0\r\n\r\n";
    EXPECT_TRUE(WebhookProvider(config()).probe());
    answer = "HTTP/1.1 401 x\r\nContent-Length: 0\r\n\r\n";
    EXPECT_FALSE(WebhookProvider(config()).probe());
    for (const auto& body : bodies) EXPECT_EQ(body, "");
}

TEST(WebhookSignature, IsTheOneOfTheStandardsExample) {
    // Of the libraries of Standard Webhooks: secret, id, timestamp, payload and what comes of them.
    const auto key = webhook_key(base::SecretBytes::copy_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    const auto headers = webhook_headers(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", R"({"test": 2432232314})", kNow);
    ASSERT_EQ(headers.size(), 3U);
    EXPECT_EQ(headers[1].value, "1614265330");
    EXPECT_EQ(headers[2].value, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSignature, RefusesAKeyThatIsTooShort) {
    EXPECT_TRUE(webhook_key(base::SecretBytes::copy_of("whsec_c2hvcnQ=")).empty());
    EXPECT_TRUE(webhook_key(base::SecretBytes::copy_of("not base64 at all")).empty());
}

}  // namespace
}  // namespace tilbage::tenant
