#include "tenant/config.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace tilbage::tenant {
namespace {

constexpr std::string_view kGood = R"([server]
base_url = "https://id.example.org"
listen = "0.0.0.0:443"
certificate = "tls/cert.pem"
private_key = "tls/key.pem"
web_root = "/usr/share/tilbage/web"
[store]
path = "tenant.db"
[mail]
server = "smtp://mail.example.org:587"
from = "Tilbage <no-reply@example.org>"
)";

struct ConfigTest : ::testing::Test {
    tl::expected<Config, std::vector<std::string>> load(const std::string& text) {
        return load_config(dir.write("tenant.toml", text));
    }
    // The good one with one text replaced.
    std::string with(const std::string& from, const std::string& to) const {
        std::string text(kGood);
        return text.replace(text.find(from), from.size(), to);
    }
    // The first problem, "" when there is none.
    std::string problem(const std::string& text) {
        const auto config = load(text);
        return config ? "" : config.error().at(0);
    }
    testing::TempDir dir;
};

TEST_F(ConfigTest, ReadsTheOneThatIsShipped) {
    const auto config = load_config(std::filesystem::path(TILBAGE_SOURCE_DIR) / "packaging/etc/tenant.toml");
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->server.base_url, "https://id.example.org");
    EXPECT_EQ(config->reset.deadline, std::chrono::seconds(30));
}

TEST_F(ConfigTest, TakesRelativePathsFromTheFilesFolder) {
    const auto config = load(std::string(kGood));
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->store, dir.path() / "tenant.db");
    EXPECT_EQ(config->mail.from_address, "no-reply@example.org");
    EXPECT_TRUE(config->mail.tls);
}

TEST_F(ConfigTest, DemandsASecondFactorOfAdministratorsUnlessToldOtherwise) {
    EXPECT_TRUE(load(std::string(kGood))->require_second_factor);
    EXPECT_FALSE(load(std::string(kGood) + "[sign_in]\nrequire_second_factor = false\n")->require_second_factor);
    EXPECT_NE(problem(std::string(kGood) + "[sign_in]\nrequire_second_factor = 1\n")
                  .find(":13: sign_in.require_second_factor"),
              std::string::npos);
}

TEST_F(ConfigTest, WritesTheBaseUrlAsAnOriginHeaderHasIt) {
    const auto origin = [this](const std::string& url) {
        const auto config = load(with("https://id.example.org", url));
        return config ? config->server.base_url : config.error().at(0);
    };
    EXPECT_EQ(origin("https://ID.Example.org:443/"), "https://id.example.org");
    EXPECT_EQ(origin("https://127.0.0.1:8443"), "https://127.0.0.1:8443");
    EXPECT_EQ(origin("https://[::1]:8443"), "https://[::1]:8443");
    for (const auto* wrong :
         {"http://id.example.org", "https://", "https://a/path", "https://a:x", "https://a b", "https://user@host"}) {
        EXPECT_NE(origin(wrong).find(":2: server.base_url"), std::string::npos) << wrong << ": " << origin(wrong);
    }
}

TEST_F(ConfigTest, NamesFileLineAndKeyOfEveryMistake) {
    EXPECT_NE(problem(with("0.0.0.0:443", "443")).find("tenant.toml:3: server.listen"), std::string::npos);
    EXPECT_NE(problem(with("587", "0x")).find("tenant.toml:10: mail.server"), std::string::npos);
    EXPECT_NE(problem(with("<no-reply@example.org>", "nobody")).find("tenant.toml:11: mail.from"), std::string::npos);
    EXPECT_NE(problem(std::string(kGood) + "[reset]\ndeadline_seconds = 4\n").find(":13: reset.deadline_seconds"),
              std::string::npos);
    EXPECT_NE(problem(std::string(kGood) + "[rest]\n").find("rest"), std::string::npos);
    EXPECT_NE(problem(with("[store]\npath = \"tenant.db\"\n", "")).find("store.path"), std::string::npos);
}

TEST_F(ConfigTest, TellsAllMistakesAtOnce) {
    const auto config = load(std::string(kGood) + "[reset]\nuse_work_mail = 1\ndeadline_seconds = 99\nx = 1\n");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().size(), 3U);
}

TEST_F(ConfigTest, SendsMailInClearToALoopbackAddressOnly) {
    EXPECT_NE(problem(with("from =", "tls = \"none\"\nfrom =")).find("mail.tls"), std::string::npos);
    auto local = with("mail.example.org:587", "127.0.0.1:2525");
    local.replace(local.find("from ="), 6, "tls = \"none\"\nfrom =");
    EXPECT_EQ(problem(local), "");
}

