#include "connect/setup/run_context.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace tilbage::connect::setup {
namespace {

bool is_about_space(std::string_view message) {
    // errno does not travel with a base::Error, its words do.
    return std::ranges::any_of(std::array{ENOSPC, EDQUOT, EFBIG}, [&](int number) {
        return message.find(std::strerror(number)) != std::string_view::npos;
    });
}

}  // namespace

tl::expected<void, StepError> RunContext::save() {
    if (auto saved = save_journal(state_dir(), journal); !saved) return tl::unexpected(to_step_error(saved.error()));
    if (world.journal_written) world.journal_written();
    return {};
}

StepError to_step_error(const base::Error& error) {
    if (is_about_space(error.message)) {
        return {.code = "disk_full", .message = error.message + ". Make room on that disk, then try again."};
    }
    switch (error.code) {
        case base::ErrorCode::untrusted:
            return {.code = "certificate_untrusted", .message = error.message};
        case base::ErrorCode::timeout:
            return {.code = "timed_out", .message = error.message};
        case base::ErrorCode::permission_denied:
        case base::ErrorCode::unavailable:
            return {.code = "folder_not_writable",
                    .message = error.message + ". See that this account may write there, then try again."};
        case base::ErrorCode::invalid_argument:
        case base::ErrorCode::not_found:
        case base::ErrorCode::conflict:
        case base::ErrorCode::corrupt:
        case base::ErrorCode::internal:
            break;
    }
    return {.code = "refused", .message = error.message};
}

StepError to_step_error(const CloudError& error) {
    return {.code = std::string(name_of(error.problem)), .message = error.message};
}

tl::expected<bool, StepError> wait_until(const RunContext& run, std::chrono::milliseconds time,
                                         const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (!condition()) {
        if (run.stopping) {
            return step_failed("interrupted",
                               "the program that configured was ended here. Configure again: it goes on from what "
                               "was done.");
        }
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(run.world.times.poll);
    }
    return true;
}

void give_to_agent(const std::filesystem::path& file, const std::filesystem::path& state_dir) {
    struct stat folder{};
    if (::geteuid() != 0 || ::stat(state_dir.c_str(), &folder) != 0 || folder.st_uid == 0) return;
    if (::lchown(file.c_str(), folder.st_uid, folder.st_gid) != 0) return;  // the agent then says what it cannot read
}

}  // namespace tilbage::connect::setup
