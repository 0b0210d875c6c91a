#include "core/oauth/end_session.h"

#include "base/encoding.h"

namespace tilbage::core {

base::Result<void> EndSession::run(const std::string& session) {
    if (session.empty()) return {};
    const auto digest = crypto::sha256(session);
    return ports_.unit_of_work.run([&]() -> base::Result<void> {
        const auto known = ports_.sessions.find(digest);
        if (!known) return base::fail(known.error());
        if (!*known) return {};
        const auto administrator = ports_.administrators.find((*known)->administrator);
        if (!administrator) return base::fail(administrator.error());
        if (auto removed = ports_.sessions.remove(digest); !removed) return base::fail(removed.error());
        if (auto revoked = ports_.tokens.revoke_of_session(digest); !revoked) return revoked;
        if (!*administrator) return {};
        constexpr std::size_t kCorrelationBytes = 8;
        const auto who = "administrator:" + (*known)->administrator.str();
        return ports_.audit.append(
            {.tenant_id = (*administrator)->tenant_id,
             .at = ports_.clock.now(),
             .actor = who,
             .action = "administrator.sign_out",
             .target = who,
             .result = "succeeded",
             .correlation_id = "session:" + base::to_hex(std::span(digest).first(kCorrelationBytes)),
             .details = "{}"});
    });
}

}  // namespace tilbage::core
