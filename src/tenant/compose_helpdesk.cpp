#include "tenant/compose_helpdesk.h"

namespace tilbage::tenant {

Helpdesk::Helpdesk(const Shared& shared, core::ResetSettings settings, const std::string& base_url)
    : clock_(shared.clock),
      verifications_(shared.database),
      failures_(shared.database),
      audit_search_(shared.database),
      search_(shared.database),
      app_(shared.methods, totp_, shared.key),
      gate_({shared.eligibility.policies, verifications_, shared.audit, shared.clock}),
      ports_{shared.people,
             shared.tenants,
             shared.eligibility,
             shared.integration,
             shared.methods,
             verifications_,
             shared.attempts,
             shared.audit,
             shared.outbox,
             shared.text_outbox,
             texts_,
             app_,
             shared.database,
             shared.clock,
             shared.random,
             shared.key,
             shared.available_methods,
             settings,
             base_url + "/reset"},
      callers_(ports_),
      reset_links_(ports_),
      situations_(ports_, audit_search_, failures_),
      find_people_(shared.people, search_) {}

}  // namespace tilbage::tenant
