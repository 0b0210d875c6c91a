#include "base/secret.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <type_traits>

namespace tilbage::base {
namespace {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

TEST(SecretBytes, CannotBePrintedFormattedOrCopied) {
    static_assert(!Streamable<SecretBytes>);
    static_assert(!fmt::is_formattable<SecretBytes>::value);
    static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
    static_assert(!std::is_convertible_v<SecretBytes, std::string_view>);
}

TEST(SecretBytes, LeavesNothingBehindWhenMovedFrom) {
    auto first = SecretBytes::copy_of("Blåbærgrød");
    auto second = std::move(first);
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): that is the promise
    EXPECT_EQ(second.open_text(), "Blåbærgrød");
}

TEST(SecretBytes, WipesWhatTruncateCutsOff) {
    auto secret = SecretBytes::copy_of("abcdef");
    const auto* data = secret.open().data();
    secret.truncate(2);
    EXPECT_EQ(secret.open_text(), "ab");
    EXPECT_EQ(data[2], 0);
    EXPECT_EQ(data[5], 0);
}

TEST(EqualInConstantTime, ComparesWholeContents) {
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace tilbage::base
