#include "core/writeback/password_envelope.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

PasswordPair pair_of(std::string_view current, std::string_view next) {
    return {.current = base::SecretBytes::copy_of(current), .next = base::SecretBytes::copy_of(next)};
}

TEST(PasswordEnvelope, BothPasswordsArriveExactly) {
    const auto plaintext = write_envelope(pair_of("gammel 😀 ", " Blåbærgrød\"\\")).value();
    EXPECT_EQ(plaintext.size(), 1604U);
    const auto passwords = read_envelope(plaintext).value();
    EXPECT_EQ(passwords.current.open_text(), "gammel 😀 ");
    EXPECT_EQ(passwords.next.open_text(), " Blåbærgrød\"\\");
}

TEST(PasswordEnvelope, TheLayoutIsThatOfTheProtocol) {
    const auto plaintext = write_envelope(pair_of("ab", std::string(300, 'x'))).value();
    const auto bytes = plaintext.open();
    EXPECT_EQ(bytes[0], 0);
    EXPECT_EQ(bytes[1], 2);
    EXPECT_EQ(bytes[2], 'a');
    EXPECT_EQ(bytes[4], 1);
    EXPECT_EQ(bytes[5], 44);
    EXPECT_EQ(bytes[6], 'x');
    EXPECT_EQ(bytes[306], 0);
}

TEST(PasswordEnvelope, TheLargestFitsAndOneMoreDoesNot) {
    EXPECT_TRUE(read_envelope(write_envelope(pair_of(std::string(800, 'a'), std::string(800, 'b'))).value()));
    EXPECT_FALSE(write_envelope(pair_of(std::string(801, 'a'), std::string(800, 'b'))));
}

TEST(PasswordEnvelope, EveryOtherLayoutIsRefused) {
    const auto good = [] { return write_envelope(pair_of("ab", "cd")).value(); };
    auto tail = good();
    tail.open_mutable()[1603] = 1;
    EXPECT_FALSE(read_envelope(tail));
    auto length = good();
    length.open_mutable()[0] = 0xff;
    EXPECT_FALSE(read_envelope(length));
    auto second = good();
    second.open_mutable()[4] = 0x07;
    EXPECT_FALSE(read_envelope(second));
    auto short_one = good();
    short_one.truncate(1603);
    EXPECT_FALSE(read_envelope(short_one));
    EXPECT_FALSE(read_envelope(base::SecretBytes()));
    base::SecretBytes edge(kEnvelopeSize);  // the first password ends one byte before the end
    edge.open_mutable()[0] = 0x06;
    edge.open_mutable()[1] = 0x41;
    EXPECT_FALSE(read_envelope(edge));
}

}  // namespace
}  // namespace tilbage::core
