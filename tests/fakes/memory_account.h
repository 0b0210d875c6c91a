// People's account sessions and failed sign-ins in memory. One thread.
#pragma once

#include <algorithm>
#include <map>

#include "core/ports/account_session_store.h"
#include "core/ports/sign_in_attempt_store.h"

namespace tilbage::fakes {

class MemoryAccountSessionStore final : public core::AccountSessionStore {
public:
    struct Kept {
        core::AccountSession session;
        std::optional<crypto::Digest> replaced;
        base::TimePoint replaced_at;
    };
    std::map<core::RequestId, core::SignInTicket> tickets;
    std::map<crypto::Digest, Kept> sessions;

    base::Result<void> add_ticket(const core::SignInTicket& ticket) override {
        tickets[ticket.binding.request_id] = ticket;
        return {};
    }
    base::Result<std::optional<core::SignInTicket>> take_ticket(const core::RequestId& id) override {
        const auto found = tickets.find(id);
        if (found == tickets.end()) return std::nullopt;
        auto ticket = found->second;
        tickets.erase(found);
        return ticket;
    }
    base::Result<void> add(const core::AccountSession& session) override {
        sessions[session.token] = {session, std::nullopt, {}};
        return {};
    }
    base::Result<std::optional<core::AccountSession>> find(const crypto::Digest& token, base::TimePoint now,
                                                           base::TimePoint idle_since) override {
        const auto found = sessions.find(token);
        if (found == sessions.end()) return std::nullopt;
        const auto& session = found->second.session;
        if (session.expires_at <= now || session.used_at <= idle_since) return std::nullopt;
        return session;
    }
    base::Result<std::optional<core::AccountSession>> find_replaced(const crypto::Digest& token,
                                                                    base::TimePoint replaced_since) override {
        for (const auto& [value, kept] : sessions) {
            if (kept.replaced == token && kept.replaced_at >= replaced_since) return kept.session;
        }
        return std::nullopt;
    }
    base::Result<void> set_used(const crypto::Digest& token, base::TimePoint now) override {
        if (const auto found = sessions.find(token); found != sessions.end()) found->second.session.used_at = now;
        return {};
    }
    base::Result<bool> replace(const crypto::Digest& token, const core::AccountSession& next,
                               base::TimePoint now) override {
        if (sessions.erase(token) == 0) return false;
        sessions[next.token] = {next, token, now};
        sessions[next.token].session.used_at = now;
        return true;
    }
    base::Result<void> remove(const crypto::Digest& token) override {
        sessions.erase(token);
        return {};
    }
    base::Result<std::vector<core::AccountSession>> list(const core::PersonId& person, base::TimePoint now,
                                                         base::TimePoint idle_since) override {
        std::vector<core::AccountSession> theirs;
        for (const auto& [value, kept] : sessions) {
            const auto& session = kept.session;
            if (session.person_id == person && session.expires_at > now && session.used_at > idle_since)
                theirs.push_back(session);
        }
        std::ranges::sort(theirs, [](const auto& one, const auto& other) {
            return std::tie(other.used_at, one.id) < std::tie(one.used_at, other.id);
        });
        return theirs;
    }
    base::Result<std::optional<core::AccountSession>> take(const core::PersonId& person,
                                                           const std::string& id) override {
        const auto found = std::ranges::find_if(sessions, [&](const auto& entry) {
            return entry.second.session.person_id == person && entry.second.session.id == id;
        });
        if (found == sessions.end()) return std::nullopt;
        auto session = found->second.session;
        sessions.erase(found);
        return session;
    }
    base::Result<void> set_put_off(const crypto::Digest& token) override {
        if (const auto found = sessions.find(token); found != sessions.end()) found->second.session.put_off = true;
        return {};
    }
    base::Result<bool> set_ticket(const crypto::Digest& token, const core::RequestId& request) override {
        const auto found = sessions.find(token);
        if (found == sessions.end() || found->second.session.submitting) return false;
        found->second.session.request_id = request;
        return true;
    }
    base::Result<bool> claim_ticket(const crypto::Digest& token, const core::RequestId& request) override {
        const auto found = sessions.find(token);
        if (found == sessions.end()) return false;
        auto& session = found->second.session;
        if (session.submitting || session.request_id != request) return false;
        session.submitting = true;
        return true;
    }
    base::Result<void> close_ticket(const core::RequestId& request, std::optional<base::TimePoint> proven_at) override {
        for (auto& [value, kept] : sessions) {
            if (kept.session.request_id != request) continue;
            kept.session.submitting = false;
            if (proven_at) kept.session.signed_in_at = *proven_at;
        }
        return {};
    }
    base::Result<void> purge(base::TimePoint now, base::TimePoint idle_since) override {
        std::erase_if(tickets,
                      [&](const auto& entry) { return entry.second.binding.expires_at <= base::to_seconds(now); });
        std::erase_if(sessions, [&](const auto& entry) {
            const auto& session = entry.second.session;
            return session.expires_at <= now || session.used_at <= idle_since;
        });
        return {};
    }
};

class MemorySignInAttemptStore final : public core::SignInAttemptStore {
public:
    std::map<std::string, core::SignInFailures> failures;
    std::map<core::TenantId, core::DirectoryLockout> lockouts;

    base::Result<std::optional<core::SignInFailures>> find(const std::string& key) override {
        const auto found = failures.find(key);
        return found == failures.end() ? std::nullopt : std::optional(found->second);
    }
    base::Result<void> put(const std::string& key, const core::SignInFailures& value) override {
        failures[key] = value;
        return {};
    }
    base::Result<void> remove(const std::string& key) override {
        failures.erase(key);
        return {};
    }
    base::Result<std::optional<core::DirectoryLockout>> directory_lockout(const core::TenantId& tenant) override {
        const auto found = lockouts.find(tenant);
        return found == lockouts.end() ? std::nullopt : std::optional(found->second);
    }
    base::Result<void> put_directory_lockout(const core::TenantId& tenant,
                                             const core::DirectoryLockout& lockout) override {
        lockouts[tenant] = lockout;
        return {};
    }
    base::Result<void> purge(base::TimePoint last_before) override {
        std::erase_if(failures, [&](const auto& entry) { return entry.second.last_at < last_before; });
        return {};
    }
};

}  // namespace tilbage::fakes
