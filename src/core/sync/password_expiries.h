// When people's passwords expire. The directory computes it for each person anew whenever it is asked, which takes
// longer than all that it tells of them otherwise; so it is worked out here where the domain's own policy holds, and
// asked only where another may.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "core/ports/change_source.h"
#include "core/ports/connector_space.h"

namespace tilbage::core {

// msDS-UserPasswordExpiryTimeComputed (MS-ADTS 3.1.1.4.5.37) of somebody under a policy of `max_age`, by their
// userAccountControl and pwdLastSet. 0: must be changed at the next sign-in; 0x7FFFFFFFFFFFFFFF: never.
[[nodiscard]] std::int64_t password_expiry_under(std::int64_t max_age, const std::vector<StagedAttribute>& attributes);
// As it is staged.
[[nodiscard]] StagedAttribute expiry_attribute(std::optional<std::int64_t> expiry);

using PasswordExpiryMap = std::unordered_map<ObjectGuid, std::int64_t, ObjectGuidHash>;
// Of everybody whose password ever expires; of nobody, when the account may not read it.
[[nodiscard]] base::Result<PasswordExpiryMap> read_password_expiries(ChangeSource& source);

// Of one full import. One thread.
class PasswordExpiries {
public:
    PasswordExpiries(ChangeSource& source, ConnectorSpace& space, DirectoryNumber directory)
        : source_(source), space_(space), directory_(directory) {}

    // Before everything is read.
    base::Result<void> learn();
    // To each change of a person, which is whole.
    void add_to(ObjectChange& change) const;
    // After everything was staged: of those who are under a policy of their own, as far as they can be told by then.
    base::Result<std::vector<ObjectChange>> corrections();

private:
    using People = std::unordered_set<ObjectGuid, ObjectGuidHash>;

    base::Result<void> read_all();
    base::Result<People> exceptions();  // people, by groups in groups

    ChangeSource& source_;
    ConnectorSpace& space_;
    DirectoryNumber directory_;
    std::optional<PasswordLife> life_;  // empty: all_ has everybody's
    People left_alone_;                 // with `life_`: what is staged of them stays until corrections()
    PasswordExpiryMap all_;
};

}  // namespace tilbage::core
