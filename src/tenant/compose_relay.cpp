#include "tenant/compose_relay.h"

#include "tenant/compose_stores.h"

namespace tilbage::tenant {

Relay::Relay(Stores& stores, core::Alarms& alarms, const base::Clock& clock, base::Random& random,
             const core::MailTexts& texts)
    : hub({stores.agents, stores.tenants, stores.integration, stores.protection, stores.audit, alarms, clock}),
      waiters(alarms),
      record({stores.requests, stores.sessions, stores.accounts, stores.people, stores.tenants, stores.audit,
              stores.outbox, texts, *stores.database, clock, stores.reset_policies, stores.administrators,
              stores.attempts, stores.person_sessions}),
      presence(hub, alarms, clock),
      requests({hub, stores.requests, record, waiters, alarms, clock, stores.people}),
      descriptions(hub, presence, alarms, clock, random, stores.people),
      validations(hub, presence, alarms, clock, stores.people),
      events(presence, requests, descriptions, validations) {
    hub.set_listener(events);
    hub.start_pinging();
}

}  // namespace tilbage::tenant
