#include "core/writeback/find_out.h"

#include "core/writeback/file_time.h"

namespace tilbage::core {

bool password_was_set_since(const BeforeWrite& before, const DirectoryPerson& now) {
    if (before.must_change && now.pwd_last_set == 0 && before.pwd_last_set.value_or(0) == 0) {
        constexpr std::chrono::seconds kGranularity{1};
        return now.when_changed >= before.first_sent_at - kClockTolerance - kGranularity;
    }
    if (before.pwd_last_set) return now.pwd_last_set != *before.pwd_last_set;
    return now.pwd_last_set >= to_file_time(before.first_sent_at - kClockTolerance);
}

EarlierWrite prove_write(Directory& directory, const DirectoryPerson& person, const PasswordText& next,
                         base::TimePoint deadline) {
    const auto sign_in = directory.verify_password(person, next, deadline);
    if (!sign_in) return EarlierWrite::not_readable;
    return proves_password(*sign_in) ? EarlierWrite::done : EarlierWrite::contested;
}

}  // namespace tilbage::core
