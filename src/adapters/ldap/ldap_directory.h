// The directory port on Active Directory.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "adapters/ldap/pool.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/directory.h"

namespace tilbage::adapters::ldap {

// Any thread. Reads are repeated once, on another connection, when theirs turns out to be dead; a write only when it
// was certainly not sent. The domain's own policy is remembered for a minute, and forgotten whenever the directory
// refuses a password.
class LdapDirectory final : public core::Directory {
public:
    // Both must outlive it.
    LdapDirectory(Pool& pool, const base::Clock& clock) : pool_(pool), clock_(clock) {}

    // One base search by objectGUID.
    base::Result<core::PersonLookup> find_person(const core::JoinedPerson& joined) override;
    base::Result<core::PersonLookup> find_person_to_write(const core::JoinedPerson& joined) override;
    base::Result<core::PasswordPolicy> read_policy(const core::DirectoryPerson& person) override;
    base::Result<core::DirectoryCapabilities> capabilities() override;
    base::Result<base::TimePoint> directory_time() override;
    core::DirectoryAnswer write_password(const core::DirectoryPerson& person, const core::PasswordWrite& write,
                                         base::TimePoint deadline) override;
    core::DirectoryAnswer unlock(const core::DirectoryPerson& person, base::TimePoint deadline) override;
    base::Result<core::SignIn> verify_password(const core::DirectoryPerson& person, const core::PasswordText& password,
                                               base::TimePoint deadline) override;

private:
    struct RememberedPolicy {
        core::PasswordPolicy policy;
        Deadline valid_until;
    };
    enum class Hints { no, when_known };

    base::Result<std::vector<Entry>> read(const std::function<SearchRequest(const RootDse&)>& request);
    base::Result<std::optional<Entry>> read_person(const std::string& dn);
    base::Result<bool> is_locked_out(const core::DirectoryPerson& person);
    base::Result<core::PasswordPolicy> domain_policy_now();
    core::DirectoryAnswer modify(const core::DirectoryPerson& person, std::span<const Modification> modifications,
                                 Hints hints, base::TimePoint deadline);

    Pool& pool_;
    const base::Clock& clock_;
    base::Guarded<std::optional<RememberedPolicy>> domain_policy_;
};

}  // namespace tilbage::adapters::ldap
