#include "wire/sync_check_in.h"

#include <boost/json/parse.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "wire/short_text.h"

namespace tilbage::wire {
namespace {

// The bodies that docs/protocol.md §11 shows.
std::vector<std::string> examples_of_the_protocol() {
    std::ifstream file(TILBAGE_SOURCE_DIR "/docs/protocol.md");
    std::stringstream text;
    text << file.rdbuf();
    auto page = text.str();
    const auto section = page.substr(page.find("\n## 11."));
    std::vector<std::string> bodies;
    for (std::size_t at = 0; (at = section.find("```json\n", at)) != std::string::npos;) {
        const auto end = section.find("\n```", at);
        bodies.push_back(section.substr(at + 8, end - at - 8));
        at = end + 4;
    }
    return bodies;
}

std::string check_in_example() { return examples_of_the_protocol().at(0); }
std::string answer_example() { return examples_of_the_protocol().at(1); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(SyncCheckIn, ExamplesOfTheProtocolSurviveDecodingAndEncoding) {
    const auto check_in = decode_sync_check_in(check_in_example());
    ASSERT_TRUE(check_in) << check_in.error().message;
    EXPECT_EQ(boost::json::parse(encode_sync_check_in(*check_in)), boost::json::parse(check_in_example()));
    const auto answer = decode_sync_answer(answer_example());
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(boost::json::parse(encode_sync_answer(*answer)), boost::json::parse(answer_example()));
}

TEST(SyncCheckIn, SaysWhatTheExampleSays) {
    const auto check_in = decode_sync_check_in(check_in_example()).value();
    EXPECT_EQ(check_in.report.state, core::SyncState::waiting_for_approval);
    EXPECT_EQ(check_in.report.held_removals->count, 612);
    EXPECT_EQ(check_in.runs.at(0).refusals.at(0).who, "bo@ex1.test");
    ASSERT_EQ(check_in.answers.size(), 3U);
    EXPECT_FALSE(check_in.answers[0].problem || check_in.answers[0].explanation);
    EXPECT_EQ(check_in.answers[1].problem->code, "nothing_held");
    EXPECT_EQ(check_in.answers[2].explanation->why_details.at("with").size(), 1U);
    const auto answer = decode_sync_answer(answer_example()).value();
    EXPECT_EQ(answer.lease.valid_for, base::Millis(30'000));
    EXPECT_EQ(answer.orders.at(2).user, "bo");
}

TEST(SyncCheckIn, AnOrderOfANewerTenantIsLeftOutAndCostsNothing) {
    const auto answer = decode_sync_answer(replaced(answer_example(), "\"allow_removals\"", "\"paint\""));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->orders.size(), 2U);
    EXPECT_TRUE(answer->lease.held);
}

TEST(SyncCheckIn, RefusesWhatIsNotWhatItShouldBeAndNamesTheMember) {
    struct Case {
        const char* from;
        const char* to;
        const char* member;
    };
    for (const auto& [from, to, member] :
         {Case{"\"waiting_for_approval\"", "\"dancing\"", "state"},
          Case{"\"wants_lease\": true", "\"x\": 1", "wants_lease"}, Case{"\"count\": 612", "\"count\": -1", "count"},
          Case{"\"kind\": \"delta\"", "\"kind\": 7", "kind"},
          Case{"c2d9a4f7-51e8-4b06-b3ad-7e94f1086c2b", "run-1", "id"},
          Case{"\"why\": \"anchor_disputed\"", "\"why\": \"because\"", "why"},
          Case{"{\"with\": [", "{\"with\": [3, ", "with"},
          Case{"\"domain\": \"ex1.test\", \"forest\"", "\"forest\"", "domain"}}) {
        const auto refused = decode_sync_check_in(replaced(check_in_example(), from, to));
        ASSERT_FALSE(refused) << to;
        EXPECT_NE(refused.error().message.find(member), std::string::npos) << refused.error().message;
    }
    EXPECT_FALSE(decode_sync_answer(replaced(answer_example(), "\"type\": \"count\"", "\"type\": \"some\"")));
    EXPECT_FALSE(decode_sync_check_in("[]"));
    EXPECT_FALSE(decode_sync_check_in(std::string(kMaxSyncCheckIn + 1, ' ')));
}

TEST(SyncCheckIn, LeavesRunsOutThatWouldMakeItTooLarge) {
    core::SyncCheckIn check_in;
    core::SyncRun run;
    run.id = core::SyncRunId("c2d9a4f7-51e8-4b06-b3ad-7e94f1086c2b");
    run.refusals.assign(core::kMaxRefusals, {std::string(300, 'n'), std::string(2000, 'm')});
    check_in.runs.assign(core::kMaxReportedRuns, run);
    const auto body = encode_sync_check_in(check_in);
    EXPECT_LE(body.size(), kMaxSyncCheckIn);
    const auto read = decode_sync_check_in(body);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_GT(read->runs.size(), 10U);
    EXPECT_LT(read->runs.size(), core::kMaxReportedRuns);
    EXPECT_EQ(read->runs[0].refusals[0].message.size(), 1024U);
}

TEST(SyncCheckIn, AnExplanationOfAnyLengthIsCutToWhatTheTenantTakes) {
    core::Explanation explanation;
    explanation.changes.assign(500, {"member", std::string(9000, 'a'), "æ"});
    explanation.why_details["with"].assign(50, "CN=x");
    core::SyncCheckIn check_in;
    check_in.answers.push_back({core::SyncOrderId("c2d9a4f7-51e8-4b06-b3ad-7e94f1086c2b"), std::nullopt, explanation});
    const auto read = decode_sync_check_in(encode_sync_check_in(check_in));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->answers.at(0).explanation->changes.size(), 100U);
}

// Every byte of the examples is replaced by what means something in JSON: what is still taken is told on as it was
// taken.
TEST(SyncCheckIn, DamagedBodiesAreRefusedOrReadAsTheyAre) {
    const auto check_in = check_in_example();
    const auto answer = answer_example();
    std::size_t taken = 0;
    for (const char damage : std::string("\"{}[]:,-0e\\\xC3") + '\0') {
        for (std::size_t at = 0; at < check_in.size(); ++at) {
            auto body = check_in;
            body[at] = damage;
            const auto read = decode_sync_check_in(body);
            if (!read) continue;
            ++taken;
            EXPECT_EQ(decode_sync_check_in(encode_sync_check_in(*read)).value(), *read) << body;
        }
        for (std::size_t at = 0; at < answer.size(); ++at) {
            auto body = answer;
            body[at] = damage;
            const auto read = decode_sync_answer(body);
            if (read) EXPECT_EQ(decode_sync_answer(encode_sync_answer(*read)).value(), *read) << body;
        }
    }
    EXPECT_GT(taken, 100U);
}

TEST(ShortText, NeverEndsInHalfACharacter) {
    EXPECT_EQ(short_text("smør", 5), "smør");
    EXPECT_EQ(short_text("smørrebrød", 6), "sm…");
    EXPECT_EQ(short_text("ab\xC3", 10), "ab?");
}

}  // namespace
}  // namespace tilbage::wire
