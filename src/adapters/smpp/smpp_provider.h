// A provider of text messages that speaks SMPP 3.4 (docs/operations/text-messages.md).
#pragma once

#include <functional>
#include <memory>

#include "adapters/smpp/session.h"
#include "core/ports/text_provider.h"

namespace tilbage::adapters::smpp {

// Binds when there is something to send, stays bound, and binds anew after a session has ended. A message that the SMSC
// throttles, or has no room for, is not taken.
class SmppProvider final : public core::TextProvider {
public:
    using Connect = std::function<base::Result<std::unique_ptr<Transport>>()>;
    SmppProvider(Connect connect, Login login, std::string sender)
        : connect_(std::move(connect)), login_(std::move(login)), sender_(std::move(sender)) {}

    [[nodiscard]] core::TextAnswer send(const core::OutgoingText& text, base::TimePoint now) override;
    void tend() override;
    // Binds and unbinds.
    [[nodiscard]] base::Result<void> probe() override;

private:
    [[nodiscard]] base::Result<void> bind();
    [[nodiscard]] base::Result<void> be_bound();

    Connect connect_;
    Login login_;
    std::string sender_;
    std::unique_ptr<Session> session_;
    Session::Steady::time_point used_at_;
    Session::Steady::time_point not_before_;  // after a failure: as many texts as may wait, one try in a while
    std::string last_failure_;
};

}  // namespace tilbage::adapters::smpp
