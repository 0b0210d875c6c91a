#include "connect/provisioning/person_mapping.h"

#include <gtest/gtest.h>

#include "wire/scim_user.h"

namespace tilbage::connect {
namespace {

// What does not come back the same would be written again at every import.
TEST(PersonMapping, APersonComesBackFromScimAsTheDirectoryHasThem) {
    core::SourcePerson person;
    person.anchor = *core::SourceAnchor::parse("q83vEjRWeJq83vEjRWeJqg==");
    person.user_principal_name = "skjaer@ex1.test";
    person.sam_account_name = "skjaer";
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    person.display_name = "Søren \"Kjær\"";
    person.mail = "skjaer@ex1.test";
    person.alternate_mails = {"s@home.test", "k@home.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    const auto read = wire::decode_scim_user(wire::encode_scim_user(to_person(person)));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(to_source_person(*read), person);

    core::SourcePerson bare;
    bare.anchor = person.anchor;
    bare.user_principal_name = "bare@ex1.test";
    bare.sam_account_name = "bare";
    bare.netbios_domain = "EX1";
    bare.domain = "ex1.test";
    EXPECT_EQ(to_source_person(wire::decode_scim_user(wire::encode_scim_user(to_person(bare))).value()), bare);
}

}  // namespace
}  // namespace tilbage::connect
