#include "core/writeback/agent_choice.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::core {

std::optional<ConnectedAgent> least_busy(const std::vector<ConnectedAgent>& agents,
                                         const std::function<bool(const ConnectedAgent&)>& may_take) {
    const ConnectedAgent* best = nullptr;
    for (const auto& agent : agents) {
        if (!agent.has_room() || !may_take(agent)) continue;
        if (best == nullptr || agent.in_flight < best->in_flight) best = &agent;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::vector<ConnectedAgent> serving(std::vector<ConnectedAgent> agents, const std::string& domain) {
    if (domain.empty()) return agents;
    const auto folded = base::fold_case(domain);
    std::erase_if(agents, [&](const ConnectedAgent& agent) {
        return !agent.domains.empty() && std::ranges::none_of(agent.domains, [&](const std::string& served) {
            return base::fold_case(served) == folded;
        });
    });
    return agents;
}

std::string domain_of(PersonStore& people, const TenantId& tenant, const SourceAnchor& anchor) {
    const auto person = people.find_by_anchor(tenant, anchor);
    return person && *person ? (*person)->domain : std::string();
}

Reason why_none_may_write(const std::vector<ConnectedAgent>& agents) {
    const bool none_ticked = std::ranges::none_of(agents, [](const ConnectedAgent& agent) { return agent.writeback; });
    return !agents.empty() && none_ticked ? Reason::writeback_disabled : Reason::agent_unavailable;
}

const SealedFor* sealed_for(const ConnectedAgent& agent, const std::vector<SealedFor>& sealed) {
    for (const auto& key : agent.sealing_keys) {
        const auto found = std::ranges::find(sealed, key.kid, &SealedFor::kid);
        if (found != sealed.end()) return &*found;
    }
    return nullptr;
}

}  // namespace tilbage::core
