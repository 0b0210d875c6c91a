#include "connect/wizard/directory_desk.h"

namespace tilbage::connect::wizard {

using core::DirectoryFailure;
using core::DirectoryFailureCode;

void DirectoryDesk::use(core::DirectoryTarget target, core::DirectoryCredentials credentials) {
    forget_rights();
    std::lock_guard lock(mutex_);
    access_ = Access{std::move(target), std::move(credentials)};
    session_.reset();
}

void DirectoryDesk::forget() {
    forget_rights();
    std::lock_guard lock(mutex_);
    session_.reset();
    access_.reset();
}

core::Found<std::unique_ptr<core::DirectorySession>> DirectoryDesk::open_another() {
    std::optional<Access> access;
    {
        std::lock_guard lock(mutex_);
        if (access_) access = Access{access_->target, access_->credentials.clone()};
    }
    if (!access) return tl::unexpected(DirectoryFailure{DirectoryFailureCode::not_found, {}});
    return setup_.open(access->target, access->credentials);
}

core::Found<void> DirectoryDesk::open_session() {
    if (!access_) return tl::unexpected(DirectoryFailure{DirectoryFailureCode::not_found, {}});
    if (session_) return {};
    auto opened = setup_.open(access_->target, access_->credentials);
    if (!opened) return tl::unexpected(opened.error());
    session_ = std::move(*opened);
    return {};
}

core::Found<core::DirectoryFacts> DirectoryDesk::look_again() {
    const auto session = open_another();
    if (!session) return tl::unexpected(session.error());
    return (*session)->facts();
}

core::Found<void> DirectoryDesk::start_rights_test(const core::Scope& scope) {
    {
        std::lock_guard lock(mutex_);
        if (!access_) return tl::unexpected(DirectoryFailure{DirectoryFailureCode::not_found, {}});
    }
    stop_rights_test();
    std::lock_guard lock(test_mutex_);
    if (test_.joinable()) return {};  // somebody else has begun one at the same moment
    stop_test_ = false;
    rights_.with([](RightsView& view) {
        view = {};
        view.state = RightsView::State::running;
    });
    test_ = std::thread([this, scope] { test_rights(scope); });
    return {};
}

void DirectoryDesk::test_rights(const core::Scope& scope) {
    const auto fail = [this](DirectoryFailure failure) {
        rights_.with([&](RightsView& view) {
            view.state = RightsView::State::failed;
            view.failure = std::move(failure);
        });
    };
    const auto session = open_another();
    if (!session) return fail(session.error());
    auto report = (*session)->test_rights(
        scope,
        [this](std::uint64_t checked, std::uint64_t total) {
            rights_.with([&](RightsView& view) {
                view.checked = checked;
                view.total = total;
            });
        },
        stop_test_);
    if (!report) return fail(report.error());
    rights_.with([&](RightsView& view) {
        view.state = RightsView::State::done;
        view.report = std::move(*report);
    });
}

void DirectoryDesk::stop_rights_test() {
    std::lock_guard lock(test_mutex_);
    stop_test_ = true;
    if (test_.joinable()) test_.join();
}

void DirectoryDesk::forget_rights() {
    stop_rights_test();
    rights_.with([](RightsView& view) { view = {}; });
}

RightsView DirectoryDesk::rights() const {
    return rights_.with([](const RightsView& view) { return view; });
}

}  // namespace tilbage::connect::wizard
