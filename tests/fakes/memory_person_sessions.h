// Every sign-in of a person, in memory. One thread.
#pragma once

#include "core/ports/person_sessions.h"
#include "fakes/memory_account.h"
#include "fakes/memory_resets.h"

namespace tilbage::fakes {

class MemoryPersonSessions final : public core::PersonSessions {
public:
    // Both outlive it.
    MemoryPersonSessions(MemoryAccountSessionStore& accounts, MemoryResetSessionStore& resets)
        : accounts_(accounts), resets_(resets) {}

    base::Result<std::int64_t> end_all_of(const core::PersonId& person, const core::RequestId& but_for) override {
        return end(person, [&](const core::AccountSession& session) { return session.request_id == but_for; });
    }
    base::Result<std::int64_t> end_others_of(const core::PersonId& person, const crypto::Digest& but_for) override {
        return end(person, [&](const core::AccountSession& session) { return session.token == but_for; });
    }
    base::Result<std::int64_t> end_resets_of(const core::PersonId& person) override {
        if (resets_.broken) return store_failure();
        std::int64_t ended = 0;
        for (auto& [token, session] : resets_.sessions) {
            if (session.person_id != person || session.step == core::SessionStep::ended) continue;
            ++ended;
            session.step = core::SessionStep::ended;
            resets_.codes.erase(token);
            resets_.challenges.erase(token);
        }
        return ended;
    }

private:
    template <class IsSpared>
    base::Result<std::int64_t> end(const core::PersonId& person, const IsSpared& is_spared) {
        const auto ended = end_resets_of(person);
        if (!ended) return ended;
        std::erase_if(accounts_.tickets, [&](const auto& entry) { return entry.second.person_id == person; });
        const auto signed_out = std::erase_if(accounts_.sessions, [&](const auto& entry) {
            const auto& session = entry.second.session;
            return session.person_id == person && !is_spared(session);
        });
        return *ended + static_cast<std::int64_t>(signed_out);
    }

    MemoryAccountSessionStore& accounts_;
    MemoryResetSessionStore& resets_;
};

}  // namespace tilbage::fakes
