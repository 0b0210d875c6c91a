// /users/{id}/passwordWritebacks: an administrator's reset or unlock, with a ticket and a seal like a person's own.
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"
#include "tenant/http/outcome_json.h"
#include "tenant/http/ticket_json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

constexpr std::size_t kLongestKind = 16;

struct Wanted {
    core::Kind kind = core::Kind::reset;
    bool must_change = true;
};

core::Answer<Wanted> read_wanted(const std::string& body) {
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    const auto text = read_text(*object, "kind", kLongestKind);
    if (!text) return core::refuse(text.error());
    const auto kind = core::parse_kind(*text);
    if (!kind) return core::refuse(core::RefusalCode::malformed);
    Wanted wanted{.kind = *kind};
    if (const auto* must_change = object->if_contains("mustChange"); must_change != nullptr) {
        if (!must_change->is_bool()) return core::refuse(core::RefusalCode::malformed);
        wanted.must_change = must_change->get_bool();
    }
    return wanted;
}

core::AdministratorRequest::Done answer(std::shared_ptr<Call> call, Reply reply) {
    return [call = std::move(call), reply = std::move(reply)](const core::Answer<core::RequestProgress>& progress) {
        reply(progress ? json_response(200, progress_json(*progress, Audience::administrator))
                       : refused(*call, progress.error()));
    };
}

void issue(const Ports& ports, Call& call, const Reply& reply) {
    const auto wanted = read_wanted(call.request.body);
    if (!wanted) {
        reply(refused(call, wanted.error()));
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    auto kept = std::make_shared<Call>(std::move(call));
    ports.writebacks.issue(kept->principal, found->person.id, wanted->kind, wanted->must_change,
                           [kept, reply](const core::Answer<core::AdministratorTicket>& issued) {
                               if (!issued) {
                                   reply(refused(*kept, issued.error()));
                                   return;
                               }
                               auto body = ticket_json(issued->ticket);
                               body["mustChange"] = issued->must_change;
                               reply(json_response(201, body));
                           });
}

core::RequestId request_of(const Call& call) { return core::RequestId(path_value(call, "request")); }

void submit(const Ports& ports, Call& call, const Reply& reply) {
    auto sealed = read_sealed(call.request.body);
    if (!sealed) {
        reply(refused(call, sealed.error()));
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    auto kept = std::make_shared<Call>(std::move(call));
    ports.writebacks.submit(kept->principal, found->person.id, request_of(*kept), std::move(*sealed),
                            answer(kept, reply));
}

void read(const Ports& ports, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    auto kept = std::make_shared<Call>(std::move(call));
    ports.writebacks.read(kept->principal, found->person.id, request_of(*kept),
                          read_wait(kept->request.query_value("wait")), answer(kept, reply));
}

}  // namespace

void add_password_writebacks(Routes& routes, const Ports& ports) {
    const auto with_ports = [&ports](auto handler) {
        return [&ports, handler](Call& call, const Reply& reply) { handler(ports, call, reply); };
    };
    const std::string one = "/beta/users/{id}/passwordWritebacks/{request}";
    routes.add({"POST", "/beta/users/{id}/passwordWritebacks", Access::writer, {}, with_ports(issue)});
    routes.add({"POST", one, Access::writer, {}, with_ports(submit)});
    routes.add({"GET", one, Access::writer, {.own = {"wait"}}, with_ports(read)});
}

}  // namespace tilbage::tenant::graph
