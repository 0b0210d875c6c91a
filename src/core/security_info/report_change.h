// "This was not me": from the link in a mail about a change.
#pragma once

#include "core/security_info/ports.h"

namespace tilbage::core {

class ReportChange {
public:
    explicit ReportChange(SecurityInfoPorts ports) : ports_(std::move(ports)) {}
    // Locks the method that was registered, ends every sign-in of the person, tells the global
    // administrators by mail, and is audited. Nobody need be signed in: the token is the proof, and serves once.
    // Refusals: request_expired (unknown, used, or too old), busy.
    [[nodiscard]] Answer<void> run(const std::string& token);

private:
    [[nodiscard]] Answer<void> act_on(const ChangeLink& link);
    [[nodiscard]] base::Result<void> record(const ChangeLink& link, bool locked);
    [[nodiscard]] base::Result<void> tell_administrators(const ChangeLink& link, const Person& person);

    SecurityInfoPorts ports_;
};

}  // namespace tilbage::core
