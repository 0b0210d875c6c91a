#include "connect/supervisor.h"

#include <fmt/core.h>
#include <utility>

#include "base/log.h"
#include "connect/log_events.h"
#include "connect/state/identity.h"

namespace tilbage::connect {
namespace {

constexpr std::chrono::milliseconds kPoll{250};
constexpr std::chrono::seconds kTryAgain{5};
constexpr std::chrono::minutes kHousekeeping{1};
constexpr std::chrono::seconds kBetweenNewBeginnings{30};  // what breaks each of them is no reason for haste
constexpr base::TimePoint kNever = base::TimePoint::max();

std::string in_one_line(const std::vector<std::string>& problems) {
    std::string text;
    for (const auto& problem : problems) text += (text.empty() ? "" : "; ") + problem;
    return text;
}

}  // namespace

Supervisor::Supervisor(std::filesystem::path file, AgentMaker maker, WaitForSignal wait, const base::Clock& clock)
    : file_(std::move(file)),
      maker_(std::move(maker)),
      wait_(std::move(wait)),
      clock_(clock),
      watch_({file_}),
      look_again_(kNever),
      housekeeping_(clock.now() + kHousekeeping) {}

Supervisor::~Supervisor() { stop_serving(); }

int Supervisor::run() {
    while (!ending_ && !occupied_) {
        if (std::exchange(look_soon_, false)) look_at_configuration();
        wait_and_watch();
    }
    if (serving_) base::log(events::kStopping);
    stop_serving();
    return occupied_ ? 1 : 0;
}

void Supervisor::wait_and_watch() {
    if (ending_ || occupied_ || look_soon_) return;
    switch (wait_(kPoll)) {
        case Signal::end:
            ending_ = true;
            return;
        case Signal::reload:
            reload_ = true;
            look_soon_ = true;
            return;
        case Signal::none:
            break;
    }
    if (watch_.changed()) {
        // Several files may be written one after another: looked at when they have come to rest.
        do {
            ending_ = wait_(kPoll) == Signal::end;
        } while (!ending_ && watch_.changed());
        look_soon_ = true;
    }
    const auto now = clock_.now();
    if (now >= look_again_) look_soon_ = true;
    if (serving_ && now >= anew_not_before_ && serving_->agent->wants_to_begin_anew()) begin_anew();
    if (serving_ && now >= housekeeping_) {
        housekeeping_ = now + kHousekeeping;
        serving_->agent->housekeeping();
    }
}

void Supervisor::look_at_configuration() {
    look_again_ = kNever;
    const auto generation = generation_of(file_);
    if (generation.empty() && !std::filesystem::exists(file_)) {
        if (serving_) return keep_old(fmt::format("{}: it is not there any more", file_.string()));
        return wait_for("configuration", fmt::format("{}: there is no configuration yet. Run tilbage-connect wizard, "
                                                     "or tilbage-connect configure.",
                                                     file_.string()));
    }
    auto config = load_config(file_);
    if (config) {
        watch_.watch(configuration_files(file_, *config));
        config = load_config(file_);  // as the files are since they are watched
    }
    if (config && generation_of(file_) == generation) return consider(std::move(*config), generation);
    if (config) {  // replaced while it was read
        look_soon_ = true;
        return;
    }
    const auto problems = in_one_line(config.error());
    if (serving_) return keep_old(problems);
    if (const auto folder = state_dir_of(file_)) {
        if (!take_workplace(*folder)) return;
    }
    const auto unfinished = load_unfinished_config(file_);
    if (unfinished && !is_whole(*unfinished)) return wait_for("configuration", problems);
    if (workplace_ && problems != said_)
        workplace_->events().write(event_id::kConfigurationError, {.details = problems});
    wait_for("configuration", problems);
}

void Supervisor::consider(Config loaded, const std::string& generation) {
    auto config = std::make_unique<const Config>(std::move(loaded));
    auto fingerprint = fingerprint_of(configuration_files(file_, *config));
    const bool reload = std::exchange(reload_, false);
    if (serving_ && serving_->fingerprint == fingerprint && !reload) {
        said_.clear();
        workplace_->status().update([](Status& status) { status.configuration_problem.clear(); });
        return;
    }
    const auto identity = load_identity(config->state_dir);
    if (!identity && identity.error().code == base::ErrorCode::not_found) {
        stop_serving();
        if (!take_workplace(config->state_dir)) return;
        return wait_for("registration",
                        "this agent is not registered yet. Run tilbage-connect wizard, or tilbage-connect enroll with "
                        "a code from tilbage-tenant enrolment-code.");
    }
    if (serving_) {
        if (const auto works = maker_.examine(*config); !works) {
            look_again_ = clock_.now() + kTryAgain;
            return keep_old(works.error().message);
        }
        base::log(events::kReloading, {{"generation", generation}});
        stop_serving();
    }
    if (!take_workplace(config->state_dir)) return;
    start(std::move(config), generation, std::move(fingerprint));
}

void Supervisor::start(std::unique_ptr<const Config> config, const std::string& generation, std::string fingerprint) {
    workplace_->status().update([&](Status& status) {
        status.waiting_for = "directory";
        status.configuration_problem.clear();
    });
    auto agent = maker_.start(*config, generation, *workplace_, [this](auto time) { return pause(time); });
    if (!agent) {
        if (ending_ || look_soon_) return;
        workplace_->status().update([&](Status& status) { status.last_error = agent.error().message; });
        if (agent.error().message != said_)
            workplace_->events().write(event_id::kADConfigurationError, {.details = agent.error().message});
        say(agent.error().message);
        look_again_ = clock_.now() + kTryAgain;
        return;
    }
    said_.clear();
    workplace_->status().update([&](Status& status) {
        status.waiting_for.clear();
        status.config_sha256 = generation;
    });
    serving_ = Serving{std::move(config), std::move(fingerprint), std::move(*agent)};
}

void Supervisor::begin_anew() {
    anew_not_before_ = clock_.now() + kBetweenNewBeginnings;
    auto before = std::move(*serving_);
    serving_.reset();
    before.agent.reset();
    const auto generation = generation_of(file_);
    start(std::move(before.config), generation, std::move(before.fingerprint));
}

bool Supervisor::pause(std::chrono::milliseconds time) {
    for (auto left = time; left.count() > 0; left -= kPoll) {
        switch (wait_(std::min(left, kPoll))) {
            case Signal::end:
                ending_ = true;
                return false;
            case Signal::reload:
                look_soon_ = true;
                return false;
            case Signal::none:
                break;
        }
        if (watch_.changed()) {
            look_soon_ = true;
            return false;
        }
    }
    return true;
}

bool Supervisor::take_workplace(const std::filesystem::path& state_dir) {
    if (workplace_ && workplace_->state_dir() == state_dir) return true;
    stop_serving();
    workplace_.reset();
    auto opened = Workplace::open(state_dir, clock_);
    if (opened) {
        workplace_ = std::move(*opened);
        return true;
    }
    say(opened.error().message);
    occupied_ = opened.error().code == base::ErrorCode::conflict;
    look_again_ = clock_.now() + kTryAgain;
    return false;
}

void Supervisor::stop_serving() {
    if (!serving_) return;
    serving_->agent.reset();
    serving_.reset();
}

void Supervisor::wait_for(std::string_view what, const std::string& message) {
    if (workplace_) {
        workplace_->status().update([&](Status& status) {
            status = Status{};
            status.waiting_for = what;
            status.last_error = message;
        });
    }
    // An identity may come, or the last file of several.
    look_again_ = what == "registration" ? kNever : clock_.now() + kTryAgain;
    say(message);
}

void Supervisor::keep_old(const std::string& message) {
    workplace_->status().update([&](Status& status) { status.configuration_problem = message; });
    if (message == said_) return;
    said_ = message;
    base::log(events::kConfigurationRefused, {{"message", message}});
    workplace_->events().write(event_id::kConfigurationError, {.details = message});
}

void Supervisor::say(const std::string& message) {
    if (message == said_) return;
    said_ = message;
    base::log(events::kNotReady, {{"message", message}});
}

}  // namespace tilbage::connect
