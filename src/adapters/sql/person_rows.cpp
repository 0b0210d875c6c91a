#include "adapters/sql/person_rows.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

namespace tilbage::adapters::sql {
namespace {

// What is stored was written by mails_to_json; anything else is a damaged file and throws.
std::vector<std::string> mails_from_json(const std::string& json) {
    std::vector<std::string> mails;
    const boost::json::value parsed = boost::json::parse(json);
    for (const auto& mail : parsed.as_array()) mails.emplace_back(std::string_view(mail.as_string()));
    return mails;
}

}  // namespace

core::Person read_person(const Row& row) {
    core::Person person;
    person.id = core::PersonId(row.text(0));
    person.tenant_id = core::TenantId(row.text(1));
    person.anchor = core::SourceAnchor::parse(row.text(2)).value();
    person.user_name = row.text(3);
    person.sam_account_name = row.text(4);
    person.netbios_domain = row.text(5);
    person.domain = row.text(6);
    person.display_name = row.text(7);
    person.work_mail = row.text(8);
    person.alternate_mails = mails_from_json(row.text(9));
    person.preferred_language = row.text(10);
    person.active = row.integer(11) == 1;
    return person;
}

const std::string& person_columns() {
    static const std::string kColumns =
        "id, tenant_id, anchor, user_name, sam_account_name, netbios_domain, domain, display_name, work_mail, "
        "alternate_mails, preferred_language, active";
    return kColumns;
}

}  // namespace tilbage::adapters::sql
