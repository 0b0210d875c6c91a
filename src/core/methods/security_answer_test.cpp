#include "core/methods/security_answer.h"

#include <gtest/gtest.h>
#include <set>

#include "core/methods/printed_code.h"
#include "crypto/system_random.h"

namespace tilbage::core {
namespace {

TEST(SecurityAnswer, CaseSpacesAndCompositionDoNotMatter) {
    EXPECT_EQ(normalise_answer("  Sankt\t Anna "), "sankt anna");
    EXPECT_EQ(normalise_answer("A\u030Arhus"), normalise_answer("\u00E5RHUS"));
}

TEST(SecurityAnswer, HasThreeToFortyCharacters) {
    EXPECT_FALSE(answer_text(" ab "));
    EXPECT_TRUE(answer_text("øøø"));
    EXPECT_TRUE(answer_text(std::string(40, 'a')));
    EXPECT_FALSE(answer_text(std::string(41, 'a')));
    EXPECT_FALSE(answer_text("\xff\xff\xff\xff"));
}

TEST(SecurityAnswer, QuestionsAreDrawnOnceEachAndAllComeUp) {
    crypto::SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        const auto drawn = draw_questions({"q01", "q02", "q03", "q04", "q05"}, 3, random);
        ASSERT_EQ(std::set<std::string>(drawn.begin(), drawn.end()).size(), 3U);
        seen.insert(drawn.begin(), drawn.end());
    }
    EXPECT_EQ(seen.size(), 5U);
    EXPECT_EQ(draw_questions({"q01"}, 3, random).size(), 1U);
}

TEST(PrintedCode, IsReadHoweverItIsTyped) {
    const auto key = base::SecretBytes::copy_of("key");
    const auto digest = [&](std::string_view typed) {
        return printed_code_digest(key, MethodKind::recovery_code, PersonId("p"), typed);
    };
    EXPECT_EQ(digest("7KQM-P2X0-91TD"), digest(" 7kqm p2xo 9ltd"));
    EXPECT_NE(digest("7KQM-P2X0-91TD"), digest("7KQM-P2X0-91TE"));
}

TEST(PrintedCode, BelongsToOnePersonAndOneKind) {
    const auto key = base::SecretBytes::copy_of("key");
    const auto mine = printed_code_digest(key, MethodKind::recovery_code, PersonId("p"), "ABCD");
    EXPECT_NE(mine, printed_code_digest(key, MethodKind::recovery_code, PersonId("q"), "ABCD"));
    EXPECT_NE(mine, printed_code_digest(key, MethodKind::temporary_access_code, PersonId("p"), "ABCD"));
}

TEST(PrintedCode, HasTheLengthThatItPromises) {
    crypto::SystemRandom random;
    EXPECT_EQ(new_recovery_code(random).size(), 19U);
    EXPECT_EQ(new_temporary_access_code(random).size(), 9U);
    EXPECT_NE(new_recovery_code(random), new_recovery_code(random));
}

}  // namespace
}  // namespace tilbage::core
