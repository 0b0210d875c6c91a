#include "core/writeback/find_out.h"

#include "core/writeback/file_time.h"

namespace tilbage::core {

bool password_was_set_since(const BeforeWrite& before, const DirectoryPerson& now) {
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
