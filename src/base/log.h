// The log's interface: constant events with ids, fixed keys, no secrets. Programs install a sink at start; before that,
// and in tests that install none, events go nowhere. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tilbage::base {

enum class LogLevel { debug, info, warning, error };

// One kind of thing that can happen. Declared once as a constant, in a program's log_events.h, with a sentence on what
// to do.
struct LogEvent {
    std::uint32_t id;
    LogLevel level;
    std::string_view name;  // snake_case, never reused for another meaning
};

struct LogField {
    LogField(std::string_view field_key, std::string_view text) : key(field_key), value(text) {}
    LogField(std::string_view field_key, const char* text) : key(field_key), value(text) {}
    LogField(std::string_view field_key, const std::string& text) : key(field_key), value(text) {}
    LogField(std::string_view field_key, std::int64_t number) : key(field_key), value(std::to_string(number)) {}
    std::string_view key;
    std::string value;
};

using LogSink = std::function<void(const LogEvent&, std::initializer_list<LogField>)>;

void set_log_sink(LogSink sink);
void log(const LogEvent& event, std::initializer_list<LogField> fields = {});

}  // namespace tilbage::base
