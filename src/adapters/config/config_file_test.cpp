#include "adapters/config/config_file.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

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

TEST_F(ConfigFileTest, RefusesAKeyWhereASectionBelongs) {
    auto file = load("a = 1\n");
    EXPECT_EQ(file.section("a").text_or("x", "y"), "y");
    EXPECT_THAT(file.problems(), ElementsAre(HasSubstr(":1: a: must be a section")));
}

}  // namespace
}  // namespace tilbage::adapters::config
