#include "tenant/http/sign_in_page_address.h"

#include <gtest/gtest.h>

namespace tilbage::tenant {
namespace {

TEST(SignInPageAddress, TheLanguageIsTheFirstOfUiLocalesThatThereIs) {
    EXPECT_EQ(market_of({{"ui_locales", "fr-CH da-DK en"}, {"mkt", "en-US"}}), "da-DK");
    EXPECT_EQ(market_of({{"ui_locales", "en-GB  da"}}), "en-GB");
    EXPECT_EQ(market_of({{"ui_locales", "fr xx"}, {"mkt", "da-DK"}}), "da-DK") << "Microsoft's mkt";
    EXPECT_EQ(market_of({{"ui_locales", "da-" + std::string(100, 'x')}}), "");
    EXPECT_EQ(market_of({}), "");
}

}  // namespace
}  // namespace tilbage::tenant
