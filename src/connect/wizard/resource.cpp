#include "connect/wizard/resource.h"

#include <boost/json/array.hpp>

#include "base/secret.h"
#include "connect/setup/compare.h"

namespace tilbage::connect::wizard {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

namespace {

json::array names(const std::vector<core::DistinguishedName>& dns) {
    json::array array;
    for (const auto& dn : dns) array.emplace_back(dn.str());
    return array;
}

std::vector<core::DistinguishedName> read_names(Body& body, std::string_view member) {
    std::vector<core::DistinguishedName> names;
    for (const auto& text : body.texts_or_none(member)) {
        auto dn = core::DistinguishedName::parse(text);
        if (!dn || dn->is_root()) {
            body.mark_malformed();
        } else {
            names.push_back(std::move(*dn));
        }
    }
    return names;
}

}  // namespace

adapters::http::Handler answers(Call call) {
    return [call = std::move(call)](Request request, const Reply& reply) { reply(call(request)); };
}

adapters::http::Handler takes_request_and_body(RequestBodyCall call) {
    return [call = std::move(call)](Request request, const Reply& reply) {
        if (request.media_type() != "application/json") {
            reply(error_response(415, "wrong_media_type", "The body must be application/json."));
            return;
        }
        Body body(request.body);
        base::wipe(request.body.data(), request.body.size());
        reply(body.malformed() ? malformed_response() : call(request, body));
    };
}

adapters::http::Handler takes_body(BodyCall call) {
    return takes_request_and_body([call = std::move(call)](const Request&, Body& body) { return call(body); });
}

std::optional<core::DirectoryNumber> directory_number(const Request& request) {
    const auto text = request.query_value("directory").value_or("1");
    const int number = text.size() == 1 ? text.front() - '0' : 0;
    return number >= 1 && number <= kMostDirectories ? std::optional(number) : std::nullopt;
}

namespace {

template <class Use>
Response with_directory(const Session& session, const Request& request, Use use) {
    const auto number = directory_number(request);
    if (!number) return malformed_response();
    if (*number != 1 && !session.has_directory(*number))
        return directory_refusal({core::DirectoryFailureCode::not_found, {}});
    return use(*number);
}

}  // namespace

adapters::http::Handler answers_of_directory(Session& session, DirectoryCall call) {
    return answers([&session, call = std::move(call)](Request& request) {
        return with_directory(session, request, [&](auto number) { return call(number, request); });
    });
}

adapters::http::Handler takes_body_of_directory(Session& session, DirectoryBodyCall call) {
    return takes_request_and_body([&session, call = std::move(call)](const Request& request, Body& body) {
        return with_directory(session, request, [&](auto number) { return call(number, body); });
    });
}

Response directory_refusal(const core::DirectoryFailure& failure) {
    if (failure.code == core::DirectoryFailureCode::not_found && failure.message.empty())
        return error_response(409, "no_directory", "There is no directory yet: add one.");
    return error_response(422, core::to_text(failure.code), failure.message, {{"message", failure.message}});
}

json::object problem_json(const setup::CloudError& error) {
    json::object details{{"message", error.message}};
    if (error.problem == setup::CloudProblem::clock_skew) details["seconds"] = error.seconds;
    return {{"code", setup::name_of(error.problem)}, {"details", std::move(details)}};
}

Response cloud_refusal(const setup::CloudError& error) {
    if (error.problem == setup::CloudProblem::sign_in_expired)
        return error_response(409, "sign_in_required", error.message, {{"message", error.message}});
    const auto problem = problem_json(error);
    return error_response(422, setup::name_of(error.problem), error.message, problem.at("details").as_object());
}

json::object to_json(const ScopeConfig& scope) {
    const auto& units = scope.units;
    return {{"mode", units.mode == core::Scope::Mode::all ? "all" : "selected"},
            {"include", names(units.include)},
            {"exclude", names(units.exclude)},
            {"includeNewUnits", units.include_new_units},
            {"pilotGroup", scope.pilot_group.empty() ? json::value(nullptr) : json::value(scope.pilot_group)}};
}

ScopeConfig read_scope(Body& body) {
    const auto mode = body.text("mode");
    if (mode != "all" && mode != "selected") body.mark_malformed();
    ScopeConfig scope;
    scope.units.mode = mode == "selected" ? core::Scope::Mode::selected : core::Scope::Mode::all;
    scope.units.include = read_names(body, "include");
    scope.units.exclude = read_names(body, "exclude");
    scope.units.include_new_units = body.boolean("includeNewUnits");
    scope.pilot_group = body.text_or("pilotGroup", "");
    if (const auto dn = core::DistinguishedName::parse(scope.pilot_group); !dn) body.mark_malformed();
    return scope;
}

}  // namespace tilbage::connect::wizard
