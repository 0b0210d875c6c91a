#include "adapters/prometheus/exposition.h"

#include <prometheus/text_serializer.h>

namespace tilbage::adapters::prometheus {
namespace {

::prometheus::ClientMetric metric_of(const Sample& sample, Family::Type type) {
    ::prometheus::ClientMetric metric;
    for (const auto& [name, value] : sample.labels) metric.label.push_back({name, value});
    if (type == Family::Type::gauge) {
        metric.gauge.value = sample.value;
    } else {
        metric.counter.value = sample.value;
    }
    return metric;
}

}  // namespace

std::string exposition(const std::vector<Family>& families) {
    std::vector<::prometheus::MetricFamily> all;
    for (const auto& family : families) {
        if (family.samples.empty()) continue;
        const bool gauge = family.type == Family::Type::gauge;
        ::prometheus::MetricFamily made{
            family.name, family.help, gauge ? ::prometheus::MetricType::Gauge : ::prometheus::MetricType::Counter, {}};
        for (const auto& sample : family.samples) made.metric.push_back(metric_of(sample, family.type));
        all.push_back(std::move(made));
    }
    return ::prometheus::TextSerializer().Serialize(all);
}

}  // namespace tilbage::adapters::prometheus
