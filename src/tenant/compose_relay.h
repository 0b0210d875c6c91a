// The way of a request to an agent and back: a part of compose.cpp.
#pragma once

#include "core/ports/mail_texts.h"
#include "core/writeback/agent_presence.h"
#include "core/writeback/describe_broker.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/record_outcome.h"
#include "core/writeback/relay_events.h"
#include "core/writeback/request_broker.h"
#include "core/writeback/validate_broker.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant {

struct Stores;

struct Relay {
    // All outlive it.
    Relay(Stores& stores, core::Alarms& alarms, const base::Clock& clock, base::Random& random,
          const core::MailTexts& texts);
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    Hub hub;
    core::OutcomeWaiters waiters;
    core::RecordOutcome record;
    core::AgentPresence presence;
    core::RequestBroker requests;
    core::DescribeBroker descriptions;
    core::ValidateBroker validations;
    core::RelayEvents events;
};

}  // namespace tilbage::tenant
