#include "wire/scim_projection.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "wire/scim_user.h"

namespace tilbage::wire {
namespace {

using core::ProfileField;

boost::json::object projected(std::optional<std::string_view> attributes, std::optional<std::string_view> excluded) {
    core::Person person;
    person.id = core::PersonId("p1");
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = "a@b.c";
    person.work_mail = "a@b.c";
    person.alternate_mails = {"d@e.f"};
    person.sam_account_name = "a";
    person.domain = "b.c";
    person.profile = {{ProfileField::given_name, "A"}, {ProfileField::surname, "B"}, {ProfileField::department, "D"}};
    const auto projection = parse_scim_projection(ScimResource::user, attributes, excluded).value();
    return boost::json::parse(encode_scim_user(person, {"https://x"}, "W/\"1\"", projection)).as_object();
}

std::vector<std::string> names(const boost::json::object& object) {
    std::vector<std::string> names;
    for (const auto& member : object) names.emplace_back(member.key());
    std::ranges::sort(names);
    return names;
}

using Names = std::vector<std::string>;

TEST(ScimProjection, GivesWhatIsAskedForBesideIdAndSchemas) {
    EXPECT_EQ(names(projected("userName", {})), (Names{"id", "schemas", "userName"}));
    EXPECT_EQ(names(projected(" USERNAME , nobody,meta.version", {})), (Names{"id", "meta", "schemas", "userName"}));
    EXPECT_EQ(names(projected("nobody", {})), (Names{"id", "schemas"}));
    const auto parts = projected("name.givenName,emails.value,emails.type", {});
    EXPECT_EQ(names(parts.at("name").as_object()), (Names{"givenName"}));
    EXPECT_EQ(parts.at("emails").as_array().size(), 2U);
    EXPECT_EQ(names(parts.at("emails").as_array().at(0).as_object()), (Names{"type", "value"}));
    const auto one = projected("urn:tilbage:params:scim:schemas:onprem:2.0:User:sAMAccountName", {});
    EXPECT_EQ(names(one.at(kScimOnPremisesUserSchema).as_object()), (Names{"sAMAccountName"}));
    EXPECT_EQ(projected("urn:tilbage:params:scim:schemas:onprem:2.0:user", {}).at(kScimOnPremisesUserSchema),
              projected({}, {}).at(kScimOnPremisesUserSchema));
}

TEST(ScimProjection, LeavesOutWhatIsExcludedButNotIdAndSchemas) {
    const auto whole = names(projected({}, {}));
    auto without = names(
        projected({}, "id,schemas,emails,name.givenName,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"));
    EXPECT_EQ(whole.size() - without.size(), 2U);
    EXPECT_EQ(names(projected({}, "name.givenName").at("name").as_object()), (Names{"familyName", "formatted"}));
    EXPECT_EQ(names(projected({}, "emails.type").at("emails").as_array().at(1).as_object()), (Names{"value"}));
    EXPECT_EQ(names(projected({}, "")), whole);
}

TEST(ScimProjection, NotBothAtOnceAndNotTooMany) {
    EXPECT_FALSE(parse_scim_projection(ScimResource::user, "id", "id"));
    std::string many = "id";
    for (int i = 0; i < 200; ++i) many += ",id";
    EXPECT_FALSE(parse_scim_projection(ScimResource::user, many, std::nullopt));
}

}  // namespace
}  // namespace tilbage::wire
