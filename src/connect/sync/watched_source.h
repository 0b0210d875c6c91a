// A directory's change source as the loop lends it to the engine: it remembers what it has seen of the directory, for
// the reports.
#pragma once

#include <functional>
#include <string>

#include "core/ports/change_source.h"

namespace tilbage::connect {

// One thread.
class WatchedSource final : public core::ChangeSource {
public:
    struct Seen {
        core::SourceServer server;
        core::SourceDomain domain;
        std::optional<bool> sees_deletions;
    };
    // `source` outlives it.
    explicit WatchedSource(core::ChangeSource& source) : source_(source) {}

    [[nodiscard]] const Seen& seen() const noexcept { return seen_; }

    base::Result<core::SourceServer> look() override;
    base::Result<core::SourceDomain> domain() override;
    base::Result<void> read_changes(const std::string& cookie,
                                    const std::function<base::Result<void>(core::ChangeBatch)>& visit) override {
        return source_.read_changes(cookie, visit);
    }
    base::Result<std::optional<core::ObjectChange>> read_object(const core::ObjectGuid& guid) override {
        return source_.read_object(guid);
    }
    base::Result<std::optional<core::ObjectGuid>> find_by_name(const std::string& dn) override {
        return source_.find_by_name(dn);
    }
    base::Result<bool> sees_deletions() override;
    base::Result<void> each_guid(const std::function<void(const core::ObjectGuid&)>& visit) override {
        return source_.each_guid(visit);
    }
    base::Result<std::optional<core::PasswordLife>> password_life() override { return source_.password_life(); }
    base::Result<std::optional<std::int64_t>> password_expiry(const core::ObjectGuid& guid) override {
        return source_.password_expiry(guid);
    }
    base::Result<void> each_password_expiry(
        const std::function<void(const core::ObjectGuid&, std::int64_t)>& visit) override {
        return source_.each_password_expiry(visit);
    }

private:
    core::ChangeSource& source_;
    Seen seen_;
};

}  // namespace tilbage::connect
