// One directory that writeback serves: surveyed until a domain controller of it can be used, and written to from then
// on. Until then every request for somebody in it finds it unavailable, and the other directories are none the wiser.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/ldap/ldap_directory.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "adapters/ldap/pool.h"
#include "base/guarded.h"
#include "base/random.h"
#include "connect/config.h"
#include "connect/offline_directory.h"
#include "core/writeback/apply.h"

namespace tilbage::connect {

class ServedDirectory {
public:
    // What an Apply needs beside the directory; all outlive it.
    struct World {
        core::JoinedPeople& joined;
        core::Journal& journal;
        const core::SealingKeys& keys;
        core::WriteLimits& limits;
        core::TenantId tenant_id;
        bool writes = false;
        const core::PasswordScreen* screen = nullptr;
    };
    // Of a survey that can be used, or why there is none; on the surveying thread.
    using Told = std::function<void(const base::Result<core::DirectorySurvey>&)>;

    // All outlive it. invalid_argument: a server's address is none.
    [[nodiscard]] static base::Result<std::unique_ptr<ServedDirectory>> create(const DirectoryConfig& config,
                                                                               const base::Clock& clock,
                                                                               base::Random& random);
    ~ServedDirectory();  // after the survey that runs
    ServedDirectory(const ServedDirectory&) = delete;
    ServedDirectory& operator=(const ServedDirectory&) = delete;

    // Begins to survey, on a thread of its own: soon again until it is found, then every `again`, because another
    // server may be in use by then, or the same one have learnt something. Each try is told. Once.
    void look_for(Told told, base::Millis again);
    // As it was at the last survey that succeeded. Empty: not found yet.
    [[nodiscard]] std::optional<core::DirectorySurvey> found() const;
    [[nodiscard]] const DirectoryConfig& config() const noexcept { return config_; }

    // Once, before apply().
    void serve(World world);
    // What applies requests now. Any thread.
    [[nodiscard]] std::shared_ptr<core::Apply> apply() const;

private:
    struct State {
        std::optional<core::DirectorySurvey> survey;
        std::optional<World> world;
        std::shared_ptr<core::Apply> apply;
    };
    ServedDirectory(const DirectoryConfig& config, const base::Clock& clock, base::Random& random,
                    std::unique_ptr<adapters::ldap::Pool> pool);
    void run(const std::stop_token& stop, const Told& told, base::Millis again);
    void renew_apply(State& state);

    const DirectoryConfig& config_;
    const base::Clock& clock_;
    base::Random& random_;
    adapters::ldap::LdapSurveyor surveyor_;  // the thread's
    OfflineDirectory offline_;
    const std::unique_ptr<adapters::ldap::Pool> pool_;
    adapters::ldap::LdapDirectory directory_;
    base::Guarded<State> state_;
    std::mutex waiting_;  // between two tries
    std::condition_variable_any change_;
    std::jthread thread_;  // last: it runs on the rest
};

// Where its people are; none: the whole domain.
[[nodiscard]] std::vector<std::string> scope_bases(const DirectoryConfig& config);
[[nodiscard]] std::vector<adapters::ldap::NamedGroup> protected_groups(const DirectoryConfig& config);

}  // namespace tilbage::connect
