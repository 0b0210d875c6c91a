// Whether a reset may go on: the administrators have switched writeback on, and nobody has switched it off since.
#pragma once

#include "core/ports/integration_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// Refusals: writeback_disabled, busy.
[[nodiscard]] inline Answer<OnPremisesIntegration> enabled_integration(IntegrationStore& integration,
                                                                       const TenantId& tenant) {
    const auto settings = integration.read(tenant);
    if (!settings) return refuse(settings.error());
    if (!settings->writeback_enabled) return refuse(RefusalCode::writeback_disabled);
    return *settings;
}

}  // namespace tilbage::core
