#include "adapters/smpp/pdu.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::smpp {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

std::string text_of(std::span<const std::uint8_t> bytes) { return std::string(base::as_text(bytes)); }

TEST(Pdu, IsTheOneOfTheSpecificationsExample) {
    // SMPP 3.4 §3.2.2: bind_transmitter of SMPP3TEST, password secret08, system type SUBMIT1, address TON 1, NPI 1;
    // ours has no address range, so that the last three octets are 0.
    const auto packed = pack_bind_transmitter(1, {"SMPP3TEST", base::SecretBytes::copy_of("secret08"), "SUBMIT1"});
    ASSERT_TRUE(packed) << packed.error().message;
    EXPECT_EQ(text_of(packed->open()),
              "\0\0\0\x2f\0\0\0\x02\0\0\0\0\0\0\0\x01"s
              "SMPP3TEST\0secret08\0SUBMIT1\0\x34\0\0\0"s);
}

TEST(Pdu, CarriesAMessageWithItsSenderAndHowLongItIsOfUse) {
    const auto packed = pack_submit_sm(7, {"Tilbage", "+4512345678", {0, {'h', 'i'}}, 299s});
    ASSERT_TRUE(packed) << packed.error().message;
    const auto body = "\0\5\0Tilbage\0\1\1"s + "4512345678\0"s + "\0\0\0\0"s + "000000000459000R\0"s + "\0\0\0\0\2hi"s;
    EXPECT_EQ(text_of(*packed).substr(kHeaderSize), body);
    const auto header = read_header(text_of(*packed));
    EXPECT_EQ(header.length, packed->size());
    EXPECT_TRUE(header.is(Command::submit_sm));
    EXPECT_EQ(header.sequence, 7U);
}

TEST(Pdu, TellsWhatKindOfSenderItIsByHowItIsWritten) {
    const auto sender = [](const std::string& from) {
        return text_of(*pack_submit_sm(1, {from, "+4512345678", {}, 1s})).substr(kHeaderSize + 1, 7);
    };
    EXPECT_EQ(sender("+4570101010").substr(0, 4),
              "\1\1"
              "45");
    EXPECT_EQ(sender("1272"),
              "\0\1"
              "1272\0"s);
    EXPECT_EQ(sender("").substr(0, 3), "\0\0\0"s);
}

TEST(Pdu, RefusesWhatItsFieldsCannotHold) {
    const auto password = [](const char* text) { return base::SecretBytes::copy_of(std::string_view(text)); };
    EXPECT_FALSE(pack_bind_transmitter(1, {"0123456789abcdef", password("x"), ""}));
    EXPECT_FALSE(pack_bind_transmitter(1, {"me", password("123456789"), ""}));
    EXPECT_FALSE(pack_submit_sm(1, {"Twenty-one characters", "+4512345678", {}, 1s}));
    EXPECT_FALSE(pack_submit_sm(1, {"", "", {}, 1s}));
}

TEST(Pdu, ReadsAHeader) {
    const auto header = read_header("\0\0\0\x10\x80\0\0\x15\0\0\0\x58\x7f\xff\xff\xff"s);
    EXPECT_EQ(header.length, 16U);
    EXPECT_TRUE(header.is(Command::enquire_link_resp));
    EXPECT_TRUE(header.is_response());
    EXPECT_EQ(header.status, 0x58U);
    EXPECT_EQ(header.sequence, 0x7fffffffU);
}

}  // namespace
}  // namespace tilbage::adapters::smpp
