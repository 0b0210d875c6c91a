#include "adapters/log/log_writer.h"

#include <algorithm>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace tilbage::adapters::log {
namespace {

spdlog::level::level_enum to_spdlog(base::LogLevel level) {
    switch (level) {
        case base::LogLevel::debug:
            return spdlog::level::debug;
        case base::LogLevel::info:
            return spdlog::level::info;
        case base::LogLevel::warning:
            return spdlog::level::warn;
        case base::LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == '\x7f';
    });
}

void append_value(std::string& line, std::string_view text) {
    if (is_plain(text)) {
        line += text;
        return;
    }
    line += '"';
    for (char c : text) {
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
            line += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            line += c;
        }
    }
    line += '"';
}

}  // namespace

std::string format_event(const base::LogEvent& event, std::initializer_list<base::LogField> fields) {
    auto line = fmt::format("id={} event={}", event.id, event.name);
    for (const auto& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        append_value(line, field.value);
    }
    return line;
}

void install_log_writer(base::LogLevel level) {
    auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("ts=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
    logger->set_level(to_spdlog(level));
    logger->flush_on(spdlog::level::trace);
    base::set_log_sink([logger](const base::LogEvent& event, std::initializer_list<base::LogField> fields) {
        const auto event_level = to_spdlog(event.level);
        if (logger->should_log(event_level))
            logger->log(event_level, spdlog::string_view_t(format_event(event, fields)));
    });
}

}  // namespace tilbage::adapters::log
