#include "base/log.h"

#include <memory>
#include <utility>

#include "base/guarded.h"

namespace tilbage::base {
namespace {

Guarded<std::shared_ptr<const LogSink>>& current_sink() {
    static Guarded<std::shared_ptr<const LogSink>> sink;
    return sink;
}

}  // namespace

void set_log_sink(LogSink sink) {
    auto shared = sink ? std::make_shared<const LogSink>(std::move(sink)) : nullptr;
    current_sink().with([&](auto& current) { current = std::move(shared); });
}

void log(const LogEvent& event, std::initializer_list<LogField> fields) {
    const auto sink = current_sink().with([](auto& current) { return current; });
    if (sink) (*sink)(event, fields);
}

}  // namespace tilbage::base
