#include "adapters/ldap/change_notifications.h"

#include <future>
#include <gtest/gtest.h>

#include "adapters/ldap/testing/ldap_peer.h"

namespace tilbage::adapters::ldap {
namespace {

using testing::LdapPeer;
using testing::Peer;
using testing::Request;

class Notifications : public ::testing::Test {
protected:
    std::unique_ptr<ChangeNotifications> start(const LdapPeer& peer) {
        Settings settings;
        settings.servers = {peer.url()};
        settings.ca_file = authority_.ca_file();
        settings.bind_dn = "CN=svc";
        settings.bind_password = base::SecretBytes::copy_of("secret");
        auto started = ChangeNotifications::start(std::move(settings), [this] {
            const std::lock_guard lock(mutex_);
            ++notified_;
            came_.notify_all();
        });
        if (!started) throw std::runtime_error(started.error().message);
        return std::move(*started);
    }
    bool comes_to(int count) {
        std::unique_lock lock(mutex_);
        return came_.wait_for(lock, std::chrono::seconds(20), [&] { return notified_ >= count; });
    }
    std::unique_ptr<LdapPeer> peer(std::function<void(Peer&, const Request&)> answer) {
        return std::make_unique<LdapPeer>(
            authority_.issue({"IP:127.0.0.1"}),
            LdapPeer::Behaviour{.on_search = [answer](Peer& peer, const Request& request) {
                if (request.body.find("1.2.840.113556.1.4.528") == std::string::npos) return false;
                answer(peer, request);
                return true;
            }});
    }
    int notified() {
        const std::lock_guard lock(mutex_);
        return notified_;
    }

    tilbage::testing::TestAuthority authority_;

private:
    std::mutex mutex_;
    std::condition_variable came_;
    int notified_ = 0;
};

TEST_F(Notifications, a_change_is_told_and_the_end_does_not_wait_for_another) {
    std::promise<void> over;
    auto is_over = over.get_future().share();
    const auto server = peer([is_over](Peer& peer, const Request& request) {
        for (int i = 0; i < 1'000 && is_over.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready; ++i)
            send_entry(peer, request, "CN=a", {{"objectGUID", {"0123456789abcdef"}}});
        is_over.wait();
    });
    auto notifications = start(*server);
    EXPECT_TRUE(comes_to(3)) << "once for the beginning, and then for changes";
    over.set_value();
    const auto began = std::chrono::steady_clock::now();
    notifications.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

TEST_F(Notifications, many_changes_at_once_are_few_reasons_to_look) {
    std::promise<void> over;
    auto is_over = over.get_future().share();
    const auto server = peer([&](Peer& peer, const Request& request) {
        for (int i = 0; i < 500; ++i) send_entry(peer, request, "CN=a", {{"objectGUID", {"0123456789abcdef"}}});
        send_result(peer, request, 0);
        over.set_value();
    });
    auto notifications = start(*server);
    EXPECT_TRUE(comes_to(1));
    is_over.wait();
    notifications.reset();
    EXPECT_LT(notified(), 100);
}

TEST_F(Notifications, a_refusal_harms_nobody) {
    const auto server = peer([](Peer& peer, const Request& request) { send_result(peer, request, 12, "no"); });
    auto notifications = start(*server);
    EXPECT_TRUE(comes_to(1));
    notifications.reset();
    EXPECT_EQ(server->connections(), 1);
}

}  // namespace
}  // namespace tilbage::adapters::ldap
