// A directory that nobody has found yet: whatever is asked of it, it is not there, and nothing was sent.
#pragma once

#include "core/ports/directory.h"

namespace tilbage::connect {

// Any thread.
class OfflineDirectory final : public core::Directory {
public:
    base::Result<core::PersonLookup> find_person(const core::JoinedPerson& /*joined*/) override { return away(); }
    base::Result<core::PasswordPolicy> read_policy(const core::DirectoryPerson& /*person*/) override { return away(); }
    base::Result<core::DirectoryCapabilities> capabilities() override { return away(); }
    base::Result<base::TimePoint> directory_time() override { return away(); }
    core::DirectoryAnswer write_password(const core::DirectoryPerson& /*person*/, const core::PasswordWrite& /*write*/,
                                         base::TimePoint /*deadline*/) override {
        return not_sent();
    }
    core::DirectoryAnswer unlock(const core::DirectoryPerson& /*person*/, base::TimePoint /*deadline*/) override {
        return not_sent();
    }
    base::Result<core::SignIn> verify_password(const core::DirectoryPerson& /*person*/,
                                               const core::PasswordText& /*password*/,
                                               base::TimePoint /*deadline*/) override {
        return away();
    }

private:
    static constexpr const char* kWords = "no domain controller of this directory has answered since the agent began";
    static tl::unexpected<base::Error> away() { return base::fail(base::ErrorCode::unavailable, kWords); }
    static core::DirectoryAnswer not_sent() {
        core::DirectoryAnswer answer;
        answer.delivery = core::DirectoryAnswer::Delivery::not_sent;
        answer.diagnostic_message = kWords;
        return answer;
    }
};

}  // namespace tilbage::connect
