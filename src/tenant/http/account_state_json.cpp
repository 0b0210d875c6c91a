#include "tenant/http/account_state_json.h"

namespace tilbage::tenant {
namespace {

std::string_view name_of(const core::AccountState& state) {
    switch (state.step) {
        case core::AccountStep::signed_in:
            if (!state.interrupt) return "signed_in";
            return *state.interrupt == core::Interrupt::registration ? "register" : "confirm";
        case core::AccountStep::change_password:
            return "change_password";
    }
    return "signed_in";
}

}  // namespace

boost::json::object account_state_json(const core::AccountState& state) {
    boost::json::object object{{"step", name_of(state)},
                               {"userId", state.user_name},
                               {"displayName", state.display_name},
                               {"expiresAt", base::to_millis(state.expires_at)}};
    if (state.why) object["why"] = *state.why == core::WhyChange::expired ? "expired" : "must_change";
    return object;
}

}  // namespace tilbage::tenant
