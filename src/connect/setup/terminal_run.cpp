#include "connect/setup/terminal_run.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <thread>

namespace tilbage::connect::setup {
namespace {

constexpr std::chrono::seconds kSlowDown{5};  // RFC 8628 §3.5
constexpr std::string_view kAnyTenant = "organizations";

struct StepWords {
    std::string_view step;
    std::string_view english;
    std::string_view danish;
};
constexpr std::array kWords{
    StepWords{"check_machine", "Check this machine", "Kontrollér denne maskine"},
    StepWords{"register_agent", "Register the agent", "Registrer agenten"},
    StepWords{"create_keys", "Create the keys", "Opret nøglerne"},
    StepWords{"write_configuration", "Write the configuration", "Skriv konfigurationen"},
    StepWords{"start_agent", "Start the agent", "Start agenten"},
    StepWords{"take_up_configuration", "The agent takes up the configuration", "Agenten tager konfigurationen i brug"},
    StepWords{"onboard_writeback", "Onboard password writeback", "Tag tilbageførsel af adgangskode i brug"},
    StepWords{"first_import", "First import", "Første import"}};

void tell_step(Terminal& terminal, const Step& step) {
    const auto words = step_in_words(step.name, terminal.language());
    switch (step.state) {
        case StepState::waiting:
            return;
        case StepState::running:
            return terminal.say(fmt::format("  ...  {}", words));
        case StepState::done: {
            const auto* people = step.details.if_contains("people");
            const bool counts = people != nullptr && people->is_int64();
            return terminal.say(fmt::format(
                "  ok   {}{}", words,
                counts ? fmt::format(": {} {}", people->get_int64(), terminal.pick("people", "personer")) : ""));
        }
        case StepState::undone:
            return terminal.say(fmt::format("  {}  {}", terminal.pick("undone", "fortrudt"), words));
        case StepState::failed:
            break;
    }
    terminal.say(fmt::format("  {}  {}: {}", terminal.pick("FAILED", "FEJL"), words,
                             step.error ? step.error->message : std::string()));
}

}  // namespace

std::string step_in_words(std::string_view step, Language language) {
    const auto found = std::ranges::find(kWords, step, &StepWords::step);
    if (found == kWords.end()) return std::string(step);
    return std::string(language == Language::danish ? found->danish : found->english);
}

void tell_plan(Terminal& terminal, const std::vector<Action>& actions) {
    for (const auto& action : actions) terminal.say("  - " + in_words(action, terminal.language()));
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
    terminal.say(fmt::format("{}\n  {}\n{}\n  {}",
                             terminal.pick("Open this page in a browser, on any device:",
                                           "Åbn denne side i en browser, på en hvilken som helst enhed:"),
                             code->verification_uri,
                             terminal.pick("and sign in as a Global Administrator with the code:",
                                           "og log på som Global Administrator med koden:"),
                             code->user_code));
    auto interval = code->interval;
    while (clock.now() < code->expires_at) {
        std::this_thread::sleep_for(interval);
        auto answer = cloud.poll_device_code(tenant, *code);
        if (!answer && answer.error().problem == CloudProblem::tenant_unreachable) continue;
        if (!answer) return refuse(answer.error());
        if (*answer) {
            auto session = cloud.open_session(std::move(**answer), expected_tenant_id);
            if (!session) return refuse(session.error());
            terminal.say(fmt::format("{} {} ({})", terminal.pick("Signed in as", "Logget på som"),
                                     session->user_principal_name, session->tenant_domain));
            return std::move(*session);
        }
        if (answer->error() == DevicePoll::slow_down) interval += kSlowDown;
    }
    terminal.say(terminal.pick("The code has expired.", "Koden er udløbet."));
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
