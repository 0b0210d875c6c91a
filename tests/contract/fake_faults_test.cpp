// The faults that the fake can have, which no real directory has on demand.
#include <gtest/gtest.h>

#include "fakes/fake_directory.h"

namespace tilbage::fakes {
namespace {

using Delivery = core::DirectoryAnswer::Delivery;

class FakeFaults : public testing::Test {
protected:
    core::DirectoryAnswer reset() {
        const auto next = core::PasswordText::from_utf8(base::SecretBytes::copy_of("Sommer-2026-Vind!")).value();
        return directory_.write_password(directory_.get(anchor_).record, {.next = next},
                                         clock_.now() + std::chrono::milliseconds(20));
    }
    [[nodiscard]] bool is_set() const { return directory_.get(anchor_).password == "Sommer-2026-Vind!"; }

    base::SystemClock clock_;
    FakeDirectory directory_{clock_};
    core::SourceAnchor anchor_ = directory_.add({});
};

TEST_F(FakeFaults, unavailable_changes_nothing_and_says_so) {
    directory_.set_fault(Fault::unavailable);
    EXPECT_EQ(reset().delivery, Delivery::not_sent);
    EXPECT_EQ(directory_.find_person({anchor_, directory_.get(anchor_).record.object_guid}).error().code,
              base::ErrorCode::unavailable);
    EXPECT_FALSE(is_set());
    directory_.set_fault(Fault::none);
    EXPECT_EQ(reset().result_code, 0);
    EXPECT_TRUE(is_set());
}

TEST_F(FakeFaults, a_write_without_an_answer_was_done_or_not) {
    directory_.set_fault(Fault::unanswered_before_write);
    EXPECT_EQ(reset().delivery, Delivery::unanswered);
    EXPECT_FALSE(is_set());
    directory_.set_fault(Fault::unanswered_after_write);
    EXPECT_EQ(reset().delivery, Delivery::unanswered);
    EXPECT_TRUE(is_set());
    EXPECT_EQ(directory_.writes_done(), 1);
}

TEST_F(FakeFaults, a_write_that_takes_longer_than_its_deadline_is_done_and_unanswered) {
    directory_.set_delay(std::chrono::minutes(1));
    EXPECT_EQ(reset().delivery, Delivery::unanswered);
    EXPECT_TRUE(is_set());
}

}  // namespace
}  // namespace tilbage::fakes
