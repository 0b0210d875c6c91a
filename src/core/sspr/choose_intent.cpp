#include "core/sspr/choose_intent.h"

#include "core/sspr/step.h"

namespace tilbage::core {

Answer<SessionState> ChooseIntent::run(const std::string& session_token, Kind intent) {
    return in_one_step<SessionState>(ports_.unit_of_work, [&]() -> Answer<SessionState> {
        auto in_force = desk_.open(session_token);
        if (!in_force) return refuse(in_force.error());
        auto changed = with_intent(in_force->session, intent, in_force->rules);
        if (!changed) return refuse(changed.error());
        const auto kept = desk_.keep(std::move(*in_force), std::move(*changed));
        if (!kept) return refuse(kept.error());
        return state_of(*kept);
    });
}

}  // namespace tilbage::core
