#include "core/account/interrupt.h"

#include <algorithm>

#include "core/methods/usable_methods.h"

namespace tilbage::core {
namespace {

using Methods = std::vector<AuthenticationMethod>;

bool lasts(MethodKind kind) { return kind != MethodKind::temporary_access_code; }

bool has_too_few(const AccountPorts& ports, const Person& person, const Methods& registered,
                 const PasswordResetPolicy& policy) {
    auto usable = usable_methods(
        person, registered, policy,
        {.carried_out = ports.means.carried_out, .use_work_mail = ports.means.use_work_mail, .now = ports.clock.now()});
    std::erase_if(usable, [](const UsableMethod& one) { return !lasts(one.kind); });
    const bool could_have_more = std::ranges::any_of(policy.methods, [&](MethodKind kind) {
        return ports.means.registrable.contains(kind) &&
               std::ranges::none_of(usable, [&](const UsableMethod& one) { return one.kind == kind; });
    });
    return usable.size() < static_cast<std::size_t>(policy.methods_required) && could_have_more;
}

std::optional<base::TimePoint> last_registered(const Methods& registered) {
    std::optional<base::TimePoint> last;
    for (const auto& method : registered) {
        if (lasts(method.kind())) last = std::max(last.value_or(method.created_at), method.created_at);
    }
    return last;
}

}  // namespace

base::Result<std::optional<Interrupt>> interrupt_for(const AccountPorts& ports, const AccountSession& session,
                                                     const Person& person) {
    const auto in_force = policy_in_force(ports.eligibility, person.tenant_id, person);
    if (!in_force) return base::fail(in_force.error());
    const auto& policy = in_force->policy;
    const bool asked = policy.registration_required && in_force->may_reset && !session.put_off &&
                       session.step == AccountStep::signed_in;
    if (!asked) return std::nullopt;
    const auto registered = ports.methods.list(person.tenant_id, person.id);
    if (!registered) return base::fail(registered.error());
    if (has_too_few(ports, person, *registered, policy)) return Interrupt::registration;

    const auto newest = last_registered(*registered);
    if (!newest || policy.reconfirm_days == 0) return std::nullopt;
    const auto confirmed = ports.methods.confirmed_at(person.tenant_id, person.id);
    if (!confirmed) return base::fail(confirmed.error());
    const auto since = std::max(*newest, confirmed->value_or(*newest));
    if (ports.clock.now() - since < std::chrono::hours{24} * policy.reconfirm_days) return std::nullopt;
    return Interrupt::confirmation;
}

}  // namespace tilbage::core
