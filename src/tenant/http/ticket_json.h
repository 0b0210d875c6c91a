// A ticket, and what is sealed to its keys, as JSON (docs/protocol.md §1), for people and for administrators alike.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sspr/issue_ticket.h"

namespace tilbage::tenant {

[[nodiscard]] boost::json::object ticket_json(const core::Ticket& ticket);
// {"sealed": [{"kid", "jwe"}]}; none when the member is not there. malformed otherwise.
[[nodiscard]] core::Answer<std::vector<core::SealedFor>> read_sealed(const std::string& text);
// The option `wait`: whole seconds; what is no number waits for nothing.
[[nodiscard]] std::chrono::seconds read_wait(std::optional<std::string_view> given);

}  // namespace tilbage::tenant
