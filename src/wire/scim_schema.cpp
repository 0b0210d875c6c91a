#include "wire/scim_schema.h"

#include <algorithm>

#include "wire/scim_names.h"

namespace tilbage::wire {
namespace {

using Attribute = ScimAttribute;
using Type = Attribute::Type;
using Mutability = Attribute::Mutability;
using Uniqueness = Attribute::Uniqueness;

Attribute text(std::string_view name, std::string_view description) {
    return {.name = name, .description = description};
}

Attribute exact(std::string_view name, std::string_view description) {
    return {.name = name, .description = description, .case_exact = true};
}

Attribute time(std::string_view name, std::string_view description) {
    return {.name = name, .description = description, .type = Type::date_time};
}

Attribute read_only(Attribute attribute) {
    attribute.mutability = Mutability::read_only;
    return attribute;
}

Attribute required(Attribute attribute) {
    attribute.required = true;
    return attribute;
}

Attribute one_of(std::string_view name, std::string_view description, std::vector<std::string_view> values) {
    return {.name = name, .description = description, .canonical_values = std::move(values)};
}

Attribute complex(std::string_view name, std::string_view description, std::vector<Attribute> sub_attributes) {
    return {
        .name = name, .description = description, .type = Type::complex, .sub_attributes = std::move(sub_attributes)};
}

Attribute list(Attribute attribute) {
    attribute.multi_valued = true;
    return attribute;
}

Attribute reference(std::string_view name, std::string_view description, std::vector<std::string_view> types) {
    return {.name = name,
            .description = description,
            .type = Type::reference,
            .case_exact = true,
            .mutability = Mutability::read_only,
            .reference_types = std::move(types)};
}

Attribute user_name() {
    auto attribute = required(text("userName", "The user principal name: who signs in with it"));
    attribute.uniqueness = Uniqueness::server;
    return attribute;
}

ScimSchema user_schema() {
    return {kScimUserSchema,
            "User",
            "A person",
            {user_name(),
             complex("name", "The parts of the name",
                     {read_only(text("formatted", "Given name and family name")), text("givenName", "The given name"),
                      text("familyName", "The family name")}),
             text("displayName", "The name as it is shown"),
             text("title", "The job title"),
             text("preferredLanguage", "The language that the person is addressed in, as in RFC 5646"),
             {.name = "active", .description = "Whether the account may be used", .type = Type::boolean},
             list(complex("emails", "Mail addresses",
                          {required(text("value", "The address")),
                           one_of("type", "work: the mailbox; other: where codes go to", {"work", "other"})})),
             list(complex("phoneNumbers", "Phone numbers",
                          {required(text("value", "The number")),
                           one_of("type", "One number of each type", {"work", "mobile", "home", "fax"})})),
             list(complex("addresses", "Where the person works",
                          {text("streetAddress", "Street and number"), text("locality", "The town"),
                           text("region", "The state or region"), text("postalCode", "The postal code"),
                           text("country", "The country, as in ISO 3166-1 alpha-2"),
                           one_of("type", "One address", {"work"})}))}};
}

ScimSchema enterprise_schema() {
    return {kScimEnterpriseSchema,
            "EnterpriseUser",
            "A person in an organisation",
            {text("employeeNumber", "The number that the organisation gave the person"),
             text("organization", "The company"), text("department", "The department"),
             complex("manager", "Whom the person reports to",
                     {exact("value", "The id of the manager"), reference("$ref", "Where the manager is", {"User"})})}};
}

std::vector<Attribute> account_attributes() {
    return {text("sAMAccountName", "The account name in the directory"),
            text("netbiosDomain", "The domain's name in DOMAIN\\name"), text("domain", "The domain's DNS name"),
            text("distinguishedName", "Where the object is in the directory"),
            exact("securityIdentifier", "The objectSid, S-1-5-21-…")};
}

ScimSchema on_premises_user_schema() {
    auto attributes = account_attributes();
    const std::vector<Attribute> more{
        text("userPrincipalName", "As the directory has it, also where userName had to be another"),
        {.name = "userAccountControl", .description = "As in MS-ADTS 2.2.16", .type = Type::integer},
        {.name = "adminCount", .description = "Whether the account is, or was, protected", .type = Type::boolean},
        time("lockedAt", "Since when the account is locked"),
        time("passwordSetAt", "When the password was set"),
        time("passwordExpiresAt", "When the password expires"),
        time("accountExpiresAt", "When the account expires"),
        list(exact("proxyAddresses", "SMTP: the primary address; smtp: another one")),
        text("mailNickname", "The Exchange alias"),
        text("officeLocation", "The office"),
        text("countryName", "The country in words"),
        text("initials", "The initials"),
        text("employeeId", "Another number of the person"),
        text("webPage", "The person's page"),
        text("usageLocation", "Where services are used, as in ISO 3166-1 alpha-2")};
    attributes.insert(attributes.end(), more.begin(), more.end());
    for (const auto name : kScimExtensionAttributes) attributes.push_back(text(name, "What the organisation likes"));
    attributes.push_back(read_only(list(
        complex("provisioningErrors", "Values that are another's and therefore kept away from this person",
                {one_of("property", "What it is a value of", {"userPrincipalName", "proxyAddresses"}),
                 text("value", "The value"), exact("collidingId", "Whose it is"), time("occurredAt", "Since when")}))));
    return {kScimOnPremisesUserSchema, "OnPremisesUser", "A person who comes from a directory", attributes};
}

ScimSchema group_schema() {
    return {kScimGroupSchema,
            "Group",
            "A group of people",
            {required(text("displayName", "The name as it is shown")),
             list(complex("members", "Who is directly in it",
                          {required(exact("value", "The id of a User or Group")),
                           one_of("type", "What the member is", {"User", "Group"})}))}};
}

ScimSchema on_premises_group_schema() {
    auto attributes = account_attributes();
    attributes.push_back(text("description", "What the group is for"));
    attributes.push_back(text("mail", "The group's mail address"));
    return {kScimOnPremisesGroupSchema, "OnPremisesGroup", "A group that comes from a directory", attributes};
}

const Attribute* find_in(const std::vector<Attribute>& attributes, std::string_view name) {
    const auto found =
        std::ranges::find_if(attributes, [&](const auto& attribute) { return same_scim_name(attribute.name, name); });
    return found == attributes.end() ? nullptr : &*found;
}

}  // namespace

const Attribute* Attribute::find(std::string_view sub_name) const { return find_in(sub_attributes, sub_name); }

const Attribute* ScimSchema::find(std::string_view attribute) const { return find_in(attributes, attribute); }

const std::vector<ScimSchema>& scim_schemas_of(ScimResource resource) {
    static const std::vector<ScimSchema> kUser{user_schema(), enterprise_schema(), on_premises_user_schema()};
    static const std::vector<ScimSchema> kGroup{group_schema(), on_premises_group_schema()};
    return resource == ScimResource::user ? kUser : kGroup;
}

const std::vector<Attribute>& scim_common_attributes() {
    static const std::vector<Attribute> kCommon{
        {.name = "id",
         .description = "Given by the service",
         .case_exact = true,
         .mutability = Mutability::read_only,
         .returned = Attribute::Returned::always,
         .uniqueness = Uniqueness::server},
        exact("externalId", "Given by the client; the source anchor of what comes from a directory"),
        {.name = "schemas",
         .description = "What the resource is made of",
         .type = Type::reference,
         .multi_valued = true,
         .case_exact = true,
         .returned = Attribute::Returned::always},
        read_only(
            complex("meta", "About the resource itself",
                    {read_only(exact("resourceType", "User or Group")), reference("location", "Where it is", {"uri"}),
                     read_only(exact("version", "The entity tag"))}))};
    return kCommon;
}

}  // namespace tilbage::wire
