// /users/{id}/authentication/methods and its kinds: how a person can prove who they are, for administrators.
#include <array>

#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;
using core::MethodKind;

constexpr std::size_t kLongestDestination = 320;

// The kinds that have a collection in Graph; the others stand in `methods` only.
struct Collection {
    MethodKind kind;
    std::string_view name;
};
constexpr std::array<Collection, 4> kCollections{{{MethodKind::email, "emailMethods"},
                                                  {MethodKind::mobile_phone, "phoneMethods"},
                                                  {MethodKind::authenticator_app, "softwareOathMethods"},
                                                  {MethodKind::passkey, "fido2Methods"}}};

std::string_view type_of(MethodKind kind) {
    switch (kind) {
        case MethodKind::email:
            return "#microsoft.graph.emailAuthenticationMethod";
        case MethodKind::mobile_phone:
            return "#microsoft.graph.phoneAuthenticationMethod";
        case MethodKind::authenticator_app:
            return "#microsoft.graph.softwareOathAuthenticationMethod";
        case MethodKind::passkey:
            return "#microsoft.graph.fido2AuthenticationMethod";
        case MethodKind::temporary_access_code:
            return "#microsoft.graph.temporaryAccessPassAuthenticationMethod";
        case MethodKind::security_questions:
            return "#tilbage.securityQuestionsAuthenticationMethod";
        case MethodKind::recovery_code:
            return "#tilbage.recoveryCodesAuthenticationMethod";
    }
    return {};
}

json::object to_json(const core::AuthenticationMethod& method) {
    json::object value{{"id", method.id},
                       {"createdDateTime", date_time(method.created_at)},
                       {"addedBy", method.by_administrator ? "administrator" : "self"},
                       {"locked", method.locked}};
    if (const auto* email = std::get_if<core::EmailAddressMethod>(&method.data)) {
        value["emailAddress"] = email->address;
    }
    if (const auto* phone = std::get_if<core::MobilePhoneMethod>(&method.data)) {
        value["phoneNumber"] = phone->number;
        value["phoneType"] = "mobile";
    }
    if (!method.name.empty()) value["displayName"] = method.name;
    return value;
}

Response refused_method(const Call& call, const core::Refusal& refusal) {
    if (refusal.code == core::RefusalCode::destination_refused) {
        return bad_request(
            "emailAddress is one address that is not the person's own mailbox here; phoneNumber a whole number, such "
            "as "
            "+45 12345678.");
    }
    if (refusal.code == core::RefusalCode::request_in_progress) {
        return problem(409, "method_exists", "There is one already; remove it first.");
    }
    return refused(call, refusal);
}

std::string context_of(const core::PersonId& person, std::string_view collection) {
    return "users('" + person.str() + "')/authentication/" + std::string(collection);
}

void list_all(const Ports& ports, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto methods = ports.administer_methods.list(call.principal, found->person.id);
    if (!methods) return (void)reply(refused_method(call, methods.error()));
    json::array values;
    for (const auto& method : *methods) {
        auto value = to_json(method);
        value["@odata.type"] = type_of(method.kind());
        values.push_back(std::move(value));
    }
    reply(collection(call, context_of(found->person.id, "methods"), std::move(values)));
}

void list_kind(const Ports& ports, const Collection& one, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto methods = ports.administer_methods.list(call.principal, found->person.id);
    if (!methods) return (void)reply(refused_method(call, methods.error()));
    json::array values;
    for (const auto& method : *methods) {
        if (method.kind() == one.kind) values.push_back(to_json(method));
    }
    reply(collection(call, context_of(found->person.id, one.name), std::move(values)));
}

void get(const Ports& ports, const Collection& one, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto methods = ports.administer_methods.list(call.principal, found->person.id);
    if (!methods) return (void)reply(refused_method(call, methods.error()));
    for (const auto& method : *methods) {
        if (method.kind() != one.kind || method.id != call.request.path_value("method")) continue;
        const auto context = context_of(found->person.id, one.name) + "/$entity";
        return (void)reply(entity(call, context, to_json(method)));
    }
    reply(not_found());
}

// What the body says; malformed where a member is missing, or the telephone is not a mobile one.
core::Answer<std::string> read_destination(const Collection& one, const std::string& body) {
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    if (one.kind == MethodKind::email) return read_text(*object, "emailAddress", kLongestDestination);
    const auto* type = object->if_contains("phoneType");
    if (type == nullptr || *type != json::value("mobile")) return core::refuse(core::RefusalCode::malformed);
    return read_text(*object, "phoneNumber", kLongestDestination);
}

void add(const Ports& ports, const Collection& one, Call& call, const Reply& reply) {
    const auto destination = read_destination(one, call.request.body);
    if (!destination) {
        return (void)reply(bad_request(one.kind == MethodKind::email ? "emailAddress is needed."
                                                                     : "phoneNumber is needed, and phoneType mobile."));
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    auto& administer = ports.administer_methods;
    const auto added = one.kind == MethodKind::email
                           ? administer.add_email(call.principal, found->person.id, *destination)
                           : administer.add_phone(call.principal, found->person.id, *destination);
    if (!added) return (void)reply(refused_method(call, added.error()));
    reply(entity(call, context_of(found->person.id, one.name) + "/$entity", to_json(*added), 201));
}

void remove(const Ports& ports, const Collection& one, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto done = ports.administer_methods.remove(call.principal, found->person.id, one.kind,
                                                      std::string(call.request.path_value("method")));
    if (!done) return (void)reply(refused_method(call, done.error()));
    Response gone;
    gone.status = 204;
    reply(gone);
}

}  // namespace

void add_authentication_methods(Routes& routes, const Ports& ports) {
    const std::string base = "/users/{id}/authentication/";
    routes.add_to_both({"GET", base + "methods", Access::writer, {}, [&ports](Call& call, const Reply& reply) {
                            list_all(ports, call, reply);
                        }});
    for (const auto& one : kCollections) {
        const auto with = [&ports, &one](auto handler) {
            return [&ports, &one, handler](Call& call, const Reply& reply) { handler(ports, one, call, reply); };
        };
        const auto path = base + std::string(one.name);
        routes.add_to_both({"GET", path, Access::writer, {}, with(list_kind)});
        routes.add_to_both({"GET", path + "/{method}", Access::writer, {}, with(get)});
        routes.add_to_both({"DELETE", path + "/{method}", Access::writer, {}, with(remove)});
        const bool filled_in = one.kind == MethodKind::email || one.kind == MethodKind::mobile_phone;
        if (filled_in) routes.add_to_both({"POST", path, Access::writer, {}, with(add)});
    }
}

}  // namespace tilbage::tenant::graph
