#include "fakes/reset_world.h"

namespace tilbage::fakes {

ResetWorld::ResetWorld(core::ResetSettings chosen) : settings(chosen) {
    tenants.tenants.push_back({tenant, "ex1.test", "Example One"});
    person.id = core::PersonId("11111111-1111-4111-8111-111111111111");
    person.tenant_id = tenant;
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = "anna.soerensen@ex1.test";
    person.sam_account_name = "annasor";
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    person.work_mail = "anna@work.example";
    person.alternate_mails = {"anna@home.example", "anna@other.example"};
    person.preferred_language = "da-DK";
    people.people[person.id] = person;
    (void)shares.refresh(tenants, method_shares);
    policies.policies[tenant].enabled = core::ResetEnablement::all;
    policies.policies[tenant].verify_caller = core::VerifyCaller::off;
}

ResetWorld::~ResetWorld() = default;

}  // namespace tilbage::fakes
