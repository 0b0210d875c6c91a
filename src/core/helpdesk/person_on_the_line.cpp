#include "core/helpdesk/person_on_the_line.h"

#include <algorithm>

#include "core/methods/person_in_reach.h"
#include "core/sspr/step.h"
#include "core/sspr/text_limits.h"

namespace tilbage::core {

const UsableMethod* PersonOnTheLine::usable_of(MethodKind kind) const {
    const auto found = std::ranges::find(usable, kind, &UsableMethod::kind);
    return found == usable.end() ? nullptr : &*found;
}

Answer<PersonOnTheLine> person_on_the_line(const HelpdeskPorts& ports, const Principal& administrator,
                                           const PersonId& person) {
    auto found = person_in_reach(ports.people, ports.eligibility, administrator, person);
    if (!found) return refuse(found.error());
    const auto registered = ports.methods.list(administrator.tenant_id, person);
    if (!registered) return refuse(registered.error());
    PersonOnTheLine line{std::move(found->person), std::move(found->policy), {}};
    line.usable = usable_methods(
        line.person, *registered, line.policy.policy,
        {.carried_out = ports.carried_out, .use_work_mail = ports.settings.use_work_mail, .now = ports.clock.now()});
    return line;
}

Answer<void> dispatch(const HelpdeskPorts& ports, const PersonOnTheLine& line, const UsableMethod& method,
                      Dispatch what) {
    const auto now = ports.clock.now();
    if (method.kind == MethodKind::email) {
        what.mail.to = method.destination;
        what.mail.useful_until = what.useful_until;
        return answered(ports.outbox.add(what.mail, now));
    }
    if (method.kind != MethodKind::mobile_phone || ports.text_outbox == nullptr) {
        return refuse(RefusalCode::kind_not_allowed);
    }
    const auto& tenant = line.person.tenant_id;
    const auto counted = count_text(ports.attempts, ports.key, tenant, method.destination, now);
    if (!counted) return refuse(counted.error());
    return answered(ports.text_outbox->add({tenant, method.destination, std::move(what.text), what.useful_until}, now));
}

}  // namespace tilbage::core
