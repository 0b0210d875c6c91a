// What the wizard knows while it is open: what is, the one draft that all tabs share, the page that is shown, and the
// run that makes the draft true.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/setup/agent_service.h"
#include "connect/setup/configure_run.h"
#include "connect/setup/draft.h"
#include "connect/setup/plan.h"
#include "connect/stop_signal.h"
#include "connect/wizard/cloud_desk.h"
#include "connect/wizard/directory_desk.h"

namespace tilbage::connect::wizard {

// What it is made of; all outlive the session.
struct World {
    const base::Clock& clock;
    base::Random& random;
    core::DirectorySetup& directories;
    setup::AgentService& service;
    std::filesystem::path config_file;
    std::filesystem::path state_dir_if_new;  // while there is no configuration file
    setup::RunTimes run_times;
};

// A directory as the page shows it.
struct ShownDirectory {
    core::DirectoryNumber number = 1;
    std::string forest;
    std::vector<std::string> servers;
    std::string account;
    bool created = false;  // the account, by this wizard
    ScopeConfig scope;
};

// Any thread.
class Session {
public:
    // invalid_argument: the configuration file is there and wrong.
    [[nodiscard]] static base::Result<std::unique_ptr<Session>> open(World world);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // `use(current, draft)`: what is now and what is to be. Must not wait for anything.
    template <class Use>
    auto with(Use use) {
        return state_.with([&](State& state) { return use(state.current, state.draft); });
    }
    [[nodiscard]] std::string page() const;
    // False: there is no such page.
    [[nodiscard]] bool show_page(std::string_view page);

    // The file and the agent, as they are now.
    [[nodiscard]] base::Result<setup::Current> load() const {
        return setup::load_current(world_.config_file, world_.state_dir_if_new);
    }
    // Looks at the file and the agent again. A file that somebody broke meanwhile leaves what was known.
    void look_again();

    // Where to sign in, by the draft.
    [[nodiscard]] CloudTarget cloud_target();
    // Another tenant than before ends the sign-in.
    void set_tenant(TenantConfig tenant);

    struct NewDirectory {
        core::DirectoryTarget target;
        core::DirectoryCredentials credentials;
        core::DirectoryFacts facts;  // as found with these credentials
        bool created = false;
    };
    // The number for a directory that takes the place of `number`, or is added. conflict: another one has that domain
    // already, or none is free.
    [[nodiscard]] base::Result<core::DirectoryNumber> place_of(std::optional<core::DirectoryNumber> number,
                                                               const NewDirectory& directory) const;
    void set_directory(core::DirectoryNumber number, NewDirectory directory);
    // conflict: number 1, while there are further ones; an agent cannot be without it.
    [[nodiscard]] base::Result<void> remove_directory(core::DirectoryNumber number);
    [[nodiscard]] bool has_directory(core::DirectoryNumber number) const;
    // By number; number 1 only when it has been given.
    [[nodiscard]] std::vector<ShownDirectory> draft_directories() const;
    [[nodiscard]] std::vector<ShownDirectory> current_directories() const;
    // Of a directory that is not there (any more): nothing is done, and the scope of none is told.
    void set_scope(core::DirectoryNumber number, ScopeConfig scope);
    [[nodiscard]] ScopeConfig draft_scope(core::DirectoryNumber number) const;
    // The draft's units and groups by the names that they have now; unchanged where a directory does not tell.
    void refresh_scopes();
    // Whoever adds a directory holds it from the first look at the draft to the last.
    [[nodiscard]] std::unique_lock<std::mutex> adding() { return std::unique_lock(adding_mutex_); }

    // As setup::plan, with what the tenant says of this agent when somebody is signed in.
    [[nodiscard]] base::Result<std::vector<setup::Action>> plan();
    // conflict: one runs already; invalid_argument: the draft is not whole.
    [[nodiscard]] base::Result<void> configure();
    // Null: none yet.
    [[nodiscard]] std::shared_ptr<setup::ConfigureRun> run() const;
    // As ConfigureRun::wait, of whichever run is the latest; in steps, so that it ends when the wizard ends. Nothing:
    // there is none.
    [[nodiscard]] std::optional<setup::RunView> wait_for_run(std::int64_t after, std::chrono::milliseconds time) const;
    [[nodiscard]] bool is_running() const;

    [[nodiscard]] CloudDesk& cloud() { return cloud_; }
    // 1 to kMostDirectories, whether the draft has it or not.
    [[nodiscard]] DirectoryDesk& directory(core::DirectoryNumber number);
    [[nodiscard]] const World& world() const { return world_; }

    // Set when the person pressed Exit, or the program was told to end.
    [[nodiscard]] StopSignal& end() { return end_; }

private:
    // By a directory of the draft, when it was given.
    struct Told {
        std::string forest;
        std::string domain;
        bool created = false;
    };
    struct State {
        setup::Current current;
        setup::Draft draft;
        std::map<core::DirectoryNumber, Told> told;
        std::string page = "welcome";
        std::shared_ptr<setup::ConfigureRun> run;
        bool run_is_told = true;  // the draft begins anew from what the last run made
    };

    Session(World world, setup::Current current);
    void use_draft_directories();
    void use_draft_directory(core::DirectoryNumber number);
    // In small letters; empty: neither the directory nor the account's name has told.
    [[nodiscard]] static std::string domain_of(const State& state, const DirectoryConfig& directory);
    [[nodiscard]] static bool has_domain(const State& state, const DirectoryConfig& directory,
                                         const NewDirectory& other);
    void let_go_of_run();
    void note_what_tenant_says(setup::Current& current);

    const World world_;
    base::Guarded<State> state_;
    std::mutex configure_mutex_;  // one start of a run at a time
    CloudDesk cloud_;
    std::vector<std::unique_ptr<DirectoryDesk>> desks_;  // by number, from 1
    std::mutex adding_mutex_;
    StopSignal end_;
};

}  // namespace tilbage::connect::wizard
