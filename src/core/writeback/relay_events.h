// What agents do, told to everyone in the tenant whom it concerns.
#pragma once

#include "core/ports/relay_bus.h"
#include "core/writeback/agent_presence.h"
#include "core/writeback/describe_broker.h"
#include "core/writeback/request_broker.h"
#include "core/writeback/validate_broker.h"

namespace tilbage::core {

class RelayEvents final : public RelayListener {
public:
    RelayEvents(AgentPresence& presence, RequestBroker& requests, DescribeBroker& descriptions,
                ValidateBroker& validations)
        : presence_(presence), requests_(requests), descriptions_(descriptions), validations_(validations) {}

    void agent_ready(const TenantId& tenant, const AgentId& agent) override {
        presence_.agent_ready(tenant, agent);
        requests_.resume(tenant);
    }
    void agent_gone(const TenantId& tenant, const AgentId& agent) override {
        presence_.agent_gone(tenant, agent);
        requests_.agent_gone(agent);
        descriptions_.agent_gone(agent);
        validations_.agent_gone(agent);
    }
    [[nodiscard]] bool outcome_arrived(const TenantId& tenant, const AgentId& agent, const RequestId& request,
                                       const Outcome& outcome) override {
        return descriptions_.outcome_arrived(agent, request, outcome) ||
               validations_.outcome_arrived(agent, request, outcome) ||
               requests_.outcome_arrived(tenant, agent, request, outcome);
    }

private:
    AgentPresence& presence_;
    RequestBroker& requests_;
    DescribeBroker& descriptions_;
    ValidateBroker& validations_;
};

}  // namespace tilbage::core
