#include "connect/events/event_log.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <sys/stat.h>

#include "connect/events/events_command.h"
#include "connect/events/relay_health.h"
#include "core/writeback/reason.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

using namespace std::chrono_literals;

class EventLogTest : public ::testing::Test {
protected:
    std::vector<EventRecord> records() {
        std::vector<EventRecord> all;
        for (const auto& path : event_files(folder.path())) {
            std::ifstream file(path);
            for (std::string line; std::getline(file, line);) all.push_back(decode_event(line).value());
        }
        return all;
    }
    std::string printed(const EventQuery& query) {
        ::testing::internal::CaptureStdout();
        const int result = events_command(folder.path(), query);
        auto text = ::testing::internal::GetCapturedStdout();
        EXPECT_EQ(result, 0);
        return text;
    }

    tilbage::testing::TempDir folder;
    fakes::ManualClock clock;
    EventLog log{folder.path(), clock, adapters::log::JournalSocket(folder.path() / "no-journal")};
};

TEST_F(EventLogTest, KeepsWhatIsKnownOfAnEventForItsOwnerAlone) {
    const EventFacts facts{.tracking_id = "c2d9a4f7-51e8-4b06-b3ad-7e94f1086c2b",
                           .reason = "permission_missing",
                           .source_anchor = "q83vEjRWeJq83vEjRWeJqg==",
                           .details = "50 \"no\"\nlevel=error",
                           .object = "CN=Åse,DC=ex1,DC=test",
                           .right = "Reset Password"};
    log.write(33004, facts);
    ASSERT_EQ(records().size(), 1U);
    const auto record = records().front();
    EXPECT_EQ(record.id, 33004);
    EXPECT_EQ(record.name, "ADPermissionsError");
    EXPECT_EQ(record.level, "error");
    EXPECT_EQ(record.at, clock.now());
    EXPECT_EQ(record.facts, facts);
    struct stat status{};
    ASSERT_EQ(::stat((folder.path() / "events.jsonl").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(EventLogTest, WordsThatAreTooLongOrNoTextAreCut) {
    log.write(33001, {.reason = "\xff\xfe", .details = std::string(4095, 'x') + "å and more"});
    EXPECT_EQ(records().front().facts.reason, "(not UTF-8)");
    EXPECT_EQ(records().front().facts.details, std::string(4095, 'x'));
}

TEST_F(EventLogTest, IsBoundedAndDropsTheOldestFirst) {
    const EventFacts facts{.details = std::string(4000, 'x')};
    const auto enough = (kEventFilesKept + 2) * kEventFileLimit / 4000;
    for (std::uintmax_t i = 0; i < enough; ++i) log.write(31001, facts);
    log.write(31002);
    const auto files = event_files(folder.path());
    ASSERT_EQ(files.size(), static_cast<std::size_t>(kEventFilesKept) + 1);
    for (const auto& file : files) EXPECT_LT(std::filesystem::file_size(file), kEventFileLimit + 8192);
    EXPECT_EQ(records().back().id, 31002);
}

TEST_F(EventLogTest, IsReadByTimeAndById) {
    log.write(31001, {.tracking_id = "one"});
    clock.advance(2h);
    log.write(31002, {.tracking_id = "one"});
    log.write(33008, {.reason = "password_too_short", .details = "52D\x1b[2J"});
    EXPECT_EQ(printed({.ids = {31002}}).find("PasswordResetStart"), std::string::npos);
    EXPECT_NE(printed({.ids = {31002, 33008}}).find("ADPasswordPolicyError: Reason: password_too_short"),
              std::string::npos);
    EXPECT_EQ(printed({}).find('\x1b'), std::string::npos) << "a terminal is left alone";
    const auto json = printed({.as_json = true});
    EXPECT_EQ(std::count(json.begin(), json.end(), '\n'), 3);
    EXPECT_EQ(decode_event(json.substr(0, json.find('\n'))).value().facts.tracking_id, "one");
    const auto late = printed({.as_json = true, .since = "2100-01-01"});
    EXPECT_EQ(late, "");
}

TEST(EventTable, HasTheEventsOfEveryActAndEveryReason) {
    std::set<std::string_view> names;
    for (const auto& kind : all_events()) EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    for (auto by : {core::InitiatedBy::self, core::InitiatedBy::administrator}) {
        for (auto kind : {core::Kind::reset, core::Kind::change, core::Kind::unlock}) {
            const auto act = core::act_events(kind, by);
            for (const int id : {act.start, act.success, act.fail}) EXPECT_NO_THROW((void)event_of(id)) << id;
            for (int reason = 0; reason <= static_cast<int>(core::Reason::outcome_unknown); ++reason) {
                const int id = core::event_id(static_cast<core::Reason>(reason), kind, by);
                if (id != 0) EXPECT_NO_THROW((void)event_of(id)) << id;
            }
        }
    }
    EXPECT_THROW((void)event_of(1), std::out_of_range);
}

TEST(EventTable, EveryEventIsExplainedToTheOperator) {
    std::ifstream file(TILBAGE_SOURCE_DIR "/docs/operations/events.md");
    std::stringstream page;
    page << file.rdbuf();
    for (const auto& kind : all_events()) {
        const auto row = "| " + std::to_string(kind.id) + " | `" + std::string(kind.name) + "` |";
        EXPECT_NE(page.str().find(row), std::string::npos) << row;
    }
}

TEST(EventsSince, TakesDurationsAndTimes) {
    const auto now = base::from_seconds(1'795'372'800);
    EXPECT_EQ(parse_since("90m", now), now - 90min);
    EXPECT_EQ(parse_since("3d", now), now - 72h);
    EXPECT_EQ(parse_since("2026-11-22", now), base::from_seconds(1'795'305'600));
    EXPECT_EQ(parse_since("2026-11-22T18:40:00Z", now), base::from_seconds(1'795'372'800));
    EXPECT_EQ(parse_since("", now), base::TimePoint());
    for (const auto* text : {"x", "m", "-1m", "2026-02-31", "2026-11-22T", "yesterday", "99999d"}) {
        EXPECT_FALSE(parse_since(text, now)) << text;
    }
}

TEST(RelayHealth, TellsAnOutageOnceAndWhenItLastsAndWhenItIsOver) {
    std::vector<int> told;
    RelayHealth health([&](int id, const EventFacts&) { told.push_back(id); });
    health.ended({RelayEnd::Cause::wanted, ""});
    for (int i = 0; i < 20; ++i) health.ended({RelayEnd::Cause::unreachable, "cannot connect"});
    health.ended({RelayEnd::Cause::untrusted, "not from a CA that we trust"});
    health.connected();
    health.ended({RelayEnd::Cause::no_token, "401"});
    EXPECT_EQ(told, (std::vector{32014, 32002, 31034, 31019, 32009}));
}

}  // namespace
}  // namespace tilbage::connect
