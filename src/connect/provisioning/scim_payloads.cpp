#include "connect/provisioning/scim_payloads.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>
#include <utility>

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::string_view kUserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr std::string_view kOnPremisesSchema = "urn:tilbage:params:scim:schemas:onprem:2.0:User";
constexpr std::string_view kBulkSchema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
constexpr std::size_t kQuoted = 200;

void put_text(json::object& object, std::string_view name, const std::string& value) {
    if (!value.empty()) object[name] = value;
}

json::object user_of(const core::SourcePerson& person) {
    json::object user{{"schemas", {kUserSchema, kOnPremisesSchema}},
                      {"userName", person.user_principal_name},
                      {"externalId", person.anchor.str()},
                      {"active", person.active}};
    put_text(user, "displayName", person.display_name);
    put_text(user, "preferredLanguage", person.preferred_language);
    json::array emails;
    if (!person.mail.empty()) emails.push_back({{"value", person.mail}, {"type", "work"}});
    for (const auto& mail : person.alternate_mails) emails.push_back({{"value", mail}, {"type", "other"}});
    if (!emails.empty()) user["emails"] = std::move(emails);
    json::object on_premises;
    put_text(on_premises, "sAMAccountName", person.sam_account_name);
    put_text(on_premises, "netbiosDomain", person.netbios_domain);
    put_text(on_premises, "domain", person.domain);
    user[kOnPremisesSchema] = std::move(on_premises);
    return user;
}

json::object operation_of(const core::ProvisioningChange& change) {
    if (const auto* create = std::get_if<core::CreatePerson>(&change)) {
        return {{"method", "POST"}, {"path", "/Users"}, {"data", user_of(create->person)}};
    }
    if (const auto* replace = std::get_if<core::ReplacePerson>(&change)) {
        return {{"method", "PUT"},
                {"path", "/Users/" + replace->person.id.str()},
                {"data", user_of(replace->person.person)}};
    }
    return {{"method", "DELETE"}, {"path", "/Users/" + std::get<core::RemovePerson>(change).id.str()}};
}

std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::array* list_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_array();
}

void read_emails(const json::object& user, core::SourcePerson& person) {
    const auto* emails = list_of(user, "emails");
    if (emails == nullptr) return;
    for (const auto& email : *emails) {
        if (!email.is_object()) continue;
        auto value = text_of(email.get_object(), "value");
        if (text_of(email.get_object(), "type") == "other") {
            person.alternate_mails.push_back(std::move(value));
        } else {
            person.mail = std::move(value);
        }
    }
}

std::optional<core::ProvisionedPerson> read_user(const json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const auto& user = value.get_object();
    const auto anchor = core::SourceAnchor::parse(text_of(user, "externalId"));
    core::ProvisionedPerson there{.id = core::PersonId(text_of(user, "id")), .person = {}};
    if (!anchor || there.id.empty()) return std::nullopt;
    auto& person = there.person;
    person.anchor = *anchor;
    person.user_principal_name = text_of(user, "userName");
    person.display_name = text_of(user, "displayName");
    person.preferred_language = text_of(user, "preferredLanguage");
    const auto* active = user.if_contains("active");
    person.active = active == nullptr || !active->is_bool() || active->get_bool();
    read_emails(user, person);
    const auto* on_premises = user.if_contains(kOnPremisesSchema);
    if (on_premises != nullptr && on_premises->is_object()) {
        person.sam_account_name = text_of(on_premises->get_object(), "sAMAccountName");
        person.netbios_domain = text_of(on_premises->get_object(), "netbiosDomain");
        person.domain = text_of(on_premises->get_object(), "domain");
    }
    return there;
}

base::Result<json::object> parse_object(std::string_view body) {
    boost::system::error_code code;
    auto value = json::parse({body.data(), body.size()}, code);
    if (code || !value.is_object())
        return base::fail(base::ErrorCode::corrupt, "the provisioning service's answer is not JSON");
    return std::move(value.get_object());
}

// RFC 7644 has the status as a text; a number means the same.
std::string status_of(const json::object& operation) {
    const auto* status = operation.if_contains("status");
    if (status == nullptr) return {};
    if (status->is_int64()) return std::to_string(status->get_int64());
    return status->is_string() ? std::string(status->get_string()) : std::string();
}

}  // namespace

std::string encode_bulk_request(std::span<const core::ProvisioningChange> changes) {
    json::array operations;
    for (const auto& change : changes) {
        auto operation = operation_of(change);
        operation["bulkId"] = std::to_string(operations.size() + 1);
        operations.push_back(std::move(operation));
    }
    return json::serialize(json::object{{"schemas", {kBulkSchema}}, {"Operations", std::move(operations)}});
}

base::Result<core::ProvisioningReport> decode_bulk_response(std::string_view body) {
    const auto object = parse_object(body);
    if (!object) return base::fail(object.error());
    const auto* operations = list_of(*object, "Operations");
    if (operations == nullptr) return base::fail(base::ErrorCode::corrupt, "the bulk answer has no Operations");
    core::ProvisioningReport report;
    for (const auto& operation : *operations) {
        if (!operation.is_object()) continue;
        const auto status = status_of(operation.get_object());
        if (status.starts_with('2')) {
            ++report.done;
            continue;
        }
        const auto* answer = operation.get_object().if_contains("response");
        report.refused.push_back(fmt::format("{} {}: {} {}", text_of(operation.get_object(), "method"),
                                             text_of(operation.get_object(), "location"), status,
                                             answer == nullptr ? "" : json::serialize(*answer).substr(0, kQuoted)));
    }
    return report;
}

base::Result<UserPage> decode_user_page(std::string_view body) {
    const auto object = parse_object(body);
    if (!object) return base::fail(object.error());
    const auto* total = object->if_contains("totalResults");
    if (total == nullptr || !total->is_int64()) {
        return base::fail(base::ErrorCode::corrupt, "the list of users has no totalResults");
    }
    UserPage page{.people = {}, .total = total->get_int64(), .returned = 0};
    const auto* resources = list_of(*object, "Resources");
    if (resources == nullptr) return page;
    page.returned = static_cast<std::int64_t>(resources->size());
    for (const auto& resource : *resources) {
        if (auto person = read_user(resource)) page.people.push_back(std::move(*person));
    }
    return page;
}

}  // namespace tilbage::connect
