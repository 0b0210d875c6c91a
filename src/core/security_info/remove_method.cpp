#include "core/security_info/remove_method.h"

#include <algorithm>

#include "core/security_info/method_record.h"
#include "core/sspr/step.h"

namespace tilbage::core {

Answer<void> RemoveMethod::run(const std::string& token, const std::string& id) {
    const auto& account = ports_.account;
    return in_one_step<void>(account.unit_of_work, [&]() -> Answer<void> {
        const auto open = desk_.open_to_change(token);
        if (!open) return refuse(open.error());
        const auto found = std::ranges::find(open->registered, id, &AuthenticationMethod::id);
        const bool theirs = found != open->registered.end() && found->kind() != MethodKind::temporary_access_code;
        if (!theirs) return refuse(RefusalCode::not_found);
        const auto removed = account.methods.remove(open->person.tenant_id, id);
        if (!removed) return refuse(removed.error());
        if (!*removed) return refuse(RefusalCode::not_found);
        const auto now = account.clock.now();
        const auto kind = found->kind();
        const auto noted = account.audit.append(method_record(open->session, "method.remove", kind, "succeeded", now));
        if (!noted) return refuse(noted.error());
        return answered(notices_.tell(*open, {MethodNotice::What::removed, kind, id}, open->registered));
    });
}

}  // namespace tilbage::core
