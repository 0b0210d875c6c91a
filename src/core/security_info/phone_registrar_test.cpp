#include "core/security_info/phone_registrar.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

class PhoneRegistrarTest : public testing::Test, protected fakes::SecurityInfoWorld {
protected:
    PhoneRegistrarTest() { policy().methods = {MethodKind::email, MethodKind::mobile_phone}; }
    RefusalCode refusal(const std::string& number) {
        const auto begun = begin_method(signed_in(), "mobilePhone", number);
        return begun ? RefusalCode::busy : begun.error().code;
    }
};

TEST_F(PhoneRegistrarTest, ANumberIsRegisteredByTheCodeThatWasTextedToIt) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "mobilePhone", "+45 87 65 43 21");
    ASSERT_TRUE(begun);
    ASSERT_EQ(phone.texts.size(), 1U);
    EXPECT_EQ(phone.texts[0].to, "+4587654321");
    ASSERT_TRUE(confirm_method(token, begun->id, {.code = phone.texts[0].text}));
    ASSERT_EQ(registered.methods.size(), 1U);
    EXPECT_EQ(std::get<MobilePhoneMethod>(registered.methods[0].data).number, "+4587654321");
}

TEST_F(PhoneRegistrarTest, NothingGoesToWhatIsNoNumber) {
    for (const auto* typed : {"", "hello", "12", "12345678"}) {
        EXPECT_EQ(refusal(typed), RefusalCode::destination_refused) << typed;
    }
    EXPECT_TRUE(phone.texts.empty());
}

TEST_F(PhoneRegistrarTest, CountsWithTheTextsOfTheResetPage) {
    attempts.counts[limits::texts_of_tenant().name + ' ' + tenant.str()] = limits::texts_of_tenant().limit;
    EXPECT_EQ(refusal("+45 87 65 43 21"), RefusalCode::too_many_attempts);
    EXPECT_TRUE(phone.texts.empty());
}

}  // namespace
}  // namespace tilbage::core
