// The draft's directory while the wizard is open: one signed-in session for the tree and the counts, one more for the
// rights test, which runs in the background.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/guarded.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::wizard {

struct RightsView {
    enum class State { none, running, done, failed };
    State state = State::none;
    std::uint64_t checked = 0;
    std::uint64_t total = 0;  // 0: not known yet
    core::RightsReport report;
    core::DirectoryFailure failure;  // with `failed`
};

// Any thread. Calls that ask the directory block, and come one after another.
class DirectoryDesk {
public:
    explicit DirectoryDesk(core::DirectorySetup& setup) : setup_(setup) {}
    ~DirectoryDesk() { stop_rights_test(); }
    DirectoryDesk(const DirectoryDesk&) = delete;
    DirectoryDesk& operator=(const DirectoryDesk&) = delete;

    // From now on this directory, by this account. A session is opened when it is needed.
    void use(core::DirectoryTarget target, core::DirectoryCredentials credentials);
    void forget();
    // `call(session)` gives a Found. not_found without a message: there is no directory yet.
    template <class Call>
    auto ask(Call call) -> decltype(call(std::declval<core::DirectorySession&>())) {
        std::lock_guard lock(mutex_);
        if (auto opened = open_session(); !opened) return tl::unexpected(opened.error());
        auto answer = call(*session_);
        if (!answer && answer.error().code == core::DirectoryFailureCode::directory_unreachable) session_.reset();
        return answer;
    }
    // A connection of its own, for what the directory says now.
    [[nodiscard]] core::Found<core::DirectoryFacts> look_again();

    // Begins anew; a test that runs is ended first. not_found as above.
    [[nodiscard]] core::Found<void> start_rights_test(const core::Scope& scope);
    // What is found belongs to a scope: when that changes it is forgotten.
    void forget_rights();
    [[nodiscard]] RightsView rights() const;

private:
    struct Access {
        core::DirectoryTarget target;
        core::DirectoryCredentials credentials;
    };

    core::Found<void> open_session();
    core::Found<std::unique_ptr<core::DirectorySession>> open_another();
    void test_rights(const core::Scope& scope);
    void stop_rights_test();

    core::DirectorySetup& setup_;
    std::mutex mutex_;
    std::optional<Access> access_;
    std::unique_ptr<core::DirectorySession> session_;

    base::Guarded<RightsView> rights_;
    std::mutex test_mutex_;  // of the two below
    std::atomic<bool> stop_test_ = false;
    std::thread test_;
};

}  // namespace tilbage::connect::wizard
