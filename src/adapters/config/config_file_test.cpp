#include "adapters/config/config_file.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/sync/guid_text.h"

namespace tilbage::adapters::config {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

class ConfigFileTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "config-XXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    ConfigFile load(std::string_view content) {
        std::ofstream(folder_ / "t.toml") << content;
        return std::move(ConfigFile::load(folder_ / "t.toml").value());
    }

    std::filesystem::path folder_;
};

TEST_F(ConfigFileTest, ReadsWhatIsThereAndFallsBackWhereNothingIs) {
    auto file = load("[a]\ntext = \"x\"\nnumber = 5\nflag = true\nlist = [\"1\", \"2\"]\nfile = \"sub/f\"\n");
    auto a = file.section("a");
    EXPECT_EQ(a.text("text"), "x");
    EXPECT_EQ(a.number_or("number", 1, 1, 9), 5);
    EXPECT_TRUE(a.flag_or("flag", false));
    EXPECT_THAT(a.texts("list"), ElementsAre("1", "2"));
    EXPECT_EQ(a.path("file"), folder_ / "sub/f");
    EXPECT_EQ(a.number_or("absent", 7, 1, 9), 7);
    EXPECT_EQ(a.path_or_none("absent"), "");
    EXPECT_EQ(file.section("b").text_or("absent", "y"), "y");
    EXPECT_THAT(file.problems(), ElementsAre());
}

TEST_F(ConfigFileTest, NamesFileLineAndKeyOfEveryMistakeAtOnce) {
    auto file = load("[a]\nnumber = 50\n\nflag = \"yes\"\ntypo = 1\n[unknown]\nx = 1\n");
    auto a = file.section("a");
    EXPECT_EQ(a.number_or("number", 1, 1, 9), 1);
    EXPECT_FALSE(a.flag_or("flag", false));
    EXPECT_EQ(a.text("required"), "");
    EXPECT_EQ(a.choice_or("mode", "x", {"x", "y"}), "x");
    EXPECT_THAT(file.problems(),
                ElementsAre(EndsWith("t.toml:1: a.required: is missing"),
                            EndsWith("t.toml:2: a.number: must be a whole number from 1 to 9"),
                            EndsWith("t.toml:4: a.flag: must be true or false"),
                            EndsWith("t.toml:5: a.typo: unknown key"), EndsWith("t.toml:6: unknown: unknown section")));
}

TEST_F(ConfigFileTest, TellsTheLineThatIsNotToml) {
    std::ofstream(folder_ / "bad.toml") << "[a]\nx = = 1\n";
    const auto file = ConfigFile::load(folder_ / "bad.toml");
    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr("bad.toml:2: not valid TOML"));
    EXPECT_EQ(ConfigFile::load(folder_ / "absent.toml").error().code, base::ErrorCode::not_found);
}

TEST_F(ConfigFileTest, TakesASecretOnlyFromAFileThatItsOwnerAloneReads) {
    std::ofstream(folder_ / "secret") << "Blåbær \n";
    chmod((folder_ / "secret").c_str(), 0600);
    auto file = load("[a]\nsecret = \"secret\"\nopen = \"secret-for-all\"\n");
    auto a = file.section("a");
    EXPECT_EQ(a.secret_from_file("secret").open_text(), "Blåbær ");
    std::ofstream(folder_ / "secret-for-all") << "x";
    chmod((folder_ / "secret-for-all").c_str(), 0644);
    EXPECT_TRUE(a.secret_from_file("open").empty());
    EXPECT_THAT(file.problems(), ElementsAre(HasSubstr("can be read by others; run: chmod 600")));
}

TEST_F(ConfigFileTest, ANameMayHaveItsGuidBesideIt) {
    auto file = load(
        "[a]\nnames = [\"OU=A\", {dn = \"OU=B\", guid = \"48F3F955-29b4-4c1e-8a77-0102030405ff\"}, {dn = \"OU=C\"}]\n"
        "name = {dn = \"CN=D\", guid = \"48f3f955-29b4-4c1e-8a77-0102030405ff\"}\nnone = \"\"\n");
    auto a = file.section("a");
    const auto names = a.names("names");
    ASSERT_EQ(names.size(), 3U);
    EXPECT_EQ(names[0].dn, "OU=A");
    EXPECT_FALSE(names[0].guid);
    EXPECT_EQ(names[1].dn, "OU=B");
    EXPECT_EQ(names[1].guid, core::parse_guid("48f3f955-29b4-4c1e-8a77-0102030405ff"));
    EXPECT_EQ(names[2].dn, "OU=C");
    EXPECT_EQ(a.name_or_none("name")->dn, "CN=D");
    EXPECT_TRUE(a.name_or_none("name")->guid);
    EXPECT_FALSE(a.name_or_none("none"));
    EXPECT_FALSE(a.name_or_none("absent"));
    EXPECT_THAT(file.problems(), ElementsAre());
}

TEST_F(ConfigFileTest, AWrongGuidIsToldWithTheLineWhereItStands) {
    auto file = load(
        "[a]\nnames = [\n  \"OU=A\",\n  {dn = \"OU=B\", guid = \"48f3\"},\n  {guid = "
        "\"48f3f955-29b4-4c1e-8a77-0102030405ff\"},\n  {dn = \"OU=C\", gid = \"x\"},\n  5,\n]\nname = {dn = 7}\n");
    auto a = file.section("a");
    EXPECT_EQ(a.names("names").size(), 1U);
    EXPECT_FALSE(a.name_or_none("name"));
    EXPECT_THAT(file.problems(), ElementsAre(HasSubstr("t.toml:4: a.names: guid: \"48f3\" is no GUID"),
                                             HasSubstr("t.toml:5: a.names: dn: is missing"),
                                             HasSubstr("t.toml:6: a.names: gid: only dn and guid stand here"),
                                             HasSubstr("t.toml:7: a.names: must be a name in quotes"),
                                             HasSubstr("t.toml:9: a.name: dn: only dn and guid stand here")));
}

TEST_F(ConfigFileTest, RefusesAKeyWhereASectionBelongs) {
    auto file = load("a = 1\n");
    EXPECT_EQ(file.section("a").text_or("x", "y"), "y");
    EXPECT_THAT(file.problems(), ElementsAre(HasSubstr(":1: a: must be a section")));
}

}  // namespace
}  // namespace tilbage::adapters::config
