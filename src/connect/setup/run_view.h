// What can be seen of a run: its steps and how far each is.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilbage::connect::setup {

enum class StepState { waiting, running, done, failed, undone };
enum class RunState { running, failed, done, rolled_back };
[[nodiscard]] std::string_view name_of(StepState state);
[[nodiscard]] std::string_view name_of(RunState state);

struct StepError {
    std::string code;     // docs/protocol.md §10
    std::string message;  // English: what happened and what to do next
};
struct Step {
    // check_machine, register_agent, create_keys, write_configuration, start_agent, take_up_configuration,
    // onboard_writeback, first_import; only those that the plan needs
    std::string name;
    StepState state = StepState::waiting;
    boost::json::object details;  // register_agent: agentId; first_import: people
    std::optional<StepError> error;
};
struct RunView {
    int number = 0;             // of this state folder
    std::int64_t revision = 0;  // goes up at every change
    RunState state = RunState::running;
    std::vector<Step> steps;
};
// *run* of docs/protocol.md §10
[[nodiscard]] boost::json::object to_json(const RunView& view);
[[nodiscard]] boost::json::array to_json(const std::vector<Step>& steps);

}  // namespace tilbage::connect::setup
