// What the tenant is told of a staged object: attributes of the directory become those of people and groups. Pure, any
// thread.
#pragma once

#include <string>
#include <vector>

#include "core/ports/change_source.h"
#include "core/ports/group_source.h"
#include "core/ports/people_source.h"
#include "core/sync/staged_object.h"

namespace tilbage::core {

// Without its manager, which is another object. thumbnailPhoto and userCertificate are not taken: nothing here shows or
// checks them.
[[nodiscard]] SourcePerson project_person(const StagedObject& object, const SourceAnchor& anchor,
                                          const SourceDomain& domain, const std::string& distinguished_name,
                                          const std::string& alternate_mail_attribute);
// Without its members.
[[nodiscard]] SourceGroup project_group(const StagedObject& object, const SourceAnchor& anchor,
                                        const SourceDomain& domain, const std::string& distinguished_name);

// "Ada, Countess" of "CN=Ada\, Countess".
[[nodiscard]] std::string value_of_rdn(std::string_view rdn);

}  // namespace tilbage::core
