// Reset sessions, requests and outgoing mail in memory, by the same rules as the stores on disk. One thread. `broken`
// makes every call fail.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "core/ports/mail_outbox.h"
#include "core/ports/request_store.h"
#include "core/ports/reset_session_store.h"
#include "fakes/memory_identity.h"

namespace tilbage::fakes {

class MemoryResetSessionStore final : public core::ResetSessionStore {
public:
    bool broken = false;
    std::map<crypto::Digest, core::ResetSession> sessions;
    std::map<crypto::Digest, core::SessionCode> codes;
    std::map<crypto::Digest, core::SessionChallenge> challenges;

    base::Result<void> add(const core::ResetSession& session) override {
        if (broken) return store_failure();
        sessions[session.token] = session;
        return {};
    }
    base::Result<std::optional<core::ResetSession>> find(const crypto::Digest& token, base::TimePoint now) override {
        if (broken) return store_failure();
        const auto found = sessions.find(token);
        if (found == sessions.end() || found->second.expires_at <= now) return std::nullopt;
        return found->second;
    }
    base::Result<void> put_code(const crypto::Digest& token, const core::SessionCode& code) override {
        if (broken) return store_failure();
        codes[token] = code;
        return {};
    }
    base::Result<bool> save(const core::ResetSession& session) override {
        if (broken) return store_failure();
        auto& stored = sessions.at(session.token);
        const auto open = [](core::SessionStep step) {
            return step == core::SessionStep::identified || step == core::SessionStep::verified;
        };
        if (stored.version != session.version || !open(stored.step) || !open(session.step)) return false;
        const auto ticket = stored.request_id;
        stored = session;
        stored.request_id = ticket;
        ++stored.version;
        return true;
    }
    base::Result<void> remove_code(const crypto::Digest& token) override {
        if (broken) return store_failure();
        codes.erase(token);
        challenges.erase(token);
        return {};
    }
    base::Result<void> put_challenge(const crypto::Digest& token, const core::SessionChallenge& challenge) override {
        if (broken) return store_failure();
        challenges[token] = challenge;
        return {};
    }
    base::Result<std::optional<core::SessionChallenge>> take_challenge(const crypto::Digest& token) override {
        if (broken) return store_failure();
        const auto found = challenges.find(token);
        if (found == challenges.end()) return std::nullopt;
        auto challenge = std::move(found->second);
        challenges.erase(found);
        return challenge;
    }
    base::Result<std::optional<core::SessionCode>> take_try(const crypto::Digest& token,
                                                            core::MethodKind kind) override {
        if (broken) return store_failure();
        const auto found = codes.find(token);
        if (found == codes.end() || found->second.kind != kind) return std::nullopt;
        const auto before = found->second;
        found->second.tries_left = std::max(0, before.tries_left - 1);
        return before;
    }
    base::Result<bool> set_ticket(const crypto::Digest& token, const core::RequestId& request) override {
        if (broken) return store_failure();
        auto& session = sessions.at(token);
        if (session.step != core::SessionStep::verified) return false;
        session.request_id = request;
        return true;
    }
    base::Result<bool> claim_ticket(const crypto::Digest& token, const core::RequestId& request) override {
        if (broken) return store_failure();
        if (sessions.at(token).request_id != request) return false;
        return move(token, core::SessionStep::verified, core::SessionStep::submitting);
    }
    base::Result<void> close_ticket(const core::RequestId& request, bool again) override {
        if (broken) return store_failure();
        for (auto& [token, session] : sessions) {
            if (session.request_id != request || session.step != core::SessionStep::submitting) continue;
            session.step = again ? core::SessionStep::verified : core::SessionStep::ended;
        }
        return {};
    }
    base::Result<void> purge(base::TimePoint) override { return {}; }

private:
    bool move(const crypto::Digest& token, core::SessionStep from, core::SessionStep to) {
        auto& session = sessions.at(token);
        if (session.step != from) return false;
        session.step = to;
        return true;
    }
};

class MemoryRequestStore final : public core::RequestStore {
public:
    bool broken = false;
    std::map<core::RequestId, core::StoredRequest> requests;