TEST_F(ConfigTest, WantsUserNameAndPasswordTogether) {
    EXPECT_NE(problem(with("from =", "username = \"u\"\nfrom =")).find("needs username and password_file together"),
              std::string::npos);
    const auto file = dir.write("password", "secret\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto config = load(with("from =", "username = \"u\"\npassword_file = \"password\"\nfrom ="));
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->mail.password.open_text(), "secret");
}

TEST_F(ConfigTest, ReadsWhoCarriesTextMessages) {
    EXPECT_TRUE(std::holds_alternative<std::monostate>(load(std::string(kGood))->text));
    const auto file = dir.write("password", "secret\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto webhook = load(std::string(kGood) +
                              "[text]\nprovider = \"webhook\"\nurl = \"https://sms.example.org/v1\"\n"
                              "authorization_file = \"password\"\n");
    ASSERT_TRUE(webhook) << webhook.error().at(0);
    EXPECT_EQ(std::get<WebhookConfig>(webhook->text).authorization.open_text(), "secret");
    const auto smpp = load(std::string(kGood) +
                           "[text]\nprovider = \"smpp\"\nserver = \"smpps://[::1]:3550\"\n"
                           "system_id = \"me\"\npassword_file = \"password\"\nsender = \"1272\"\n");
    ASSERT_TRUE(smpp) << smpp.error().at(0);
    EXPECT_EQ(std::get<SmppConfig>(smpp->text).host, "::1");
    EXPECT_EQ(std::get<SmppConfig>(smpp->text).port, 3550);
    EXPECT_TRUE(std::get<SmppConfig>(smpp->text).tls);
}

TEST_F(ConfigTest, SendsTextMessagesInClearOnlyWhereTheOperatorSaysSo) {
    const auto file = dir.write("password", "secret\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto smpp = [](const std::string& lines) {
        return std::string(kGood) + "[text]\nprovider = \"smpp\"\nsystem_id = \"me\"\npassword_file = \"password\"\n" +
               lines;
    };
    const auto remote = problem(smpp("server = \"smpp://smsc.example.org:2775\"\n"));
    EXPECT_NE(remote.find("text.server"), std::string::npos) << remote;
    EXPECT_NE(remote.find("allow_plain_text = true"), std::string::npos) << remote;
    EXPECT_EQ(problem(smpp("server = \"smpp://127.0.0.1:2775\"\n")), "");
    EXPECT_EQ(problem(smpp("server = \"smpp://[::1]:2775\"\n")), "");
    EXPECT_NE(problem(smpp("server = \"smpp://a.example:1\"\nallow_plain_text = false\n")), "");
    const auto config = load(smpp("server = \"smpp://smsc.example.org:2775\"\nallow_plain_text = true\n"));
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_FALSE(std::get<SmppConfig>(config->text).tls);
}

TEST_F(ConfigTest, NamesEveryMistakeAboutTextMessages) {
    const auto file = dir.write("password", "nine char\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto wrong = [this](const std::string& lines) { return problem(std::string(kGood) + "[text]\n" + lines); };
    EXPECT_NE(wrong("provider = \"pigeon\"\n").find(":13: text.provider"), std::string::npos);
    const std::string webhook = "provider = \"webhook\"\nurl = \"https://a.example\"\n";
    EXPECT_NE(wrong("provider = \"webhook\"\nurl = \"http://a.example\"\n").find(":14: text.url"), std::string::npos);
    EXPECT_NE(wrong("provider = \"webhook\"\n").find("text.url"), std::string::npos);
    EXPECT_NE(wrong(webhook + "body = '{\"to\": \"{to}\"}'\n").find(":15: text.body"), std::string::npos);
    EXPECT_NE(wrong(webhook + "sender = \"Twelve chars\"\n").find(":15: text.sender"), std::string::npos);
    EXPECT_NE(wrong(webhook + "signature_key_file = \"password\"\n").find(":15: text.signature_key_file"),
              std::string::npos);
    EXPECT_NE(wrong(webhook + "server = \"smpps://a:1\"\n").find(":15: text.server"), std::string::npos);
    const std::string smpp = "provider = \"smpp\"\nsystem_id = \"me\"\n";
    EXPECT_NE(wrong(smpp + "server = \"smpps://a:1\"\npassword_file = \"password\"\n").find(":16: text.password_file"),
              std::string::npos);
    EXPECT_NE(wrong(smpp + "server = \"a:1\"\npassword_file = \"password\"\n").find(":15: text.server"),
              std::string::npos);
}

}  // namespace
}  // namespace tilbage::tenant
