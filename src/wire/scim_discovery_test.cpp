#include "wire/scim_discovery.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <set>

#include "wire/scim_path.h"
#include "wire/scim_user.h"

namespace tilbage::wire {
namespace {

namespace json = boost::json;
const ScimBase kBase{"https://id.example.org/scim/v2"};

TEST(ScimDiscovery, EverySchemaIsThereByItsUrnWhateverItsCase) {
    const auto list = json::parse(encode_scim_schemas(kBase)).as_object();
    EXPECT_EQ(list.at("totalResults").as_int64(), 5);
    for (const auto& schema : list.at("Resources").as_array()) {
        std::string urn(std::string_view(schema.at("id").as_string()));
        EXPECT_EQ(json::parse(*encode_scim_schema(kBase, urn)), schema);
        for (char& c : urn) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        EXPECT_EQ(json::parse(*encode_scim_schema(kBase, urn)), schema);
    }
    EXPECT_FALSE(encode_scim_schema(kBase, "urn:other"));
    EXPECT_FALSE(encode_scim_resource_type(kBase, "Robot"));
    EXPECT_EQ(json::parse(*encode_scim_resource_type(kBase, "Group")).at("endpoint").as_string(), "/Groups");
}

// Names that begin with anything else cannot be used in a path (RFC 7643 §2.1).
TEST(ScimDiscovery, AttributesHaveNamesThatPathsCanSayAndStandOnce) {
    for (const auto resource : {ScimResource::user, ScimResource::group}) {
        for (const auto& schema : scim_schemas_of(resource)) {
            std::set<std::string_view> names;
            for (const auto& attribute : schema.attributes) {
                EXPECT_TRUE(names.insert(attribute.name).second) << attribute.name;
                EXPECT_FALSE(attribute.description.empty()) << attribute.name;
                const auto path =
                    resolve_scim_path(resource, std::string(schema.urn) + ":" + std::string(attribute.name));
                ASSERT_TRUE(path) << attribute.name;
                EXPECT_EQ(path->attribute, &attribute);
                EXPECT_EQ(resolve_scim_path(resource, format_scim_path(*path)), path);
                for (const auto& sub : attribute.sub_attributes)
                    EXPECT_EQ(resolve_scim_path(resource, format_scim_path(*path) + "." + std::string(sub.name))->sub,
                              &sub);
            }
        }
    }
}

// What a user can say is in the schemas, so that filters and patches reach it.
TEST(ScimDiscovery, AUserSaysNothingThatTheSchemasDoNotHave) {
    core::Person person;
    person.id = core::PersonId("p1");
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = person.display_name = person.work_mail = person.preferred_language = "a@b.c";
    person.alternate_mails = {"d@e.f"};
    person.sam_account_name = person.netbios_domain = person.domain = "x";
    for (std::size_t i = 0; i < core::kProfileFields; ++i) person.profile[static_cast<core::ProfileField>(i)] = "x";
    person.manager = core::PersonId("p2");
    const auto time = base::from_millis(1);
    person.on_premises = {"u", "d", "s", 512, true, time, time, time, time, {"SMTP:a@b.c"}};
    person.provisioning_errors = {{core::ProvisioningError::Property::proxy_addresses, "v", "p3", time}};
    const auto object = json::parse(encode_scim_user(person, kBase, "W/\"1\"")).as_object();
    std::size_t attributes = 0;
    const auto check = [&](const std::string& name) {
        EXPECT_TRUE(resolve_scim_path(ScimResource::user, name)) << name;
        ++attributes;
    };
    for (const auto& [name, value] : object) {
        const std::string text(std::string_view{name});
        if (!text.starts_with("urn:")) {
            check(text);
            continue;
        }
        for (const auto& [inner, ignored] : value.as_object()) check(text + ":" + std::string(std::string_view(inner)));
    }
    std::size_t known = scim_common_attributes().size();
    for (const auto& schema : scim_schemas_of(ScimResource::user)) known += schema.attributes.size();
    EXPECT_EQ(attributes, known) << "and everything that they have";
}

}  // namespace
}  // namespace tilbage::wire
