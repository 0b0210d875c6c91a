// The log as lines on standard error, one event each, in logfmt: `ts=… level=… id=… event=… key=value …`. journald and
// files take them as they are.
#pragma once

#include <string>

#include "base/log.h"

namespace tilbage::adapters::log {

// Installs the sink for this process. Events below `level` are dropped.
void install_log_writer(base::LogLevel level);

// One event as a line without its end; control characters and quotes are escaped, so that nothing can forge a line.
[[nodiscard]] std::string format_event(const base::LogEvent& event, std::initializer_list<base::LogField> fields);

}  // namespace tilbage::adapters::log
