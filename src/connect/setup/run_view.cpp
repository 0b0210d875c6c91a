#include "connect/setup/run_view.h"

#include <boost/json/array.hpp>

namespace tilbage::connect::setup {
namespace json = boost::json;

std::string_view name_of(StepState state) {
    switch (state) {
        case StepState::waiting:
            return "waiting";
        case StepState::running:
            return "running";
        case StepState::done:
            return "done";
        case StepState::failed:
            return "failed";
        case StepState::undone:
            return "undone";
    }
    return "failed";
}

std::string_view name_of(RunState state) {
    switch (state) {
        case RunState::running:
            return "running";
        case RunState::failed:
            return "failed";
        case RunState::done:
            return "done";
        case RunState::rolled_back:
            return "rolled_back";
    }
    return "failed";
}

json::array to_json(const std::vector<Step>& steps) {
    json::array array;
    for (const auto& step : steps) {
        json::object object{{"step", step.name}, {"state", name_of(step.state)}, {"details", step.details}};
        if (step.error) object["error"] = {{"code", step.error->code}, {"message", step.error->message}};
        array.push_back(std::move(object));
    }
    return array;
}

json::object to_json(const RunView& view) {
    return {{"number", view.number},
            {"revision", view.revision},
            {"state", name_of(view.state)},
            {"steps", to_json(view.steps)}};
}

}  // namespace tilbage::connect::setup
