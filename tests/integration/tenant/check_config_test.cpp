// What `check-config` and the other commands say about mistakes.
#include <cstdio>
#include <gtest/gtest.h>

#include "integration/tenant/mailbox.h"
#include "integration/tenant/tenant_process.h"

namespace tilbage::testing {
namespace {

struct CheckConfig : ::testing::Test {
    CommandResult check() { return tenant.command({"check-config", "--config", tenant.config_file()}); }
    void replace(const std::string& from, const std::string& to) {
        auto text = read_file(tenant.config_file());
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write_file(tenant.config_file(), text.replace(at, from.size(), to));
    }
    void expect_error(const std::string& words) {
        const auto done = check();
        EXPECT_EQ(done.exit_code, 2);
        EXPECT_NE(done.output.find(words), std::string::npos) << done.output;
    }
    Mailbox mailbox;
    TenantProcess tenant{mailbox.port()};
};

TEST_F(CheckConfig, FindsNothingInAGoodOne) {
    (void)tenant.init();
    const auto done = check();
    EXPECT_EQ(done.exit_code, 0) << done.output;
    EXPECT_EQ(done.output.find("error"), std::string::npos) << done.output;
    EXPECT_EQ(done.output.find("mail.server"), std::string::npos) << done.output;
}

TEST_F(CheckConfig, NamesFileLineAndKey) {
    replace("[reset]", "[reset]\nallow_unlok = true");
    expect_error("tenant.toml:14: reset.allow_unlok");
}

TEST_F(CheckConfig, RefusesAnAddressThatIsNoHttps) {
    replace("https://127.0.0.1", "http://127.0.0.1");
    expect_error("tenant.toml:2: server.base_url");
}

TEST_F(CheckConfig, RefusesMailInClearToAnotherMachine) {
    replace("smtp://127.0.0.1", "smtp://mail.example.org");
    expect_error("mail.tls");
}

TEST_F(CheckConfig, RefusesACertificateForAnotherHost) {
    (void)tenant.init();
    replace("https://127.0.0.1", "https://id.example.org");
    expect_error("server.certificate");
}

TEST_F(CheckConfig, NamesEveryPageThatIsNotThere) {
    (void)tenant.init();
    for (const std::string page : {"reset", "signin", "account", "portal"}) {
        const auto file = tenant.folder() + "/web/" + page + "/index.html";
        const auto text = read_file(file);
        ASSERT_EQ(std::remove(file.c_str()), 0);
        expect_error(page + "/index.html is not there");
        write_file(file, text);
    }
}

TEST_F(CheckConfig, TellsToRunInitFirst) {
    expect_error("run tilbage-tenant init");
    const auto run = tenant.command({"run", "--config", tenant.config_file()});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_NE(run.output.find("run tilbage-tenant init"), std::string::npos) << run.output;
}

TEST_F(CheckConfig, OnlyWarnsOfAMailServerThatDoesNotAnswer) {
    (void)tenant.init();
    replace(":" + std::to_string(mailbox.port()) + "\"", ":1\"");
    const auto done = check();
    EXPECT_EQ(done.exit_code, 0) << done.output;
    EXPECT_NE(done.output.find("warning: mail.server"), std::string::npos) << done.output;
}

TEST_F(CheckConfig, InitRefusesAStoreThatHasATenant) {
    (void)tenant.init();
    const auto again =
        tenant.command({"init", "--config", tenant.config_file(), "--tenant", "ex1.test", "--name", "Again"});
    EXPECT_NE(again.exit_code, 0);
}

}  // namespace
}  // namespace tilbage::testing
