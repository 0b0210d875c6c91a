#include "core/security_info/list_methods.h"

#include "core/methods/masked_hint.h"
#include "core/methods/usable_methods.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

std::string masked(const MethodData& data) {
    if (const auto* email = std::get_if<EmailAddressMethod>(&data)) return masked_address(email->address);
    if (const auto* phone = std::get_if<MobilePhoneMethod>(&data)) return masked_number(phone->number);
    return {};
}

ListedMethod listed(const AuthenticationMethod& method) {
    const auto* codes = std::get_if<RecoveryCodesMethod>(&method.data);
    return {.id = method.id,
            .kind = method.kind(),
            .name = method.name,
            .hint = masked(method.data),
            .created_at = method.created_at,
            .used_at = method.used_at,
            .codes_left = codes == nullptr ? 0 : static_cast<int>(codes->unused.size()),
            .locked = method.locked};
}

}  // namespace

Answer<ListedMethods> ListMethods::run(const std::string& token) {
    return in_one_step<ListedMethods>(ports_.account.unit_of_work, [&]() -> Answer<ListedMethods> {
        const auto open = desk_.open(token);
        if (!open) return refuse(open.error());
        ListedMethods all;
        for (const auto& method : open->registered) {
            if (method.kind() != MethodKind::temporary_access_code) all.methods.push_back(listed(method));
        }
        all.from_directory = from_directory(*open);
        all.offered = desk_.offered(*open);
        all.required = open->in_force.policy.methods_required;
        all.may_reset = open->in_force.may_reset;
        return all;
    });
}

std::vector<DirectoryMethod> ListMethods::from_directory(const OpenSecurityInfo& open) const {
    const auto& means = ports_.account.means;
    std::vector<DirectoryMethod> found;
    for (const auto& one : usable_methods(open.person, {}, open.in_force.policy,
                                          {.carried_out = means.carried_out,
                                           .use_work_mail = means.use_work_mail,
                                           .now = ports_.account.clock.now()})) {
        found.push_back({one.kind, hint_of(one)});
    }
    return found;
}

}  // namespace tilbage::core
