#include "adapters/sql/person_rows.h"

#include "adapters/sql/person_json.h"

namespace tilbage::adapters::sql {

core::Person read_person(const Row& row) {
    core::Person person;
    person.id = core::PersonId(row.text(0));
    person.tenant_id = core::TenantId(row.text(1));
    if (!row.is_null(2)) person.anchor = core::SourceAnchor::parse(row.text(2)).value();
    person.user_name = row.text(3);
    person.sam_account_name = row.text(4);
    person.netbios_domain = row.text(5);
    person.domain = row.text(6);
    person.display_name = row.text(7);
    person.work_mail = row.text(8);
    person.alternate_mails = texts_from_json(row.text(9));
    person.preferred_language = row.text(10);
    person.active = row.integer(11) == 1;
    if (!row.is_null(12)) person.external_id = row.text(12);
    if (!row.text(13).empty()) person.manager = core::PersonId(row.text(13));
    person.profile = profile_from_json(row.text(14));
    person.on_premises = facts_from_json(row.text(15));
    person.provisioning_errors = errors_from_json(row.text(16));
    return person;
}

const std::string& person_columns() {
    static const std::string kColumns =
        "id, tenant_id, anchor, user_name, sam_account_name, netbios_domain, domain, display_name, work_mail, "
        "alternate_mails, preferred_language, active, external_id, manager_id, profile, on_premises, "
        "provisioning_errors";
    return kColumns;
}

}  // namespace tilbage::adapters::sql
