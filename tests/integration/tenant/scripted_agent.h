// An agent that does what a test says: a real WebSocket connection, real keys, no directory.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "adapters/http/websocket_client.h"
#include "crypto/ec_key.h"
#include "integration/tenant/tenant_process.h"
#include "wire/relay_messages.h"

namespace tilbage::testing {

class ScriptedAgent {
public:
    // Enrols with the code.
    ScriptedAgent(const TenantProcess& tenant, const std::string& code, const std::string& name);
    ~ScriptedAgent();

    [[nodiscard]] std::string new_token() const;
    // Connects and says hello; returns when the tenant has said welcome. False when it closed instead.
    [[nodiscard]] bool connect(const std::string& token, int max_in_flight = 8);
    [[nodiscard]] bool connect() { return connect(new_token()); }
    void disconnect();
    void send(const std::string& frame) { (void)client_->send(frame); }
    // Waited for up to 15 s; std::runtime_error when none comes.
    [[nodiscard]] core::Request next_request();
    [[nodiscard]] std::size_t waiting_requests();
    void answer(const core::RequestId& id, core::Reason reason, const core::OutcomeDetails& details = {});
    void answer(const core::RequestId& id, const core::Outcome& outcome);
    [[nodiscard]] bool acknowledged(const core::RequestId& id);
    [[nodiscard]] adapters::http::WsCloseInfo wait_for_close();
    [[nodiscard]] bool opens(const std::string& sealed, const std::string& password) const;
    // "" when it does not open.
    [[nodiscard]] std::string plaintext_of(const std::string& sealed) const;
    // The tenant asked for new keys, and got them. Waited for up to 15 s.
    [[nodiscard]] bool rolled_keys();

    // The tenant asked the synchronisation to check in, for the `times`-th time. Waited for up to 15 s.
    [[nodiscard]] bool woken(int times = 1);

    // The tenant has told what it bans, at the last such as `wanted`. Waited for up to 15 s.
    [[nodiscard]] bool told_bans(const std::function<bool(const core::TenantBans&)>& wanted);
    [[nodiscard]] std::size_t times_told_bans();

    // What it says of itself from the next connection on.
    bool writeback = true;
    bool staging = false;
    bool judges_passwords = true;

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const crypto::EcKey& sealing_key() const { return sealing_key_; }

private:
    void roll_keys();
    void received(const std::string& frame);
    template <class Condition>
    bool wait_until(Condition condition);

    const TenantProcess& tenant_;
    std::string name_;
    crypto::EcKey signing_key_ = crypto::EcKey::generate().value();
    crypto::EcKey sealing_key_ = crypto::EcKey::generate().value();
    std::string id_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    bool welcomed_ = false;
    bool rolled_ = false;
    int wakes_ = 0;
    std::vector<core::TenantBans> bans_;
    std::optional<adapters::http::WsCloseInfo> closed_;
    std::deque<core::Request> requests_;
    std::vector<core::RequestId> acks_;
    std::unique_ptr<adapters::http::WebSocketClient> client_;
};

}  // namespace tilbage::testing
