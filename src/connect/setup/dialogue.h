// The wizard's questions in a terminal, in the wizard's order. Each page takes the answers into the draft; false: the
// input ended, or the person gave up.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "base/random.h"
#include "connect/setup/draft.h"
#include "connect/setup/terminal_run.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::setup {

struct DialogueWorld {
    Terminal& terminal;
    core::DirectorySetup& directories;
    const base::Clock& clock;
    base::Random& random;
};

// One thread.
class Dialogue {
public:
    Dialogue(DialogueWorld world, const Current& current)
        : world_(world), terminal_(world.terminal), current_(current), draft_(draft_of(current)) {}

    // From Welcome to the options of Ready to configure.
    [[nodiscard]] bool ask_everything();
    [[nodiscard]] const Draft& draft() const { return draft_; }
    // Set when signing in was needed: to register the agent.
    [[nodiscard]] const std::optional<CloudSession>& session() const { return session_; }

private:
    using Session = std::unique_ptr<core::DirectorySession>;

    // A directory that is asked about, and the session at it.
    struct Place {
        DirectoryConfig& config;
        core::DirectorySession& directory;
    };

    void welcome();
    bool ask_cloud();
    bool ask_tenant_address();
    bool ask_directories();
    bool ask_further(core::DirectoryNumber number);
    bool keep_further(core::DirectoryNumber number);
    bool add_another();
    [[nodiscard]] bool is_there_already(core::DirectorySession& added) const;
    // Until somebody is signed in there.
    Session connect_to(DirectoryConfig& config);
    bool ask_servers(core::DirectoryTarget& target);
    bool ask_authority(core::DirectoryTarget& target);
    Session ask_account(const core::DirectoryTarget& target, DirectoryConfig& config);
    core::Found<Session> sign_in_with_existing(const core::DirectoryTarget& target, const DirectoryConfig& config,
                                               core::DirectoryCredentials& used);
    core::Found<Session> sign_in_with_keytab(const core::DirectoryTarget& target, const DirectoryConfig& config,
                                             core::DirectoryCredentials& used);
    core::Found<Session> make_account(const core::DirectoryTarget& target, const DirectoryConfig& config,
                                      core::DirectoryCredentials& used);
    // The page for each directory that could be asked.
    bool for_each(const languages::Message<"domain">& heading, bool (Dialogue::*page)(Place));
    bool ask_scope(Place place);
    static bool note_guids(Place place);
    bool ask_units(Place place);
    std::optional<std::vector<core::DistinguishedName>> ask_names(Place place, const languages::Message<>& question,
                                                                  const std::vector<core::DistinguishedName>& proposal);
    bool test_rights(Place place);
    bool ask_features();
    bool ask_options();

    DialogueWorld world_;
    Terminal& terminal_;
    const Current& current_;
    Draft draft_;
    std::optional<CloudSession> session_;
    std::map<core::DirectoryNumber, Session> sessions_;
};

// All of `tilbage-connect configure`; the exit code.
[[nodiscard]] int configure_in_terminal(DialogueWorld world, AgentService& service, const RunTimes& times,
                                        const Current& current);

}  // namespace tilbage::connect::setup
