#include "tenant/http/paced_answer.h"

#include <gtest/gtest.h>

#include "fakes/manual_alarms.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Handler;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;
using namespace std::chrono_literals;

class PacedAnswerTest : public testing::Test {
protected:
    void call(const Handler& handler) {
        paced(alarms, handler)(Request{}, Reply([this](Response response) { status = response.status; }));
    }
    static Response answer(unsigned status) {
        return {.status = status, .headers = {}, .content_type = {}, .body = {}, .shared_body = {}};
    }

    fakes::ManualClock clock;
    fakes::ManualAlarms alarms{clock};
    unsigned status = 0;
};

TEST_F(PacedAnswerTest, AnAnswerThatIsReadyAtOnceLeavesAfterAWholeGrain) {
    call([](const Request&, const Reply& reply) { reply(answer(201)); });
    alarms.pass(kAnswerGrain - 1ms);
    EXPECT_EQ(status, 0U);
    alarms.pass(1ms);
    EXPECT_EQ(status, 201U);
    EXPECT_EQ(alarms.pending(), 0U);
}

TEST_F(PacedAnswerTest, OneThatTakesLongerLeavesAtTheNextWholeGrain) {
    std::optional<Reply> later;
    call([&](const Request&, const Reply& reply) { later = reply; });
    alarms.pass(2 * kAnswerGrain + 3ms);
    (*later)(answer(422));
    EXPECT_EQ(status, 0U);
    alarms.pass(kAnswerGrain - 3ms);
    EXPECT_EQ(status, 422U);
}

TEST_F(PacedAnswerTest, AHandlerThatForgetsItsReplyIsPacedAsWell) {
    call([](const Request&, const Reply&) {});
    EXPECT_EQ(status, 0U);
    alarms.pass(kAnswerGrain);
    EXPECT_EQ(status, 500U);
}

}  // namespace
}  // namespace tilbage::tenant
