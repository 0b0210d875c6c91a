// Which security questions are to be answered: drawn by chance, and the same ones until they were answered, so that
// nobody can draw until the easy ones come up. After a wrong set others are drawn.
#pragma once

#include <string>
#include <vector>

#include "core/sspr/session_in_force.h"

namespace tilbage::core {

struct AskedQuestion {
    std::string id;
    std::string text;  // of a custom one; empty: the page has it
};

class AskQuestions {
public:
    AskQuestions(ResetPorts ports, ResetMeans means) : ports_(ports), means_(means), desk_(ports, means) {}
    // Refusals: session_missing, wrong_step, malformed (no questions here), writeback_disabled, busy.
    [[nodiscard]] Answer<std::vector<AskedQuestion>> run(const std::string& session_token);

private:
    [[nodiscard]] std::vector<std::string> answered(const SessionInForce& in_force) const;

    ResetPorts ports_;
    ResetMeans means_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
