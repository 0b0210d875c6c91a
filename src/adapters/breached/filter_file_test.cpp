#include "adapters/breached/filter_file.h"

#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <random>
#include <set>

#include "adapters/breached/breached_file.h"
#include "adapters/breached/filter_builder.h"
#include "crypto/breach_digest.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::breached {
namespace {

using ::testing::HasSubstr;

class FilterFileTest : public ::testing::Test {
protected:
    std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
    void write_file(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }
    std::string read_file(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    // `count` hashes of a seed, in order, as Pwned Passwords writes them.
    std::set<std::uint64_t> write_hashes(std::size_t count) const {
        std::mt19937_64 random(7);
        std::set<std::uint64_t> hashes;
        while (hashes.size() < count) hashes.insert(random());
        std::string text;
        for (const auto hash : hashes)
            text += fmt::format("{:016X}000000000000000000000000:{}\r\n", hash, hash % 9 + 1);
        write_file("hashes.txt", text);
        return hashes;
    }
    base::Result<Built> build(const std::string& from = "hashes.txt") const {
        return build_filter(path(from), path("list.breached"));
    }
    std::string build_error(const std::string& text) const {
        write_file("wrong.txt", text);
        const auto built = build("wrong.txt");
        return built ? "" : built.error().message;
    }
    std::string open_error(const std::string& bytes) const {
        write_file("damaged", bytes);
        const auto opened = FilterFile::open(path("damaged"));
        return opened ? "" : opened.error().message;
    }

    tilbage::testing::TempDir folder_;
};

TEST_F(FilterFileTest, EveryHashIsFoundAndOthersHardlyEver) {
    const auto hashes = write_hashes(100'000);
    const auto built = build();
    ASSERT_TRUE(built) << built.error().message;
    EXPECT_NEAR(static_cast<double>(built->entries), 100'000, 30) << "a few share a number";
    EXPECT_LE(static_cast<double>(built->bytes) / 100'000, 2.0);
    EXPECT_NEAR(built->false_positive_rate, 1.0 / 16'384, 1e-6);
    const auto file = FilterFile::open(path("list.breached")).value();
    EXPECT_TRUE(file->verify());
    for (const auto hash : hashes) ASSERT_TRUE(file->contains(hash).value()) << hash;
    std::mt19937_64 random(8);
    int wrong = 0;
    for (int i = 0; i < 100'000; ++i) wrong += file->contains(random()).value() ? 1 : 0;
    EXPECT_LE(wrong, 25) << "six are expected";
}

TEST_F(FilterFileTest, TheEndsOfTheRangeAndEqualHashesAreNoExceptions) {
    write_file("few.txt",
               "0000000000000000000000000000000000000000\n0000000000000000000000000000000000000000:5\n"
               "7FFFFFFFFFFFFFFF000000000000000000000000:1\nffffffffffffffffffffffffffffffffffffffff");
    const auto built = build("few.txt");
    ASSERT_TRUE(built) << built.error().message;
    EXPECT_EQ(built->entries, 3U);
    const auto file = FilterFile::open(path("list.breached")).value();
    EXPECT_TRUE(file->contains(0).value());
    EXPECT_TRUE(file->contains(0x7fffffffffffffffULL).value());
    EXPECT_TRUE(file->contains(~0ULL).value());
    EXPECT_FALSE(file->contains(0x3000000000000000ULL).value());
    EXPECT_TRUE(file->verify());
}

TEST_F(FilterFileTest, APasswordIsFoundByEitherKindOfHash) {
    for (const auto* text :
         {"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9659365\n", "8846F7EAEE8FB117AD06BDD830B7586C\n"}) {
        write_file("one.txt", text);
        ASSERT_TRUE(build("one.txt"));
        const BreachedFile list(FilterFile::open(path("list.breached")).value());
        const auto contains = [&](std::string_view password) {
            return list.contains(*core::PasswordText::from_utf8(base::SecretBytes::copy_of(password))).value();
        };
        EXPECT_TRUE(contains("password"));
        EXPECT_FALSE(contains("Password")) << "these are hashes: case counts";
    }
}

TEST_F(FilterFileTest, WhatIsWrongWithTheTextIsToldWithItsLineAndNothingIsLeftBehind) {
    EXPECT_THAT(build_error("password\n"), HasSubstr("line 1 is not a hash"));
    EXPECT_THAT(build_error("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n8846F7EAEE8FB117AD06BDD830B7586C:2\n"),
                HasSubstr("line 2 is not a hash as the first one"));
    EXPECT_THAT(build_error("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n0BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n"),
                HasSubstr("line 2 is not in order"));
    EXPECT_THAT(build_error(""), HasSubstr("no hash in it"));
    EXPECT_THAT(build_error(std::string(std::size_t{3} << 20, 'A')), HasSubstr("too long"));
    EXPECT_FALSE(build("nowhere.txt"));
    EXPECT_FALSE(std::filesystem::exists(path("list.breached")));
    EXPECT_FALSE(std::filesystem::exists(path("list.breached.new")));
}

TEST_F(FilterFileTest, AnotherDamagedOrCutFileIsTold) {
    write_hashes(1'000);
    ASSERT_TRUE(build());
    const auto whole = read_file("list.breached");
    EXPECT_EQ(open_error(whole), "");
    EXPECT_THAT(open_error("nothing"), HasSubstr("cut off, or no list"));
    EXPECT_THAT(open_error(std::string(500, 'x')), HasSubstr("no list of breached passwords"));
    EXPECT_THAT(open_error(whole.substr(0, whole.size() - 1)), HasSubstr("it is cut off"));
    auto newer = whole;
    newer[8] = 2;
    EXPECT_THAT(open_error(newer), HasSubstr("of version 2"));
    auto damaged = whole;
    damaged[20] = 'x';
    EXPECT_THAT(open_error(damaged), HasSubstr("its beginning is damaged"));
    EXPECT_FALSE(FilterFile::open(path("nowhere")));
    EXPECT_FALSE(FilterFile::open(folder_.path()));
}

TEST_F(FilterFileTest, DamageInTheMiddleIsFoundByVerifyAndNeverWorseThanAWrongAnswerOrAnError) {
    const auto hashes = write_hashes(2'000);
    ASSERT_TRUE(build());
    const auto whole = read_file("list.breached");
    std::mt19937_64 random(9);
    for (int round = 0; round < 200; ++round) {
        auto bytes = whole;
        for (int i = 0; i < 8; ++i)
            bytes[kHeaderSize + random() % (bytes.size() - kHeaderSize)] = static_cast<char>(random());
        if (bytes == whole) continue;
        write_file("damaged", bytes);
        const auto file = FilterFile::open(path("damaged")).value();
        EXPECT_EQ(file->verify().error().code, base::ErrorCode::corrupt);
        for (int i = 0; i < 20; ++i) (void)file->contains(random());
        (void)file->contains(*hashes.begin());
    }
}

TEST_F(FilterFileTest, AFileThatIsCutWhileInUseIsAnError) {
    const auto hashes = write_hashes(1'000);
    ASSERT_TRUE(build());
    const auto file = FilterFile::open(path("list.breached")).value();
    std::filesystem::resize_file(path("list.breached"), 200);
    EXPECT_FALSE(file->contains(*hashes.rbegin()));
}

TEST_F(FilterFileTest, ANewListReplacesTheOneInUseWithoutDisturbingIt) {
    const auto hashes = write_hashes(1'000);
    ASSERT_TRUE(build());
    const auto file = FilterFile::open(path("list.breached")).value();
    write_file("one.txt", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9659365\n");
    ASSERT_TRUE(build("one.txt"));
    EXPECT_TRUE(file->contains(*hashes.begin()).value()) << "the old one, until it is opened anew";
    EXPECT_EQ(FilterFile::open(path("list.breached")).value()->header().entries, 1U);
}

}  // namespace
}  // namespace tilbage::adapters::breached
