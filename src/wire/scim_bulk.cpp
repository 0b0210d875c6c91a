#include "wire/scim_bulk.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <limits>

#include "wire/scim_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kBulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
constexpr std::string_view kBulkResponse = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
constexpr std::string_view kUsers = "/Users";
constexpr std::size_t kMaxText = 1024;

std::string_view to_string(ScimMethod method) {
    switch (method) {
        case ScimMethod::post:
            return "POST";
        case ScimMethod::put:
            return "PUT";
        case ScimMethod::patch:
            return "PATCH";
        case ScimMethod::remove:
            return "DELETE";
    }
    return {};
}

std::optional<ScimMethod> parse_method(std::string_view text) {
    for (const auto method : {ScimMethod::post, ScimMethod::put, ScimMethod::patch, ScimMethod::remove})
        if (text == to_string(method)) return method;
    return std::nullopt;
}

// "/Users" of a post, "/Users/{id}" of the others.
std::optional<core::PersonId> id_in_path(std::string_view path, ScimMethod method) {
    if (!path.starts_with(kUsers)) return std::nullopt;
    path.remove_prefix(kUsers.size());
    if (method == ScimMethod::post) return path.empty() ? std::optional(core::PersonId()) : std::nullopt;
    if (path.size() < 2 || path.front() != '/' || path.find('/', 1) != std::string_view::npos) return std::nullopt;
    return core::PersonId(std::string(path.substr(1)));
}

void read_data(const ScimAttributes& attributes, ScimBulkOperation& operation, std::optional<ScimProblem>& problem) {
    const json::object* data = attributes.object("data");
    if (data == nullptr) {
        attributes.refuse("data", "a User");
        return;
    }
    auto person = read_scim_user(*data);
    if (person) {
        operation.person = std::move(*person);
    } else if (!problem) {
        problem = std::move(person.error());
    }
}

// A method that nobody knows makes the whole message unreadable; anything else spoils only its operation.
ScimResult<ScimBulkOperation> read_operation(const json::value& value) {
    if (!value.is_object()) return scim_problem(400, "invalidSyntax", "Operations must be a list of objects");
    ScimBulkOperation operation;
    auto& problem = operation.problem;
    const ScimAttributes attributes(value.get_object(), problem);
    const auto method = parse_method(attributes.text("method", kMaxText));
    if (!method) return scim_problem(400, "invalidSyntax", "method must be POST, PUT, PATCH or DELETE");
    operation.method = *method;
    operation.bulk_id = attributes.text("bulkId", kMaxText);
    operation.version = attributes.text("version", kMaxText);
    const auto id = id_in_path(attributes.text("path", kMaxText), *method);
    if (!id) attributes.refuse("path", *method == ScimMethod::post ? "/Users" : "/Users/{id}");
    operation.id = id.value_or(core::PersonId());
    if (*method == ScimMethod::post && operation.bulk_id.empty()) attributes.refuse("bulkId", "there for a POST");
    if (*method == ScimMethod::patch) problem = ScimProblem{501, {}, "PATCH is not supported; use PUT"};
    if (*method == ScimMethod::post || *method == ScimMethod::put) read_data(attributes, operation, problem);
    return operation;
}

ScimResult<const json::array*> operations_of(const json::object& object, std::string_view schema,
                                             std::int64_t* fail_on_errors) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(schema);
    if (fail_on_errors != nullptr)
        *fail_on_errors = attributes.number("failOnErrors", 0, std::numeric_limits<std::int32_t>::max(), 0);
    const json::array* operations = attributes.array("Operations", std::numeric_limits<std::size_t>::max());
    if (operations == nullptr) attributes.refuse("Operations", "a list");
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    if (operations->size() > kMaxBulkOperations)
        return scim_problem(413, {}, "more than " + std::to_string(kMaxBulkOperations) + " operations");
    return operations;
}

