#include "core/methods/usable_methods.h"

#include <algorithm>

#include "core/methods/masked_hint.h"
#include "core/methods/phone_country.h"
#include "core/methods/phone_number.h"

namespace tilbage::core {
namespace {

std::string text_of(const Person& person, ProfileField field) {
    const auto found = person.profile.find(field);
    return found == person.profile.end() ? std::string{} : found->second;
}

std::string directory_address(const Person& person, bool use_work_mail) {
    for (const auto& address : person.alternate_mails) {
        if (!address.empty()) return address;
    }
    return use_work_mail ? person.work_mail : std::string{};
}

std::string directory_number(const Person& person) {
    return to_e164(text_of(person, ProfileField::mobile_phone), phone_country_of(person)).value_or("");
}

bool serves(const AuthenticationMethod& method, const PasswordResetPolicy& policy, base::TimePoint now) {
    if (method.locked) return false;
    if (const auto* codes = std::get_if<RecoveryCodesMethod>(&method.data)) return !codes->unused.empty();
    if (const auto* issued = std::get_if<TemporaryAccessCodeMethod>(&method.data)) return issued->expires_at > now;
    if (method.kind() == MethodKind::security_questions) {
        const auto askable = askable_questions(method, policy.questions).size();
        return askable >= static_cast<std::size_t>(policy.questions.to_reset);
    }
    return true;
}

std::string destination_of(const AuthenticationMethod& method) {
    if (const auto* email = std::get_if<EmailAddressMethod>(&method.data)) return email->address;
    if (const auto* phone = std::get_if<MobilePhoneMethod>(&method.data)) return phone->number;
    return {};
}

std::string directory_destination(const Person& person, MethodKind kind, const MethodWorld& world) {
    if (kind == MethodKind::email) return directory_address(person, world.use_work_mail);
    return kind == MethodKind::mobile_phone ? directory_number(person) : std::string{};
}

}  // namespace

std::vector<UsableMethod> usable_methods(const Person& person, const std::vector<AuthenticationMethod>& registered,
                                         const PasswordResetPolicy& policy, const MethodWorld& world) {
    std::vector<UsableMethod> usable;
    for (const auto kind : policy.methods) {
        if (!world.carried_out.contains(kind)) continue;
        UsableMethod method;
        method.kind = kind;
        for (const auto& one : registered) {
            if (one.kind() == kind && serves(one, policy, world.now)) method.registered.push_back(one);
        }
        method.destination = method.registered.empty() ? directory_destination(person, kind, world)
                                                       : destination_of(method.registered.front());
        if (!method.registered.empty() || !method.destination.empty()) usable.push_back(std::move(method));
    }
    return usable;
}

std::vector<std::string> askable_questions(const AuthenticationMethod& answered, const SecurityQuestionPolicy& policy) {
    std::vector<std::string> ids;
    const auto* questions = std::get_if<SecurityQuestionsMethod>(&answered.data);
    if (questions == nullptr) return ids;
    for (const auto& [id, hash] : questions->answers) {
        const bool there = !id.starts_with('c') || std::ranges::any_of(policy.custom, [&](const CustomQuestion& one) {
            return id == "c" + std::to_string(one.number);
        });
        if (there) ids.push_back(id);
    }
    return ids;
}

std::string hint_of(const UsableMethod& method) {
    if (method.kind == MethodKind::email) return masked_address(method.destination);
    return method.kind == MethodKind::mobile_phone ? masked_number(method.destination) : std::string{};
}

}  // namespace tilbage::core
