#include "core/writeback/reason.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(EventId, OfASuccessTellsWhatWasDoneAndWhoAskedForIt) {
    EXPECT_EQ(event_id(Reason::succeeded, Kind::reset, InitiatedBy::self), 31002);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::reset, InitiatedBy::administrator), 31010);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::change, InitiatedBy::self), 31007);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::unlock, InitiatedBy::self), 34002);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::unlock, InitiatedBy::administrator), 34002);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::describe, InitiatedBy::self), 0);
}

TEST(EventId, OfARefusalTellsTheReasonWhoeverAsked) {
    for (auto by : {InitiatedBy::self, InitiatedBy::administrator}) {
        EXPECT_EQ(event_id(Reason::password_too_short, Kind::reset, by), 33008);
        EXPECT_EQ(event_id(Reason::account_protected, Kind::unlock, by), 33004);
        EXPECT_EQ(event_id(Reason::cannot_open, Kind::change, by), 32004);
        EXPECT_EQ(event_id(Reason::writeback_disabled, Kind::reset, by), 0);
    }
}

TEST(EventId, EveryActHasItsOwnBeginningAndEnds) {
    const auto self = act_events(Kind::reset, InitiatedBy::self);
    EXPECT_EQ(self.start, 31001);
    EXPECT_EQ(self.fail, 31003);
    const auto administrator = act_events(Kind::reset, InitiatedBy::administrator);
    EXPECT_EQ(administrator.start, 31009);
    EXPECT_EQ(administrator.fail, 31011);
    const auto change = act_events(Kind::change, InitiatedBy::self);
    EXPECT_EQ(change.start, 31006);
    EXPECT_EQ(change.fail, 31008);
    EXPECT_EQ(act_events(Kind::describe, InitiatedBy::self).start, 0);
    EXPECT_EQ(act_events(Kind::validate, InitiatedBy::self).start, 0);
    EXPECT_EQ(event_id(Reason::succeeded, Kind::validate, InitiatedBy::self), 34011);
    EXPECT_EQ(event_id(Reason::password_must_change, Kind::validate, InitiatedBy::self), 34012);
    EXPECT_EQ(event_id(Reason::current_password_wrong, Kind::validate, InitiatedBy::self), 33007);
}

}  // namespace
}  // namespace tilbage::core
