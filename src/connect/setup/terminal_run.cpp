#include "connect/setup/terminal_run.h"

#include <algorithm>
#include <array>
#include <thread>

namespace tilbage::connect::setup {
namespace {

using languages::Message;
using languages::with;

constexpr std::chrono::seconds kSlowDown{5};  // RFC 8628 §3.5
constexpr std::string_view kAnyTenant = "organizations";

constexpr Message<"page", "code"> kCloudEnterCode{"cloud.enterCode"};
constexpr Message<"name", "tenant"> kCloudSignedIn{"cloud.signedIn"};
constexpr Message<> kCloudCodeExpired{"cloud.codeExpired"};
constexpr Message<"step"> kRunRunning{"run.running"};
constexpr Message<"step"> kRunDone{"run.done"};
constexpr Message<"step", "people"> kRunDoneWithPeople{"run.doneWithPeople"};
constexpr Message<"step"> kRunUndone{"run.undone"};
constexpr Message<"step", "reason"> kRunFailed{"run.failed"};

struct StepWords {
    std::string_view step;
    Message<> words;
};
constexpr std::array kSteps{StepWords{"check_machine", Message<>{"steps.check_machine"}},
                            StepWords{"register_agent", Message<>{"steps.register_agent"}},
                            StepWords{"create_keys", Message<>{"steps.create_keys"}},
                            StepWords{"write_configuration", Message<>{"steps.write_configuration"}},
                            StepWords{"start_agent", Message<>{"steps.start_agent"}},
                            StepWords{"take_up_configuration", Message<>{"steps.take_up_configuration"}},
                            StepWords{"onboard_writeback", Message<>{"steps.onboard_writeback"}},
                            StepWords{"first_import", Message<>{"steps.first_import"}}};

std::string line_of(const languages::Words& words, const Step& step) {
    const auto name = with<"step">(step_in_words(step.name, words));
    switch (step.state) {
        case StepState::waiting:
            return {};
        case StepState::running:
            return words.say(kRunRunning, name);
        case StepState::done: {
            const auto* people = step.details.if_contains("people");
            const bool counts = people != nullptr && people->is_int64();
            return counts ? words.say(kRunDoneWithPeople, name, with<"people">(people->get_int64()))
                          : words.say(kRunDone, name);
        }
        case StepState::undone:
            return words.say(kRunUndone, name);
        case StepState::failed:
            return words.say(kRunFailed, name, with<"reason">(step.error ? step.error->message : std::string()));
    }
    return {};
}

void tell_step(Terminal& terminal, const Step& step) {
    if (const auto line = line_of(terminal.words(), step); !line.empty()) terminal.say("  " + line);
}

}  // namespace

std::string step_in_words(std::string_view step, const languages::Words& words) {
    const auto found = std::ranges::find(kSteps, step, &StepWords::step);
    return found == kSteps.end() ? std::string(step) : words.say(found->words);
}

void tell_plan(Terminal& terminal, const std::vector<Action>& actions) {
    for (const auto& action : actions) terminal.say("  - " + in_words(action, terminal.words()));
}

std::optional<CloudSession> sign_in_with_device_code(Terminal& terminal, const CloudAddress& address,
                                                     const std::string& expected_tenant_id, const base::Clock& clock,
                                                     base::Random& random) {
    CloudClient cloud(address, clock, random);
    const auto refuse = [&](const CloudError& error) {
        terminal.say(error.message);
        return std::nullopt;
    };
    if (auto checked = cloud.check(); !checked) return refuse(checked.error());
    const std::string tenant(expected_tenant_id.empty() ? kAnyTenant : std::string_view(expected_tenant_id));
    auto code = cloud.request_device_code(tenant);
    if (!code) return refuse(code.error());
    terminal.say(kCloudEnterCode, with<"page">(code->verification_uri), with<"code">(code->user_code));
    auto interval = code->interval;
    while (clock.now() < code->expires_at) {
        std::this_thread::sleep_for(interval);
        auto answer = cloud.poll_device_code(tenant, *code);
        if (!answer && answer.error().problem == CloudProblem::tenant_unreachable) continue;
        if (!answer) return refuse(answer.error());
        if (*answer) {
            auto session = cloud.open_session(std::move(**answer), expected_tenant_id);
            if (!session) return refuse(session.error());
            terminal.say(kCloudSignedIn, with<"name">(session->user_principal_name),
                         with<"tenant">(session->tenant_domain));
            return std::move(*session);
        }
        if (answer->error() == DevicePoll::slow_down) interval += kSlowDown;
    }
    terminal.say(kCloudCodeExpired);
    return std::nullopt;
}

RunView follow(Terminal& terminal, const ConfigureRun& run) {
    std::vector<Step> told;
    auto view = run.view();
    while (true) {
        for (std::size_t i = 0; i < view.steps.size(); ++i) {
            const auto& step = view.steps[i];
            const bool known = i < told.size() && told[i].state == step.state && !told[i].error == !step.error;
            if (!known) tell_step(terminal, step);
        }
        told = view.steps;
        if (view.state != RunState::running) return view;
        view = run.wait(view.revision, std::chrono::seconds(1));
    }
}

}  // namespace tilbage::connect::setup
