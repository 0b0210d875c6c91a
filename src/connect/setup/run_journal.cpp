#include "connect/setup/run_journal.h"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "connect/state/atomic_file.h"
#include "connect/state/state_folder.h"
#include "wire/relay_fields.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

constexpr std::string_view kFile = "setup.json";
constexpr std::size_t kLong = std::size_t{16} * 1024;
constexpr std::int64_t kMaxMillis = 253'402'300'799'999;
constexpr std::array kStepStates{StepState::waiting, StepState::running, StepState::done, StepState::failed,
                                 StepState::undone};
constexpr std::array kRunStates{RunState::running, RunState::failed, RunState::done, RunState::rolled_back};

template <class State, std::size_t N>
State state_named(const std::array<State, N>& states, const wire::Fields& fields) {
    const auto name = fields.text("state", 32);
    const auto found = std::ranges::find_if(states, [&](State state) { return name_of(state) == name; });
    if (found != states.end()) return *found;
    fields.refuse("state", "one that this version knows");
    return states.front();
}

json::object to_object(const Registration& registration) {
    json::object object{{"tenant_url", registration.tenant_url},
                        {"display_name", registration.display_name},
                        {"host", registration.host},
                        {"asked_at", base::to_millis(registration.asked_at)}};
    if (const auto& identity = registration.identity) {
        object["agent_id"] = identity->agent_id.str();
        object["tenant_id"] = identity->tenant_id.str();
        object["tenant"] = identity->tenant;
    }
    return object;
}

Registration read_registration(const json::object& object, wire::FieldError& error) {
    const wire::Fields fields(object, error);
    Registration registration{.phase = Registration::Phase::asking,
                              .tenant_url = fields.text("tenant_url", kLong),
                              .display_name = fields.text("display_name", kLong),
                              .host = fields.optional_text("host", kLong),
                              .asked_at = base::from_millis(fields.number("asked_at", 0, kMaxMillis)),
                              .identity = std::nullopt};
    if (!object.contains("agent_id")) return registration;
    registration.phase = Registration::Phase::answered;
    registration.identity = Identity{.agent_id = core::AgentId(fields.uuid("agent_id")),
                                     .tenant_id = core::TenantId(fields.uuid("tenant_id")),
                                     .tenant = fields.text("tenant", 255)};
    return registration;
}

Step read_step(const json::object& object, wire::FieldError& error) {
    const wire::Fields fields(object, error);
    Step step{.name = fields.text("step", 64),
              .state = state_named(kStepStates, fields),
              .details = {},
              .error = std::nullopt};
    if (const auto* details = fields.object("details")) step.details = *details;
    if (const auto* problem = fields.optional_object("error")) {
        const wire::Fields words(*problem, error);
        step.error = StepError{.code = words.text("code", 64), .message = words.optional_text("message", kLong)};
    }
    return step;
}

RunJournal read_journal(const json::object& object, wire::FieldError& error) {
    const wire::Fields fields(object, error);
    RunJournal journal{.number = static_cast<int>(fields.number("number", 1, 1'000'000'000)),
                       .state = state_named(kRunStates, fields),
                       .steps = {},
                       .registration = {},
                       .identity_in_force = fields.flag("identity_in_force"),
                       .made_keys = fields.flag("made_keys"),
                       .had_configuration = fields.flag("had_configuration"),
                       .next_sha256 = fields.optional_text("next_sha256", 64),
                       .committed_at = base::from_millis(fields.number("committed_at", 0, kMaxMillis)),
                       .started_agent = fields.flag("started_agent")};
    if (const auto* steps = fields.array("steps", 0, 32)) {
        for (const auto& step : *steps) {
            if (step.is_object()) journal.steps.push_back(read_step(step.get_object(), error));
        }
    }
    if (const auto* registration = fields.optional_object("registration"))
        journal.registration = read_registration(*registration, error);
    return journal;
}

}  // namespace

base::Result<RunJournal> load_journal(const std::filesystem::path& state_dir) {
    const auto text = read_file(state_dir / kFile);
    if (!text) return base::fail(text.error());
    boost::system::error_code code;
    const auto value = json::parse(*text, code);
    wire::FieldError error;
    if (!code && value.is_object()) {
        auto journal = read_journal(value.get_object(), error);
        if (!error.is_set()) return journal;
    }
    return base::fail(base::ErrorCode::corrupt, fmt::format("{}: damaged; remove it", (state_dir / kFile).string()));
}

base::Result<void> save_journal(const std::filesystem::path& state_dir, const RunJournal& journal) {
    json::object object{{"number", journal.number},
                        {"state", name_of(journal.state)},
                        {"steps", to_json(journal.steps)},
                        {"identity_in_force", journal.identity_in_force},
                        {"made_keys", journal.made_keys},
                        {"had_configuration", journal.had_configuration},
                        {"next_sha256", journal.next_sha256},
                        {"committed_at", base::to_millis(journal.committed_at)},
                        {"started_agent", journal.started_agent}};
    if (journal.registration.phase != Registration::Phase::none)
        object["registration"] = to_object(journal.registration);
    return write_file(state_dir / kFile, json::serialize(object) + "\n", Sync::yes);
}

std::optional<RunView> last_run(const std::filesystem::path& state_dir) {
    auto journal = load_journal(state_dir);
    if (!journal) return std::nullopt;
    RunView view{.number = journal->number, .revision = 1, .state = journal->state, .steps = journal->steps};
    if (view.state != RunState::running || RunLock::is_held(state_dir, RunLock::kSetup)) return view;
    view.state = RunState::failed;
    for (auto& step : view.steps) {
        if (step.state != StepState::running) continue;
        step.state = StepState::failed;
        step.error = StepError{.code = "interrupted",
                               .message =
                                   "the program that configured was ended in the middle. Configure again: it "
                                   "goes on from what was done."};
    }
    return view;
}

}  // namespace tilbage::connect::setup
