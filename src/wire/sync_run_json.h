// One run of the synchronisation in JSON, as it stands in a check-in (docs/protocol.md §11) and in the tenant's store.
#pragma once

#include <boost/json/object.hpp>

#include "core/sync_service/sync_run.h"
#include "wire/relay_fields.h"

namespace tilbage::wire {

// Texts that are too long are cut.
[[nodiscard]] boost::json::object sync_run_json(const core::SyncRun& run);
[[nodiscard]] core::SyncRun read_sync_run(const boost::json::object& object, FieldError& error);

}  // namespace tilbage::wire
