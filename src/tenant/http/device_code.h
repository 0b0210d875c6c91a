// POST /{tenant}/oauth2/v2.0/devicecode: a code to show to a person (docs/protocol.md §8; RFC 8628 §3.1).
#pragma once

#include "adapters/http/router.h"
#include "core/oauth/begin_device_code.h"

namespace tilbage::tenant {

// `begin_device_code` outlives the router.
void add_device_code(adapters::http::Router& router, core::BeginDeviceCode& begin_device_code);

}  // namespace tilbage::tenant
