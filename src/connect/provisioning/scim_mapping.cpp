#include "connect/provisioning/scim_mapping.h"

#include <utility>

namespace tilbage::connect {

core::Person to_person(const core::PutPerson& put) {
    const auto& source = put.person;
    core::Person person;
    person.id = core::PersonId(put.id.value_or(std::string()));
    person.anchor = source.anchor;
    person.user_name = source.user_principal_name;
    person.sam_account_name = source.sam_account_name;
    person.netbios_domain = source.netbios_domain;
    person.domain = source.domain;
    person.display_name = source.display_name;
    person.work_mail = source.mail;
    person.alternate_mails = source.alternate_mails;
    person.preferred_language = source.preferred_language;
    person.active = source.active;
    person.profile = source.profile;
    if (!put.manager_id.empty()) person.manager = core::PersonId(put.manager_id);
    person.on_premises = source.on_premises;
    return person;
}

core::TargetPerson to_target_person(core::Person person) {
    core::TargetPerson target;
    target.id = person.id.str();
    target.manager_id = person.manager ? person.manager->str() : std::string();
    auto& source = target.person;
    source.anchor = std::move(person.anchor);
    source.user_principal_name = std::move(person.user_name);
    source.sam_account_name = std::move(person.sam_account_name);
    source.netbios_domain = std::move(person.netbios_domain);
    source.domain = std::move(person.domain);
    source.display_name = std::move(person.display_name);
    source.mail = std::move(person.work_mail);
    source.alternate_mails = std::move(person.alternate_mails);
    source.preferred_language = std::move(person.preferred_language);
    source.active = person.active;
    source.profile = std::move(person.profile);
    source.on_premises = std::move(person.on_premises);
    return target;
}

core::Group to_group(const core::PutGroup& put) {
    const auto& source = put.group;
    core::Group group;
    group.id = core::GroupId(put.id.value_or(std::string()));
    group.anchor = source.anchor;
    group.display_name = source.display_name;
    group.description = source.description;
    group.sam_account_name = source.sam_account_name;
    group.netbios_domain = source.netbios_domain;
    group.domain = source.domain;
    group.mail = source.mail;
    group.security_identifier = source.security_identifier;
    group.distinguished_name = source.distinguished_name;
    group.members = put.members;
    return group;
}

core::TargetGroup to_target_group(core::Group group) {
    core::TargetGroup target;
    target.id = group.id.str();
    auto& source = target.group;
    source.anchor = std::move(group.anchor);
    source.display_name = std::move(group.display_name);
    source.description = std::move(group.description);
    source.sam_account_name = std::move(group.sam_account_name);
    source.netbios_domain = std::move(group.netbios_domain);
    source.domain = std::move(group.domain);
    source.mail = std::move(group.mail);
    source.security_identifier = std::move(group.security_identifier);
    source.distinguished_name = std::move(group.distinguished_name);
    target.members = std::move(group.members);
    return target;
}

}  // namespace tilbage::connect
