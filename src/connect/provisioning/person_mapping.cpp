#include "connect/provisioning/person_mapping.h"

namespace tilbage::connect {

core::Person to_person(const core::SourcePerson& source) {
    core::Person person;
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
    return person;
}

core::SourcePerson to_source_person(const core::Person& person) {
    core::SourcePerson source;
    source.anchor = person.anchor;
    source.user_principal_name = person.user_name;
    source.sam_account_name = person.sam_account_name;
    source.netbios_domain = person.netbios_domain;
    source.domain = person.domain;
    source.display_name = person.display_name;
    source.mail = person.work_mail;
    source.alternate_mails = person.alternate_mails;
    source.preferred_language = person.preferred_language;
    source.active = person.active;
    return source;
}

}  // namespace tilbage::connect
