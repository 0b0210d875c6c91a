#include "core/account/device.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(DeviceTest, IsNamedByWhatBrowsersSayOfThemselves) {
    const struct {
        std::string_view user_agent;
        Device device;
    } rows[] = {
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
         "Safari/537.36 Edg/130.0.0.0",
         {Browser::edge, System::windows}},
        {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
         {Browser::chrome, System::linux}},
        {"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
         "Safari/537.36",
         {Browser::chrome, System::chrome_os}},
        {"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
         {Browser::firefox, System::linux}},
        {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
         "Safari/605.1.15",
         {Browser::safari, System::macos}},
        {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1",
         {Browser::chrome, System::ios}},
        {"Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 "
         "Chrome/122.0.0.0 Mobile Safari/537.36",
         {Browser::samsung_internet, System::android}},
        {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
         "Safari/537.36 OPR/115.0.0.0",
         {Browser::opera, System::windows}},
        {"curl/8.5.0", {}},
        {"<script>alert(1)</script>", {}},
        {"", {}},
    };
    for (const auto& [user_agent, device] : rows) EXPECT_EQ(device_of(user_agent), device) << user_agent;
}

TEST(DeviceTest, TheNamesAreReadAsTheyAreWritten) {
    for (const auto browser : {Browser::other, Browser::chrome, Browser::edge, Browser::firefox, Browser::opera,
                               Browser::safari, Browser::samsung_internet})
        EXPECT_EQ(browser_named(to_string(browser)), browser);
    for (const auto system : {System::other, System::android, System::chrome_os, System::ios, System::linux,
                              System::macos, System::windows})
        EXPECT_EQ(system_named(to_string(system)), system);
    EXPECT_EQ(browser_named("netscape"), Browser::other);
    EXPECT_EQ(system_named("beos"), System::other);
}

}  // namespace
}  // namespace tilbage::core