    base::Result<void> add(const core::StoredRequest& request) override {
        if (broken) return store_failure();
        requests[request.binding.request_id] = request;
        return {};
    }
    base::Result<std::optional<core::StoredRequest>> find(const core::RequestId& id) override {
        if (broken) return store_failure();
        const auto found = requests.find(id);
        return found == requests.end() ? std::nullopt : std::optional(found->second);
    }
    base::Result<bool> accept(const core::RequestId& id, base::TimePoint deadline,
                              std::vector<core::SealedFor> sealed) override {
        if (broken) return store_failure();
        auto& request = requests.at(id);
        if (request.state != core::RequestState::issued) return false;
        request.state = core::RequestState::accepted;
        request.deadline = deadline;
        request.sealed = std::move(sealed);
        return true;
    }
    base::Result<bool> mark_sent(const core::RequestId& id, const core::AgentId& agent, base::TimePoint now) override {
        if (broken) return store_failure();
        auto& request = requests.at(id);
        if (request.state != core::RequestState::accepted && request.state != core::RequestState::sent) return false;
        request.state = core::RequestState::sent;
        if (!request.first_sent_at) request.first_sent_at = now;
        if (std::ranges::find(request.sent_to, agent) == request.sent_to.end()) request.sent_to.push_back(agent);
        return true;
    }
    base::Result<bool> complete(const core::RequestId& id, const core::Outcome& outcome, bool only_if_unsent) override {
        if (broken) return store_failure();
        auto& request = requests.at(id);
        const bool unknown = request.outcome && request.outcome->reason == core::Reason::outcome_unknown;
        if (request.outcome && !unknown) return false;
        if (only_if_unsent && request.state == core::RequestState::sent) return false;
        request.state = core::RequestState::completed;
        request.outcome = outcome;
        if (outcome.reason != core::Reason::outcome_unknown) request.sealed.clear();
        return true;
    }
    base::Result<std::vector<core::StoredRequest>> open_requests(const core::TenantId& tenant,
                                                                 base::TimePoint now) override {
        if (broken) return store_failure();
        std::vector<core::StoredRequest> open;
        for (const auto& [id, request] : requests) {
            const bool on_its_way =
                request.state == core::RequestState::accepted || request.state == core::RequestState::sent;
            const bool sealed = request.binding.expires_at > base::to_seconds(now);
            if (request.binding.tenant_id == tenant && on_its_way && sealed) open.push_back(request);
        }
        return open;
    }
    base::Result<std::optional<core::StoredRequest>> last_completed(const core::TenantId& tenant,
                                                                    const core::PersonId& person) override {
        if (broken) return store_failure();
        std::optional<core::StoredRequest> last;
        for (const auto& [id, request] : requests) {
            if (request.binding.tenant_id != tenant || request.person_id != person || !request.outcome) continue;
            if (!last || last->created_at <= request.created_at) last = request;
        }
        return last;
    }
    base::Result<void> purge(base::TimePoint, base::TimePoint) override { return {}; }
};

class MemoryMailOutbox final : public core::MailOutbox {
public:
    bool broken = false;
    std::vector<core::QueuedMail> mails;

    base::Result<void> add(const core::Mail& mail, base::TimePoint) override {
        if (broken) return store_failure();
        if (mail.reminds_of)
            std::erase_if(mails, [&](const auto& one) {
                const auto& other = one.mail.reminds_of;
                return other && other->person == mail.reminds_of->person && one.mail.to == mail.to;
            });
        mails.push_back({static_cast<std::int64_t>(++last_), mail, 0});
        due_[last_] = base::TimePoint{};
        return {};
    }
    base::Result<std::vector<core::QueuedMail>> due(base::TimePoint now, int count) override {
        if (broken) return store_failure();
        std::vector<core::QueuedMail> found;
        for (const auto& mail : mails) {
            if (due_[mail.id] <= now) found.push_back(mail);
        }
        std::ranges::stable_partition(found, [](const auto& one) { return !one.mail.reminds_of; });
        if (found.size() > static_cast<std::size_t>(count)) found.resize(static_cast<std::size_t>(count));
        return found;
    }
    // Whether it is still true, no test in memory asks.
    base::Result<bool> claim(std::int64_t id, base::TimePoint now) override {
        if (broken) return store_failure();
        if (due_[id] > now) return false;
        due_[id] = now + core::kMailClaim;
        return true;
    }
    base::Result<std::int64_t> reminders_waiting() override {
        if (broken) return store_failure();
        return std::ranges::count_if(mails, [](const auto& one) { return one.mail.reminds_of.has_value(); });
    }
    base::Result<void> remove(std::int64_t id) override {
        std::erase_if(mails, [&](const auto& mail) { return mail.id == id; });
        return {};
    }
    base::Result<void> retry_at(std::int64_t id, base::TimePoint when) override {
        for (auto& mail : mails) {
            if (mail.id == id) ++mail.attempts;
        }
        due_[id] = when;
        return {};
    }

private:
    std::int64_t last_ = 0;
    std::map<std::int64_t, base::TimePoint> due_;
};

}  // namespace tilbage::fakes
