#include "adapters/smpp/smpp_provider.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tilbage::adapters::smpp {
namespace {

using core::TextFate;
using namespace std::chrono_literals;

const auto kNow = base::from_millis(1'800'000'000'000);

// An SMSC on one thread: answers when the provider listens. What it is told is kept as commands.
struct Smsc {
    std::vector<std::uint32_t> heard;
    std::uint32_t to_bind = 0;
    std::uint32_t to_submit = 0;
    bool answers_submit = true;
    bool answers_enquiries = true;
    bool takes_connections = true;
    std::size_t piece = 4096;  // how many bytes come at once
    int connections = 0;
    std::string unasked;  // sent before an answer
    [[nodiscard]] std::size_t count(Command command) const {
        return static_cast<std::size_t>(std::ranges::count(heard, static_cast<std::uint32_t>(command)));
    }
};

class Wire final : public Transport {
public:
    explicit Wire(Smsc& smsc) : smsc_(smsc) {}
    base::Result<void> send(std::span<const std::uint8_t> bytes, std::chrono::milliseconds) override {
        const auto header = read_header(base::as_text(bytes));
        smsc_.heard.push_back(header.command);
        if (header.is_response()) return {};
        const bool silent = (header.is(Command::submit_sm) && !smsc_.answers_submit) ||
                            (header.is(Command::enquire_link) && !smsc_.answers_enquiries);
        if (silent) {
            closed_ = true;
            return {};
        }
        const auto status = header.is(Command::bind_transmitter) ? smsc_.to_bind
                            : header.is(Command::submit_sm)      ? smsc_.to_submit
                                                                 : 0;
        waiting_ += std::exchange(smsc_.unasked, {});
        const auto answer = pack_header(Command{header.command | 0x80000000U}, status, header.sequence);
        waiting_ += base::as_text(answer);
        return {};
    }
    base::Result<std::string> receive(std::chrono::milliseconds) override {
        if (waiting_.empty() && closed_) return base::fail(base::ErrorCode::unavailable, "closed");
        const auto piece = waiting_.substr(0, smsc_.piece);
        waiting_.erase(0, piece.size());
        return piece;
    }

private:
    Smsc& smsc_;
    std::string waiting_;
    bool closed_ = false;
};

struct SmppProviderTest : ::testing::Test {
    core::TextAnswer send(const std::string& text = "Din kode er 123456.") {
        return provider.send({"id", "+4512345678", text, kNow + 5min}, kNow);
    }
    Smsc smsc;
    SmppProvider provider{[this]() -> base::Result<std::unique_ptr<Transport>> {
                              ++smsc.connections;
                              if (!smsc.takes_connections) {
                                  return base::fail(base::ErrorCode::unavailable, "refused");
                              }
                              return std::unique_ptr<Transport>(std::make_unique<Wire>(smsc));
                          },
                          {"tilbage", base::SecretBytes::copy_of("secret"), ""},
                          "Tilbage"};
};

TEST_F(SmppProviderTest, BindsOnceForManyTexts) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(send().fate, TextFate::taken);
    EXPECT_EQ(smsc.count(Command::bind_transmitter), 1U);
    EXPECT_EQ(smsc.count(Command::submit_sm), 3U);
}

TEST_F(SmppProviderTest, ReadsAnswersThatComeInPieces) {
    smsc.piece = 5;
    EXPECT_EQ(send().fate, TextFate::taken);
}

TEST_F(SmppProviderTest, AnswersWhatTheSmscAsksMeanwhile) {
    const auto enquiry = pack_header(Command::enquire_link, 0, 99);
    const auto unknown = pack_header(Command{0x103}, 0, 100);
    ASSERT_EQ(send().fate, TextFate::taken);
    smsc.unasked = std::string(base::as_text(enquiry)) + std::string(base::as_text(unknown));
    EXPECT_EQ(send().fate, TextFate::taken);
    EXPECT_EQ(smsc.count(Command::enquire_link_resp), 1U);
    EXPECT_EQ(smsc.count(Command::generic_nack), 1U);
}

TEST_F(SmppProviderTest, WhatIsThrottledWasNotTaken) {
    for (const std::uint32_t status : {0x58, 0x14, 0x08}) {
        smsc.to_submit = status;
        EXPECT_EQ(send().fate, TextFate::not_taken) << status;
    }
    smsc.to_submit = 0x0b;  // invalid destination address
    EXPECT_EQ(send().fate, TextFate::refused);
}

TEST_F(SmppProviderTest, NobodyKnowsWhatBecameOfATextThatWasNotAnswered) {
    ASSERT_EQ(send().fate, TextFate::taken);
    smsc.answers_submit = false;
    EXPECT_EQ(send().fate, TextFate::unknown);
    smsc.answers_submit = true;
    EXPECT_EQ(send().fate, TextFate::taken);
    EXPECT_EQ(smsc.connections, 2);
}

TEST_F(SmppProviderTest, ARefusedLoginTakesNothingAndIsNotTriedForEveryText) {
    smsc.to_bind = 0x0e;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(send().fate, TextFate::not_taken);
    EXPECT_EQ(smsc.connections, 1);
    EXPECT_EQ(smsc.count(Command::submit_sm), 0U);
    const auto probed = provider.probe();
    ASSERT_FALSE(probed);
    EXPECT_EQ(probed.error().code, base::ErrorCode::permission_denied);
}

TEST_F(SmppProviderTest, AnSmscThatCannotBeReachedTakesNothing) {
    smsc.takes_connections = false;
    EXPECT_EQ(send().fate, TextFate::not_taken);
}

TEST_F(SmppProviderTest, BindsAnewAfterTheSmscHasUnbound) {
    ASSERT_EQ(send().fate, TextFate::taken);
    smsc.unasked = std::string(base::as_text(pack_header(Command::unbind, 0, 99)));
    EXPECT_EQ(send().fate, TextFate::taken);
    EXPECT_EQ(send().fate, TextFate::taken);
    EXPECT_EQ(smsc.count(Command::unbind_resp), 1U);
    EXPECT_EQ(smsc.connections, 2);
}

TEST_F(SmppProviderTest, WhatIsNoSmppEndsTheSession) {
    ASSERT_EQ(send().fate, TextFate::taken);
    smsc.unasked = "HTTP/1.1 400 Bad Request\r\n\r\n";
    EXPECT_EQ(send().fate, TextFate::unknown);
}

TEST_F(SmppProviderTest, ATextThatFitsNoMessageIsRefused) {
    EXPECT_EQ(send(std::string(200, 'x')).fate, TextFate::refused);
    EXPECT_EQ(smsc.connections, 0);
}

TEST_F(SmppProviderTest, UnbindsAtTheEnd) {
    ASSERT_TRUE(provider.probe());
    EXPECT_EQ(smsc.count(Command::unbind), 1U);
}

}  // namespace
}  // namespace tilbage::adapters::smpp
