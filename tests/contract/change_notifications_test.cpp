#include "adapters/ldap/change_notifications.h"

#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>

#include "contract/admin_connection.h"
#include "contract/agent.h"
#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

class ChangeNotificationsOf : public testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ChangeNotificationsOf);
INSTANTIATE_TEST_SUITE_P(On, ChangeNotificationsOf, testing::ValuesIn(real_directories()), name_of_world);

TEST_P(ChangeNotificationsOf, a_domain_come_unasked) {
    std::mutex mutex;
    std::condition_variable came;
    int told = 0;
    const auto notifications = adapters::ldap::ChangeNotifications::start(agent_settings(), [&] {
        const std::lock_guard lock(mutex);
        ++told;
        came.notify_all();
    });
    ASSERT_TRUE(notifications) << notifications.error().message;
    const auto comes_to = [&](int count, int seconds) {
        std::unique_lock lock(mutex);
        return came.wait_for(lock, std::chrono::seconds(seconds), [&] { return told >= count; });
    };
    ASSERT_TRUE(comes_to(1, 20)) << "the subscription itself";
    AdminConnection admin(variable("AD_LDAPS"), variable("AD_CA"), variable("AD_ADMIN_DN"),
                          variable("AD_ADMIN_PASSWORD"));
    // Again and again: the directory may begin to listen a moment after it was asked to. Samba looks every 5 s.
    bool noticed = false;
    for (int i = 0; i < 4 && !noticed; ++i) {
        admin.replace("OU=People," + variable("AD_BASE_DN"), "description", {new_name("noticed")});
        noticed = comes_to(2, 10);
    }
    EXPECT_TRUE(noticed);
}

}  // namespace
}  // namespace tilbage::contract
