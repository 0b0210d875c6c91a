// The hub's part that tells agents what the tenant bans.
#include <utility>

#include "tenant/log_events.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant {

void Hub::tell_bans(const LinkPtr& link) {
    const auto& tenant = link->agent.tenant_id;
    const bool wants = state_.with([&](State&) { return link->judges_passwords && link->peer; });
    if (!wants) return;
    const auto version = ports_.protection.version(tenant);
    if (!version) return bans_not_read(version.error());
    if (state_.with([&](State&) { return link->told_bans == *version; })) return;
    const auto protection = ports_.protection.read(tenant);
    const auto names = ports_.tenants.find(tenant);
    if (!protection) return bans_not_read(protection.error());
    if (!names) return bans_not_read(names.error());
    std::vector<std::string> organization;
    if (*names) organization = {(*names)->display_name, (*names)->domain.substr(0, (*names)->domain.find('.'))};
    std::erase(organization, std::string());
    const auto frame = wire::encode(wire::BannedPasswords{core::to_bans(*protection, std::move(organization))});
    // Sent under the lock, which only queues it: of two that look at once the older one must not come last.
    state_.with([&](State&) {
        if (!link->peer || (link->told_bans && *link->told_bans >= protection->version)) return;
        if (link->peer->send(frame)) link->told_bans = protection->version;
    });
}

void Hub::look_at_bans(const core::TenantId& tenant) {
    const auto links = state_.with([&](const State& state) {
        std::vector<LinkPtr> found;
        const auto [begin, end] = state.by_tenant.equal_range(tenant);
        for (auto it = begin; it != end; ++it) found.push_back(it->second);
        return found;
    });
    for (const auto& link : links) tell_bans(link);
}

void Hub::bans_not_read(const base::Error& error) {
    base::log(events::kStepFailed, {{"what", "password protection"}, {"error", error.message}});
}

}  // namespace tilbage::tenant
