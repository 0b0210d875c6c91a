#include "core/sspr/administrators_write.h"

#include "core/sspr/limits.h"

namespace tilbage::core {

Answer<void> count_administrators_write(AttemptCounter& attempts, const Principal& administrator,
                                        const PersonId& person, base::TimePoint now) {
    const auto by_one = attempts.count(limits::writes_by_administrator(), administrator.administrator_id.str(), now);
    if (!by_one) return refuse(by_one.error());
    if (!by_one->allowed) return refuse_until(by_one->retry_after);
    const auto of_person = attempts.count(limits::administrators_writes(), person.str(), now);
    if (!of_person) return refuse(of_person.error());
    if (!of_person->allowed) return refuse_until(of_person->retry_after);
    return {};
}

}  // namespace tilbage::core
