// POST /connect/v1/enroll: a one-time code makes an agent (docs/protocol.md §5).
#pragma once

#include "adapters/http/router.h"
#include "core/identity/enrol_agent.h"

namespace tilbage::tenant {

// `enrol_agent` outlives the router.
void add_enrolment(adapters::http::Router& router, core::EnrolAgent& enrol_agent);

}  // namespace tilbage::tenant