json::object outcome_object(const ScimBulkOutcome& outcome, const ScimBase& base) {
    json::object object{{"method", to_string(outcome.method)}, {"status", std::to_string(outcome.status)}};
    if (!outcome.bulk_id.empty()) object["bulkId"] = outcome.bulk_id;
    if (!outcome.id.empty()) object["location"] = base.user(outcome.id);
    if (!outcome.version.empty()) object["version"] = outcome.version;
    if (outcome.problem) object["response"] = scim_error_object(*outcome.problem);
    return object;
}

unsigned parse_status(std::string_view text) {
    unsigned status = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
    return error == std::errc() && end == text.data() + text.size() && status >= 100 && status <= 599 ? status : 0;
}

ScimResult<ScimBulkOutcome> read_outcome(const json::value& value) {
    if (!value.is_object()) return scim_problem(400, "invalidSyntax", "Operations must be a list of objects");
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(value.get_object(), problem);
    ScimBulkOutcome outcome;
    const auto method = parse_method(attributes.text("method", kMaxText));
    if (!method) attributes.refuse("method", "POST, PUT, PATCH or DELETE");
    outcome.method = method.value_or(ScimMethod::post);
    outcome.bulk_id = attributes.text("bulkId", kMaxText);
    outcome.version = attributes.text("version", kMaxText);
    outcome.status = parse_status(attributes.text("status", kMaxText));
    if (outcome.status == 0) attributes.refuse("status", "an HTTP status as text");
    const std::string location = attributes.text("location", 2 * kMaxText);
    outcome.id = core::PersonId(location.substr(location.rfind('/') + 1));
    if (const json::object* response = attributes.object("response"); response != nullptr && outcome.status >= 400) {
        const ScimAttributes error(*response, problem);
        outcome.problem = ScimProblem{outcome.status, error.text("scimType", kMaxText), error.text("detail", kMaxText)};
    }
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return outcome;
}

}  // namespace

ScimResult<ScimBulkRequest> decode_scim_bulk_request(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimBulkRequest request;
    const auto operations = operations_of(*object, kBulkRequest, &request.fail_on_errors);
    if (!operations) return tl::unexpected<ScimProblem>(operations.error());
    for (const auto& one : **operations) {
        auto operation = read_operation(one);
        if (!operation) return tl::unexpected<ScimProblem>(std::move(operation.error()));
        request.operations.push_back(std::move(*operation));
    }
    return request;
}

std::string encode_scim_bulk_request(const ScimBulkRequest& request) {
    json::array operations;
    for (const auto& one : request.operations) {
        json::object operation{{"method", to_string(one.method)}};
        operation["path"] =
            one.method == ScimMethod::post ? std::string(kUsers) : std::string(kUsers) + "/" + one.id.str();
        if (!one.bulk_id.empty()) operation["bulkId"] = one.bulk_id;
        if (!one.version.empty()) operation["version"] = one.version;
        if (one.method == ScimMethod::post || one.method == ScimMethod::put)
            operation["data"] = scim_user_object(one.person);
        operations.push_back(std::move(operation));
    }
    json::object object{{"schemas", {kBulkRequest}}, {"Operations", std::move(operations)}};
    if (request.fail_on_errors > 0) object["failOnErrors"] = request.fail_on_errors;
    return json::serialize(object);
}

std::string encode_scim_bulk_response(const std::vector<ScimBulkOutcome>& outcomes, const ScimBase& base) {
    json::array operations;
    operations.reserve(outcomes.size());
    for (const auto& outcome : outcomes) operations.push_back(outcome_object(outcome, base));
    return json::serialize(json::object{{"schemas", {kBulkResponse}}, {"Operations", std::move(operations)}});
}

ScimResult<std::vector<ScimBulkOutcome>> decode_scim_bulk_response(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    const auto operations = operations_of(*object, kBulkResponse, nullptr);
    if (!operations) return tl::unexpected<ScimProblem>(operations.error());
    std::vector<ScimBulkOutcome> outcomes;
    for (const auto& one : **operations) {
        auto outcome = read_outcome(one);
        if (!outcome) return tl::unexpected<ScimProblem>(std::move(outcome.error()));
        outcomes.push_back(std::move(*outcome));
    }
    return outcomes;
}

}  // namespace tilbage::wire
