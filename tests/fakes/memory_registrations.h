// Registrations under way and links in memory. One thread.
#pragma once

#include <map>

#include "core/ports/change_link_store.h"
#include "core/ports/registration_store.h"

namespace tilbage::fakes {

class MemoryRegistrationStore final : public core::RegistrationStore {
public:
    std::map<std::string, core::Registration> pending;

    base::Result<void> put(const core::Registration& registration) override {
        std::erase_if(pending, [&](const auto& entry) {
            const auto& one = entry.second;
            return one.session == registration.session && one.method.kind() == registration.method.kind();
        });
        pending[registration.method.id] = registration;
        return {};
    }
    base::Result<std::optional<core::Registration>> take_try(const crypto::Digest& session, const std::string& id,
                                                             base::TimePoint now) override {
        const auto found = pending.find(id);
        if (found == pending.end()) return std::nullopt;
        auto& one = found->second;
        if (one.session != session || one.expires_at <= now) return std::nullopt;
        auto before = one;
        --one.tries_left;
        return before;
    }
    base::Result<bool> remove(const std::string& id) override { return pending.erase(id) > 0; }
    base::Result<void> purge(base::TimePoint now) override {
        std::erase_if(pending, [&](const auto& entry) { return entry.second.expires_at <= now; });
        return {};
    }
};

class MemoryChangeLinkStore final : public core::ChangeLinkStore {
public:
    std::map<crypto::Digest, core::ChangeLink> links;

    base::Result<void> add(const core::ChangeLink& link) override {
        links[link.token] = link;
        return {};
    }
    base::Result<std::optional<core::ChangeLink>> take(const crypto::Digest& token, base::TimePoint now) override {
        const auto found = links.find(token);
        if (found == links.end() || found->second.expires_at <= now) return std::nullopt;
        auto link = found->second;
        links.erase(found);
        return link;
    }
    base::Result<void> purge(base::TimePoint now) override {
        std::erase_if(links, [&](const auto& entry) { return entry.second.expires_at <= now; });
        return {};
    }
};

}  // namespace tilbage::fakes
