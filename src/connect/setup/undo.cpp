// Rolling back, the last step first. Each may be done again after a kill in it.
#include <fmt/core.h>

#include "connect/setup/run_context.h"
#include "connect/state/atomic_file.h"

namespace tilbage::connect::setup {
namespace {

StepError cannot_undo(const std::string& what) {
    return {.code = "cannot_undo", .message = what + " Then roll back again."};
}

StepResult undo_registration(RunContext& run) {
    auto& registration = run.journal.registration;
    if (registration.phase == Registration::Phase::none) return boost::json::object{};
    const auto session = run.world.cloud ? run.world.cloud() : std::nullopt;
    if (!session || session->address.url != registration.tenant_url) {
        return tl::unexpected(cannot_undo(fmt::format(
            "the agent that was registered at {} can only be removed by an administrator: sign in there, or remove it "
            "in the portal under Agents.",
            registration.tenant_url)));
    }
    CloudClient cloud(session->address, run.world.clock, run.world.random);
    if (auto removed = remove_registered(cloud, session->token, registration); !removed)
        return tl::unexpected(cannot_undo(removed.error().message + "."));
    registration = {};
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    return boost::json::object{};
}

StepResult undo_identity(RunContext& run) {
    auto& journal = run.journal;
    if (journal.identity_in_force) {
        if (has_previous_identity(run.state_dir())) {
            if (auto back = put_previous_identity_back(run.state_dir()); !back)
                return tl::unexpected(to_step_error(back.error()));
        } else {
            remove_identity(run.state_dir());
        }
        journal.identity_in_force = false;
        if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    }
    return boost::json::object{};
}

StepResult undo_keys(RunContext& run) {
    if (!run.journal.made_keys) return boost::json::object{};
    std::error_code ignored;
    for (const auto& file : std::filesystem::directory_iterator(run.state_dir(), ignored)) {
        if (file.path().filename().string().starts_with("sealing-key-")) destroy_file(file.path());
    }
    run.journal.made_keys = false;
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    return boost::json::object{};
}

StepResult undo_configuration(RunContext& run) {
    if (run.journal.committed()) {
        if (auto back = put_previous_configuration_back(run); !back) return tl::unexpected(to_step_error(back.error()));
        run.journal.committed_at = {};
        run.journal.next_sha256.clear();
        if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    }
    return undo_identity(run);
}

StepResult undo_start(RunContext& run) {
    if (!run.journal.started_agent) return boost::json::object{};
    if (const auto stopped = run.world.service.stop(); !stopped)
        return tl::unexpected(cannot_undo(stopped.error().message + "."));
    run.journal.started_agent = false;
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    return boost::json::object{};
}

}  // namespace

StepResult undo_step(RunContext& run, std::string_view step) {
    if (step == "start_agent") return undo_start(run);
    if (step == "write_configuration") return undo_configuration(run);
    if (step == "create_keys") return undo_keys(run);
    if (step == "register_agent") {
        if (auto local = undo_identity(run); !local) return local;
        return undo_registration(run);
    }
    return boost::json::object{};
}

}  // namespace tilbage::connect::setup
