// tilbage-tenant enrolment-code: a one-time code for one more agent.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "core/ports/person_store.h"
#include "tenant/config.h"

namespace tilbage::tenant {

// Makes the code, keeps its digest for an hour, and notes in the audit that there is one.
[[nodiscard]] base::Result<std::string> make_enrolment_code(adapters::sql::Database& database,
                                                            const core::Tenant& tenant, const base::Clock& clock,
                                                            base::Random& random);

// The last line of the output is "enrolment code: XXXX-XXXX-XXXX-XXXX". Works beside a running server. Gives the exit
// code.
int enrolment_code_command(const Config& config, const std::string& domain);

}  // namespace tilbage::tenant
