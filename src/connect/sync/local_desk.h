// Orders from `tilbage-connect sync …` beside the running agent: as the loop takes them, and as the command line reads
// the answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/local_orders.h"
#include "base/clock.h"
#include "connect/sync/sync_loop.h"

namespace tilbage::connect {

// The words that stand in the table.
[[nodiscard]] std::string_view local_word(core::SyncOrderKind kind);
inline constexpr std::string_view kPreviewWord = "preview";

// The argument of a preview.
[[nodiscard]] std::string encode_wanted(const std::vector<core::WantedRules>& wanted);
[[nodiscard]] std::optional<std::vector<core::WantedRules>> decode_wanted(const std::string& text);

// {"error": {"code", "message"}}, an explanation, {"previews": [{…}]}, or {"run": {…}, "allowed": n}.
[[nodiscard]] std::string encode_local_answer(const LoopOrder::Answer& answer);

// The loop's thread.
class LocalDesk {
public:
    // `clock` outlives it.
    LocalDesk(adapters::sql::Database& journal, const base::Clock& clock) : orders_(journal), clock_(clock) {}

    // Those that nobody has answered. What cannot be read is answered at once.
    std::vector<LoopOrder> take();

private:
    void answer(const std::string& id, const LoopOrder::Answer& answer);

    adapters::sql::LocalOrders orders_;
    const base::Clock& clock_;
    base::TimePoint cleaned_;
};

}  // namespace tilbage::connect
