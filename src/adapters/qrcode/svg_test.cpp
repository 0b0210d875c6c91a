#include "adapters/qrcode/svg.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::qrcode {
namespace {

TEST(QrCodeTest, ATextBecomesADrawingWithItsQuietZone) {
    const auto svg = to_svg("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ").value();
    EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 37 37\""))
        << svg.substr(0, 80) << ": version 3 is 29 modules wide";
    EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos) << "the finder pattern begins after the quiet zone";
    EXPECT_TRUE(svg.ends_with("</svg>"));
}

TEST(QrCodeTest, TheTextItselfIsNotInTheDrawing) {
    EXPECT_EQ(to_svg("<script>\"&'")->find("script"), std::string::npos);
}

TEST(QrCodeTest, ATextThatIsTooLongIsRefused) {
    EXPECT_EQ(to_svg(std::string(3000, 'x')).error().code, base::ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace tilbage::adapters::qrcode
