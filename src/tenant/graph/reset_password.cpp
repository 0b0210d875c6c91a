// POST …/resetPassword and its long-running operation: for clients that hand the password over in clear, whose shape is
// Microsoft Graph's. It is sealed to the agents at once; nothing else touches it.
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

// The id that the password has among everybody's methods.
constexpr std::string_view kPasswordMethod = "28c10230-6103-485e-b985-444c60001490";
constexpr std::size_t kLongestPassword = 1024;
constexpr std::string_view kRetryAfter = "1";

core::Answer<base::SecretBytes> read_password(adapters::http::Request& request) {
    auto body = read_object(request.body);
    base::wipe(request.body.data(), request.body.size());
    if (!body) return core::refuse(body.error());
    auto password = take_secret(*body, "newPassword", kLongestPassword);
    if (password && password->empty()) return core::refuse(core::RefusalCode::malformed);
    return password;
}

void reset_password(const Ports& ports, Call& call, const Reply& reply) {
    auto password = read_password(call.request);
    if (!password) {
        reply(refused(call, password.error()));
        return;
    }
    if (path_value(call, "method") != kPasswordMethod) {
        reply(not_found());
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto operations = call.base_url + std::string(call.version()) + "/users/" + found->person.id.str() +
                            "/authentication/operations/";
    auto kept = std::make_shared<Call>(std::move(call));
    ports.writebacks.reset(kept->principal, found->person.id, std::move(*password), true,
                           [kept, reply, operations](const core::Answer<core::RequestId>& sent) {
                               if (!sent) {
                                   reply(refused(*kept, sent.error()));
                                   return;
                               }
                               auto response =
                                   json_response(202, {{"@odata.context", kept->context("passwordResetResponse")}});
                               response.headers.push_back({"Location", operations + sent->str()});
                               response.headers.push_back({"Retry-After", std::string(kRetryAfter)});
                               reply(std::move(response));
                           });
}

std::string_view status_of(const core::StoredRequest& request) {
    switch (request.state) {
        case core::RequestState::issued:
            return "notStarted";
        case core::RequestState::accepted:
        case core::RequestState::sent:
            return "running";
        case core::RequestState::completed:
            break;
    }
    return request.outcome && request.outcome->reason == core::Reason::succeeded ? "succeeded" : "failed";
}

// read() of the core asks for the role and settles what nobody minds any more; the times are the store's.
void read_operation(const Ports& ports, Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const core::RequestId id(path_value(call, "operation"));
    auto kept = std::make_shared<Call>(std::move(call));
    ports.writebacks.read(kept->principal, found->person.id, id, std::chrono::seconds{0},
                          [&ports, kept, reply, id](const core::Answer<core::RequestProgress>& progress) {
                              if (!progress) {
                                  reply(refused(*kept, progress.error()));
                                  return;
                              }
                              const auto request = ports.requests.find(id);
                              if (!request || !*request) {
                                  reply(request ? not_found() : store_failed(*kept, request.error()));
                                  return;
                              }
                              const auto& stored = **request;
                              json::object operation{
                                  {"id", id.str()},
                                  {"status", status_of(stored)},
                                  {"statusDetail", nullptr},
                                  {"createdDateTime", date_time(stored.created_at)},
                                  {"lastActionDateTime", date_time(stored.first_sent_at.value_or(stored.created_at))}};
                              if (stored.outcome) operation["statusDetail"] = core::to_string(stored.outcome->reason);
                              reply(entity(*kept, "users/authentication/operations/$entity", std::move(operation)));
                          });
}

}  // namespace

void add_reset_password(Routes& routes, const Ports& ports) {
    routes.add_to_both({.method = "POST",
                        .path = "/users/{id}/authentication/methods/{method}/resetPassword",
                        .access = Access::writer,
                        .schema = {},
                        .handler = [&ports](Call& call, const Reply& reply) { reset_password(ports, call, reply); }});
    routes.add_to_both(
        {.method = "GET",
         .path = "/users/{id}/authentication/operations/{operation}",
         .access = Access::writer,
         .schema = {.properties = {"id", "status", "statusDetail", "createdDateTime", "lastActionDateTime"}},
         .handler = [&ports](Call& call, const Reply& reply) { read_operation(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
