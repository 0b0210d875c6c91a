#include "core/oidc/claims_of.h"

#include "core/oidc/application_request.h"

namespace tilbage::core {
namespace {

std::string field(const Person& person, ProfileField name) {
    const auto found = person.profile.find(name);
    return found == person.profile.end() ? std::string{} : found->second;
}

}  // namespace

base::Result<crypto::PersonClaims> claims_of(const Person& person, const Application& application,
                                             std::string_view scope, std::size_t most_groups, GroupStore& groups) {
    crypto::PersonClaims claims;
    // Theirs for as long as they are there, whatever they are called.
    claims.subject = person.id.str();
    claims.object_id = person.id.str();
    claims.tenant_id = person.tenant_id.str();
    if (has_scope(scope, "profile")) {
        claims.preferred_username = person.user_name;
        claims.name = person.display_name;
        claims.given_name = field(person, ProfileField::given_name);
        claims.family_name = field(person, ProfileField::surname);
    }
    if (has_scope(scope, "email")) claims.email = person.work_mail;
    if (!application.tells_groups) return claims;
    const auto theirs = groups.groups_of(person.tenant_id, {GroupMember::Kind::person, person.id.str()}, true);
    if (!theirs) return base::fail(theirs.error());
    if (theirs->size() > most_groups) return claims;
    claims.groups.emplace();
    for (const auto& group : *theirs) claims.groups->push_back(group.id.str());
    return claims;
}

}  // namespace tilbage::core
