#include "connect/setup/configure_run.h"

#include <algorithm>
#include <condition_variable>
#include <fmt/core.h>
#include <mutex>
#include <thread>

#include "connect/setup/plan.h"
#include "connect/setup/run_context.h"
#include "connect/state/state_folder.h"

namespace tilbage::connect::setup {
namespace {

struct StepFunction {
    std::string_view name;
    StepResult (*run)(RunContext&);
};
constexpr std::array kSteps{StepFunction{"check_machine", check_machine},
                            StepFunction{"register_agent", register_agent},
                            StepFunction{"create_keys", create_keys},
                            StepFunction{"write_configuration", write_configuration},
                            StepFunction{"start_agent", start_agent},
                            StepFunction{"take_up_configuration", take_up_configuration},
                            StepFunction{"onboard_writeback", onboard_writeback},
                            StepFunction{"first_import", first_import}};

StepResult run_step(RunContext& run, std::string_view name) {
    const auto found = std::ranges::find(kSteps, name, &StepFunction::name);
    return found == kSteps.end() ? step_failed("refused", "an unknown step") : found->run(run);
}

bool changes_file(ActionKind kind) {
    return kind != ActionKind::create_keys && kind != ActionKind::start_agent && kind != ActionKind::first_import;
}

std::vector<Step> steps_for(const std::vector<Action>& actions, const RunJournal& journal, const Config& wanted) {
    const auto has = [&](ActionKind kind) { return std::ranges::find(actions, kind, &Action::kind) != actions.end(); };
    const bool writes = std::ranges::any_of(actions, changes_file, &Action::kind);
    const bool registers =
        has(ActionKind::register_agent) || (journal.registration.phase != Registration::Phase::none &&
                                            journal.registration.tenant_url == wanted.tenant.url);
    const bool starts = has(ActionKind::start_agent);
    const bool onboards =
        wanted.features.password_writeback && (has(ActionKind::enable_writeback) || registers || starts);
    std::vector<Step> steps;
    const auto add = [&](std::string_view name, bool needed) {
        if (needed) steps.push_back({.name = std::string(name), .details = {}, .error = std::nullopt});
    };
    add("check_machine", true);
    add("register_agent", registers);
    add("create_keys", has(ActionKind::create_keys) || journal.made_keys);
    add("write_configuration", writes);
    add("start_agent", starts);
    add("take_up_configuration", writes || starts);
    add("onboard_writeback", onboards);
    add("first_import", has(ActionKind::first_import));
    return steps;
}

// A number whose files are not there yet, after that of the last run.
int next_number(const std::filesystem::path& state_dir, int last) {
    const auto is_taken = [&](int number) {
        std::error_code ignored;
        const auto tail = fmt::format("-{}", number);
        return std::ranges::any_of(std::filesystem::directory_iterator(state_dir, ignored),
                                   [&](const auto& file) { return file.path().stem().string().ends_with(tail); });
    };
    int number = last + 1;
    while (is_taken(number)) ++number;
    return number;
}

// The journal of the next run: with what a killed or given up one has at the tenant and in the folder.
RunJournal journal_after(const Current& current, const base::Clock& clock) {
    const auto& state_dir = current.config.state_dir;
    RunJournal journal;
    auto last = load_journal(state_dir);
    journal.number = next_number(state_dir, last ? last->number : 0);
    journal.state = RunState::running;
    if (!last || !last->is_unfinished()) return journal;
    // What it says when it fails shows in the steps that follow, which need the same files.
    const auto cleared = clear_up(state_dir, current.file, clock, *last);
    if (last->committed() && cleared) {
        journal.committed_at = last->committed_at;  // since then the agent may have imported
        return journal;
    }
    journal.registration = last->registration;
    journal.identity_in_force = last->identity_in_force;
    journal.made_keys = last->made_keys;
    return journal;
}

}  // namespace

class ConfigureRun::Impl {
public:
    Impl(RunWorld world, Current current, Draft draft, std::vector<Action> actions)
        : world_(std::move(world)),
          current_(std::move(current)),
          draft_(std::move(draft)),
          actions_(std::move(actions)) {}
    ~Impl() {
        stopping_ = true;
        if (thread_.joinable()) thread_.join();
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    base::Result<void> begin();
    base::Result<void> go_on(bool back);
    RunView view() const {
        std::lock_guard lock(mutex_);
        return view_;
    }
    RunView wait(std::int64_t after, std::chrono::milliseconds time) const {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, time, [&] { return view_.revision > after; });
        return view_;
    }

private:
    void forward();
    void back();
    // False: it failed.
    bool attempt(Step& step, StepState done, const std::function<StepResult()>& work);
    void end(RunState state);
    void publish(RunState state);

    const RunWorld world_;
    const Current current_;
    const Draft draft_;
    const std::vector<Action> actions_;
    std::atomic<bool> stopping_{false};
    RunContext run_{.world = world_, .current = current_, .draft = draft_, .journal = {}, .stopping = stopping_};

