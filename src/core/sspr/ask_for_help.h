// "Contact your administrator": whoever gets no further asks the people who can help, by a mail to them. For names of
// nobody the same is written, to nobody.
#pragma once

#include <string>
#include <vector>

#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/sspr/session_in_force.h"

namespace tilbage::core {

// Whom to ask, by user name, which is their mail address: the Password Administrators; where there is none who can be
// reached the Helpdesk Administrators; else the Global ones. A hundred at most.
[[nodiscard]] std::vector<std::string> helpers_among(const std::vector<ListedAdministrator>& administrators);

struct HelpCommand {
    std::string session_token;
    std::string user_id;        // as it was typed
    std::string address_block;  // whom the call is counted for first
};

class AskForHelp {
public:
    AskForHelp(ResetPorts ports, ResetMeans means, MailOutbox& outbox, const MailTexts& texts)
        : ports_(ports), desk_(ports, means), outbox_(outbox), texts_(texts) {}
    // Refusals: session_missing, writeback_disabled, too_many_attempts (docs/protocol.md §6), not_found (nobody to ask,
    // or the tenant has a helpdesk link of its own instead), busy.
    // malformed: the session was begun with another name than `user_id`. A decoy's session does not know whose it is,
    // and those who may not reset need help most of all.
    [[nodiscard]] Answer<void> run(const HelpCommand& command);

private:
    struct Done {};
    [[nodiscard]] Answer<Done> ask(const HelpCommand& command);
    [[nodiscard]] Answer<void> count(const ResetSession& session, const std::string& address_block);

    ResetPorts ports_;
    SessionDesk desk_;
    MailOutbox& outbox_;
    const MailTexts& texts_;
};

}  // namespace tilbage::core
