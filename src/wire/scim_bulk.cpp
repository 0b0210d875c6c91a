#include "wire/scim_bulk.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <limits>

#include "wire/scim_group_json.h"
#include "wire/scim_json.h"
#include "wire/scim_patch_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kBulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
constexpr std::string_view kBulkResponse = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
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

struct Place {
    ScimResource resource;
    std::string id;
};

// "/Users" of a post, "/Users/{id}" of the others.
std::optional<Place> place_in(std::string_view path, ScimMethod method) {
    for (const auto resource : {ScimResource::user, ScimResource::group}) {
        const auto endpoint = endpoint_of(resource);
        if (!path.starts_with(endpoint)) continue;
        const auto rest = path.substr(endpoint.size());
        if (method == ScimMethod::post) return rest.empty() ? std::optional(Place{resource, {}}) : std::nullopt;
        if (rest.size() < 2 || rest.front() != '/' || rest.find('/', 1) != std::string_view::npos) return std::nullopt;
        return Place{resource, std::string(rest.substr(1))};
    }
    return std::nullopt;
}

template <class T>
void keep(ScimResult<T> data, ScimBulkOperation& operation) {
    if (data) {
        operation.data = std::move(*data);
    } else if (!operation.problem) {
        operation.problem = std::move(data.error());
    }
}

void read_data(const ScimAttributes& attributes, ScimBulkOperation& operation) {
    const json::object* data = attributes.object("data");
    if (data == nullptr) {
        attributes.refuse("data", "an object");
    } else if (operation.method == ScimMethod::patch) {
        keep(read_scim_patch(operation.resource, *data), operation);
    } else if (operation.resource == ScimResource::user) {
        keep(read_scim_user(*data), operation);
    } else {
        keep(read_scim_group(*data), operation);
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
    auto place = place_in(attributes.text("path", kMaxText), *method);
    if (!place) {
        attributes.refuse("path", "/Users or /Groups for POST, with an id behind them for the others");
        return operation;
    }
    operation.resource = place->resource;
    operation.id = std::move(place->id);
    if (*method == ScimMethod::post && operation.bulk_id.empty()) attributes.refuse("bulkId", "there for POST");
    if (*method != ScimMethod::remove) read_data(attributes, operation);
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
    if (!outcome.id.empty()) object["location"] = base.location(outcome.resource, outcome.id);
    if (!outcome.version.empty()) object["version"] = outcome.version;
    if (outcome.problem) object["response"] = scim_error_object(*outcome.problem);
    return object;
}

unsigned parse_status(std::string_view text) {
    unsigned status = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
    return error == std::errc() && end == text.data() + text.size() && status >= 100 && status <= 599 ? status : 0;
}

// The id is the last part, the resource the one before.
void read_location(const std::string& location, ScimBulkOutcome& outcome) {
    const auto slash = location.rfind('/');
    if (slash == std::string::npos) return;
    outcome.id = location.substr(slash + 1);
    if (std::string_view(location).substr(0, slash).ends_with(endpoint_of(ScimResource::group)))
        outcome.resource = ScimResource::group;
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
    read_location(attributes.text("location", 2 * kMaxText), outcome);
    if (const json::object* response = attributes.object("response"); response != nullptr && outcome.status >= 400) {
        const ScimAttributes error(*response, problem);
        outcome.problem = ScimProblem{outcome.status, error.text("scimType", kMaxText), error.text("detail", kMaxText)};
    }
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    return outcome;
}

json::object data_of(const ScimBulkOperation& operation) {
    if (const auto* person = std::get_if<core::Person>(&operation.data)) return scim_user_object(*person);
    if (const auto* group = std::get_if<core::Group>(&operation.data)) return scim_group_object(*group);
    if (const auto* patch = std::get_if<ScimPatch>(&operation.data)) return scim_patch_object(*patch);
    return {};
}

}  // namespace

ScimResult<ScimBulkRequest> decode_scim_bulk_request(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimBulkRequest request;
    const auto operations = operations_of(*object, kBulkRequest, &request.fail_on_errors);
    if (!operations) return tl::unexpected<ScimProblem>(operations.error());
    request.operations.reserve((*operations)->size());
    for (const auto& one : **operations) {
        auto operation = read_operation(one);
        if (!operation) return tl::unexpected<ScimProblem>(std::move(operation.error()));
        request.operations.push_back(std::move(*operation));
    }
    return request;
}

std::string encode_scim_bulk_request(const ScimBulkRequest& request) {
    return encode_scim_bulk_request(request.operations, request.fail_on_errors);
}

std::string encode_scim_bulk_request(std::span<const ScimBulkOperation> all, std::int64_t fail_on_errors) {
    json::array operations;
    operations.reserve(all.size());
    for (const auto& one : all) {
        json::object operation{{"method", to_string(one.method)}};
        std::string path(endpoint_of(one.resource));
        if (one.method != ScimMethod::post) path.append("/").append(one.id);
        operation.emplace("path", std::move(path));
        if (!one.bulk_id.empty()) operation.emplace("bulkId", one.bulk_id);
        if (!one.version.empty()) operation.emplace("version", one.version);
        if (auto data = data_of(one); !data.empty()) operation.emplace("data", std::move(data));
        operations.push_back(std::move(operation));
    }
    json::object object{{"schemas", {kBulkRequest}}, {"Operations", std::move(operations)}};
    if (fail_on_errors > 0) object["failOnErrors"] = fail_on_errors;
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
