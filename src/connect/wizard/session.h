// What the wizard knows while it is open: what is, the one draft that all tabs share, the page that is shown, and the
// run that makes the draft true.
#pragma once

#include <filesystem>
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

// The draft's directory as the page shows it.
struct DraftDirectory {
    std::string forest;
    std::vector<std::string> servers;
    std::string account;
    bool created = false;  // the account, by this wizard
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
    void set_directory(NewDirectory directory);
    void remove_directory();
    [[nodiscard]] std::optional<DraftDirectory> draft_directory() const;
    [[nodiscard]] std::optional<DraftDirectory> current_directory() const;
    void set_scope(ScopeConfig scope);
    [[nodiscard]] ScopeConfig draft_scope() const;
    // The draft's units and group by the names that they have now; unchanged when the directory does not tell.
    void refresh_scope();

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
    [[nodiscard]] DirectoryDesk& directory() { return directory_; }
    [[nodiscard]] const World& world() const { return world_; }

    // Set when the person pressed Exit, or the program was told to end.
    [[nodiscard]] StopSignal& end() { return end_; }

private:
    struct State {
        setup::Current current;
        setup::Draft draft;
        std::string forest;  // of the draft's directory, when it told
        bool created = false;
        std::string page = "welcome";
        std::shared_ptr<setup::ConfigureRun> run;
        bool run_is_told = true;  // the draft begins anew from what the last run made
    };

    Session(World world, setup::Current current);
    void use_draft_directory();
    void let_go_of_run();
    void note_what_tenant_says(setup::Current& current);

    const World world_;
    base::Guarded<State> state_;
    std::mutex configure_mutex_;  // one start of a run at a time
    CloudDesk cloud_;
    DirectoryDesk directory_;
    StopSignal end_;
};

}  // namespace tilbage::connect::wizard
