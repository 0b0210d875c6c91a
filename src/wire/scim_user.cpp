#include "wire/scim_user.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "wire/scim_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kUser = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr std::string_view kOnPremises = "urn:tilbage:params:scim:schemas:onprem:2.0:User";

// In bytes: an address (RFC 3696 §3), Active Directory's rangeUpper of displayName and sAMAccountName times four for
// UTF-8, a DNS name, a language tag (BCP 47 §4.4.1).
constexpr std::size_t kMaxAddress = 320;
constexpr std::size_t kMaxDisplayName = 1024;
constexpr std::size_t kMaxAccountName = 1024;
constexpr std::size_t kMaxDomain = 255;
constexpr std::size_t kMaxLanguage = 35;
constexpr std::size_t kMaxAnchor = 64;
constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxMails = 20;

// One mailbox and nothing that could end a header or start a second recipient.
bool is_address(std::string_view text) {
    const auto at = text.rfind('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" ,;:<>()[]\"\\") == std::string_view::npos;
}

void read_mail(const json::value& value, core::Person& person, std::optional<ScimProblem>& problem) {
    if (!value.is_object()) {
        problem = ScimProblem{400, "invalidValue", "emails must be a list of objects"};
        return;
    }
    const ScimAttributes mail(value.get_object(), problem);
    const std::string address = mail.required_text("value", kMaxAddress);
    const std::string type = mail.text("type", kMaxId);
    if (!is_address(address)) mail.refuse("emails.value", "one e-mail address");
    if (type == "other") {
        person.alternate_mails.push_back(address);
    } else if (type == "work" && person.work_mail.empty()) {
        person.work_mail = address;
    }
}

void read_on_premises(const json::object& object, core::Person& person, std::optional<ScimProblem>& problem) {
    const ScimAttributes attributes(object, problem);
    person.sam_account_name = attributes.text("sAMAccountName", kMaxAccountName);
    person.netbios_domain = attributes.text("netbiosDomain", kMaxDomain);
    person.domain = attributes.text("domain", kMaxDomain);
}

json::array mails_of(const core::Person& person) {
    json::array mails;
    if (!person.work_mail.empty()) mails.push_back(json::object{{"value", person.work_mail}, {"type", "work"}});
    for (const auto& mail : person.alternate_mails) mails.push_back(json::object{{"value", mail}, {"type", "other"}});
    return mails;
}

}  // namespace

ScimResult<core::Person> read_scim_user(const json::object& object) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kUser);
    core::Person person;
    person.id = core::PersonId(attributes.text("id", kMaxId));
    person.user_name = attributes.required_text("userName", kMaxAddress);
    const auto anchor = core::SourceAnchor::parse(attributes.required_text("externalId", kMaxAnchor));
    if (!anchor) attributes.refuse("externalId", "the Base64 of 16 bytes");
    person.anchor = anchor.value_or(core::SourceAnchor());
    person.display_name = attributes.text("displayName", kMaxDisplayName);
    person.active = attributes.flag("active", true);
    person.preferred_language = attributes.text("preferredLanguage", kMaxLanguage);
    if (const json::array* mails = attributes.array("emails", kMaxMails))
        for (const auto& mail : *mails) read_mail(mail, person, problem);
    if (const json::object* on_premises = attributes.object(kOnPremises))
        read_on_premises(*on_premises, person, problem);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return person;
}

json::object scim_user_object(const core::Person& person) {
    return {{"schemas", {kUser, kOnPremises}},
            {"externalId", person.anchor.str()},
            {"userName", person.user_name},
            {"displayName", person.display_name},
            {"active", person.active},
            {"preferredLanguage", person.preferred_language},
            {"emails", mails_of(person)},
            {kOnPremises,
             {{"sAMAccountName", person.sam_account_name},
              {"netbiosDomain", person.netbios_domain},
              {"domain", person.domain}}}};
}

json::object scim_user_object(const core::Person& person, const ScimBase& base) {
    json::object object = scim_user_object(person);
    object["id"] = person.id.str();
    object["meta"] =
        json::object{{"resourceType", "User"}, {"location", base.user(person.id)}, {"version", scim_version(person)}};
    return object;
}

ScimResult<core::Person> decode_scim_user(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    return read_scim_user(*object);
}

std::string encode_scim_user(const core::Person& person) { return json::serialize(scim_user_object(person)); }

std::string encode_scim_user(const core::Person& person, const ScimBase& base) {
    return json::serialize(scim_user_object(person, base));
}

std::string scim_version(const core::Person& person) {
    constexpr std::size_t kBytes = 8;
    const auto digest = crypto::sha256(encode_scim_user(person));
    return "W/\"" + base::to_hex(std::span(digest).first(kBytes)) + "\"";
}

}  // namespace tilbage::wire