    std::mutex control_;  // one caller of begin() and go_on() at a time
    std::optional<RunLock> lock_;
    std::thread thread_;
    mutable std::mutex mutex_;  // of the view
    mutable std::condition_variable changed_;
    RunView view_;
};

void ConfigureRun::Impl::publish(RunState state) {
    run_.journal.state = state;
    std::lock_guard lock(mutex_);
    view_.number = run_.journal.number;
    view_.state = state;
    view_.steps = run_.journal.steps;
    ++view_.revision;
    changed_.notify_all();
}

bool ConfigureRun::Impl::attempt(Step& step, StepState done, const std::function<StepResult()>& work) {
    const auto before = step.state;
    step.state = StepState::running;
    step.error.reset();
    publish(RunState::running);
    StepResult result = boost::json::object{};
    // An unwritable folder is for check_machine to tell.
    if (auto saved = run_.save(); !saved && step.name != "check_machine") result = tl::unexpected(saved.error());
    if (result) result = work();
    if (result) {
        step.state = done;
        step.details = std::move(*result);
        if (auto saved = run_.save(); !saved) result = tl::unexpected(saved.error());
    }
    if (!result) {
        step.state = done == StepState::undone ? before : StepState::failed;
        step.error = std::move(result.error());
        run_.journal.state = RunState::failed;
        static_cast<void>(run_.save());  // the view has it in any case
        publish(RunState::failed);
        return false;
    }
    publish(RunState::running);
    return true;
}

void ConfigureRun::Impl::end(RunState state) {
    run_.journal.state = state;
    if (auto saved = run_.save(); !saved) {
        run_.journal.steps.back().error = saved.error();
        return publish(RunState::failed);
    }
    discard_leftovers(run_);
    lock_.reset();
    publish(state);
}

void ConfigureRun::Impl::forward() {
    for (auto& step : run_.journal.steps) {
        if (step.state == StepState::done) continue;
        const bool done = attempt(step, StepState::done, [&]() -> StepResult {
            if (stopping_) return step_failed("interrupted", "the program that configured was ended here.");
            return run_step(run_, step.name);
        });
        if (!done) return;
    }
    end(RunState::done);
}

void ConfigureRun::Impl::back() {
    auto& steps = run_.journal.steps;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (step->state == StepState::waiting || step->state == StepState::undone) {
            step->state = StepState::undone;
            continue;
        }
        if (!attempt(*step, StepState::undone, [&] { return undo_step(run_, step->name); })) return;
    }
    end(RunState::rolled_back);
}

base::Result<void> ConfigureRun::Impl::begin() {
    std::lock_guard control(control_);
    const auto& state_dir = current_.config.state_dir;
    if (prepare_state_dir(state_dir)) {
        auto lock = RunLock::take(state_dir, RunLock::kSetup);
        if (!lock && lock.error().code == base::ErrorCode::conflict) return base::fail(lock.error());
        if (lock) lock_.emplace(std::move(*lock));
    }
    run_.journal = journal_after(current_, world_.clock);
    if (actions_.empty()) {
        run_.journal.state = RunState::done;
        // What a killed run had left to do has come to pass without it.
        if (run_.journal.committed()) {
            if (auto saved = run_.save(); !saved)
                return base::fail(base::ErrorCode::unavailable, saved.error().message);
        }
        lock_.reset();
        publish(RunState::done);
        return {};
    }
    run_.journal.steps = steps_for(actions_, run_.journal, draft_.config);
    publish(RunState::running);
    thread_ = std::thread([this] { forward(); });
    return {};
}

base::Result<void> ConfigureRun::Impl::go_on(bool back_again) {
    std::lock_guard control(control_);
    if (view().state != RunState::failed)
        return base::fail(base::ErrorCode::conflict, "there is no failed run that could go on");
    if (thread_.joinable()) thread_.join();
    const auto& state_dir = current_.config.state_dir;
    if (!lock_ && prepare_state_dir(state_dir)) {
        auto lock = RunLock::take(state_dir, RunLock::kSetup);
        if (!lock && lock.error().code == base::ErrorCode::conflict) return base::fail(lock.error());
        if (lock) lock_.emplace(std::move(*lock));
    }
    publish(RunState::running);
    thread_ = std::thread([this, back_again] { back_again ? back() : forward(); });
    return {};
}

ConfigureRun::ConfigureRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ConfigureRun::~ConfigureRun() = default;

base::Result<std::unique_ptr<ConfigureRun>> ConfigureRun::start(RunWorld world, const Current& current, Draft draft) {
    auto actions = plan(current, draft);
    if (!actions) return base::fail(actions.error());
    auto impl = std::make_unique<Impl>(std::move(world), current.clone(), std::move(draft), std::move(*actions));
    if (auto begun = impl->begin(); !begun) return base::fail(begun.error());
    return std::unique_ptr<ConfigureRun>(new ConfigureRun(std::move(impl)));
}

RunView ConfigureRun::view() const { return impl_->view(); }
RunView ConfigureRun::wait(std::int64_t after, std::chrono::milliseconds time) const {
    return impl_->wait(after, time);
}
base::Result<void> ConfigureRun::retry() { return impl_->go_on(false); }
base::Result<void> ConfigureRun::rollback() { return impl_->go_on(true); }

}  // namespace tilbage::connect::setup
