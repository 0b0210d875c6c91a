#include <fmt/core.h>

#include "connect/setup/run_context.h"
#include "connect/state/atomic_file.h"
#include "connect/state/state_folder.h"

namespace tilbage::connect::setup {
namespace {

constexpr std::uintmax_t kRoomNeeded = std::uintmax_t{16} * 1024 * 1024;  // journal, keys, status
constexpr std::size_t kProbe = std::size_t{64} * 1024;

tl::expected<void, StepError> check_folder(const std::filesystem::path& folder) {
    const auto probe = folder / "setup-probe";
    const auto written = write_file(probe, std::string(kProbe, ' '), Sync::yes);
    std::error_code ignored;
    std::filesystem::remove(probe, ignored);
    auto beside = probe;
    std::filesystem::remove(beside += ".new", ignored);
    if (!written) return tl::unexpected(to_step_error(written.error()));
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    if (!error && space.available < kRoomNeeded) {
        return step_failed("disk_full", fmt::format("{}: only {} KiB are left. Make room on that disk, then try again.",
                                                    folder.string(), space.available / 1024));
    }
    return {};
}

}  // namespace

// Before anything is registered anywhere.
StepResult check_machine(RunContext& run) {
    if (auto prepared = prepare_state_dir(run.state_dir()); !prepared)
        return tl::unexpected(to_step_error(prepared.error()));
    if (auto checked = check_folder(run.state_dir()); !checked) return tl::unexpected(checked.error());
    const auto folder = run.current.file.parent_path();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return step_failed("folder_not_writable",
                           fmt::format("{}: {}. See that this account may write there, then try again.",
                                       folder.string(), error.message()));
    }
    if (auto checked = check_folder(folder); !checked) return tl::unexpected(checked.error());
    return boost::json::object{};
}

}  // namespace tilbage::connect::setup
