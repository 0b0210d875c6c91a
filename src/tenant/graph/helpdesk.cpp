// /helpdesk/people: what first-line people see of somebody who calls, and what they do for them.
#include <boost/json/array.hpp>

#include "tenant/graph/helpdesk_json.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;
using core::RefusalCode;

constexpr std::size_t kLongestSearch = 128;
constexpr std::size_t kLongestTyped = 64;
constexpr std::size_t kLongestNote = 2048;  // bytes: a limit in characters is the core's
constexpr std::size_t kLongestLocale = 35;

Response helpdesk_refusal(const Call& call, const core::Refusal& refusal) {
    switch (refusal.code) {
        case RefusalCode::code_wrong:
            return problem(422, "code_wrong", "The code is wrong.", {{"triesLeft", refusal.tries_left}});
        case RefusalCode::code_expired:
            return problem(422, "code_expired", "The code is too old, or there is none; send a new one.");
        case RefusalCode::code_exhausted:
            return problem(422, "code_exhausted", "The code was tried too often; send a new one.");
        case RefusalCode::kind_not_allowed:
            return problem(422, "method_not_usable", "The person has no such method that serves for this.");
        case RefusalCode::account_disabled:
            return problem(422, "account_disabled", "The account is disabled.");
        default:
            return refused(call, refusal);
    }
}

void search(const Ports& ports, const Call& call, const Reply& reply) {
    const std::string typed(call.request.query_value("search").value_or(""));
    if (typed.size() > kLongestSearch) {
        reply(bad_request("search is a text of at most 128 bytes."));
        return;
    }
    const auto found = ports.find_people.run(call.principal.tenant_id, typed);
    if (!found) {
        reply(store_failed(call, found.error()));
        return;
    }
    json::array people;
    for (const auto& one : found->people) people.push_back(found_person_json(one, ports.clock.now()));
    reply(json_response(200, {{"@odata.context", call.context("helpdesk/people")},
                              {"value", std::move(people)},
                              {"isTruncated", found->more}}));
}

void read(const Ports& ports, Call& call, const Reply& reply) {
    auto listed = person_of(ports, call, reply);
    if (!listed) return;
    auto kept = std::make_shared<Call>(std::move(call));
    const auto person = std::make_shared<const core::ListedPerson>(std::move(*listed));
    // What is here is read after the directory has answered, so that both are of one moment.
    const auto answer = [&ports, kept, reply, person](const core::Outcome* live) {
        const auto situation = ports.situations.run(kept->principal, person->person.id);
        reply(situation ? entity(*kept, "helpdesk/people/$entity",
                                 situation_json(*situation, *person, live, ports.clock.now()))
                        : helpdesk_refusal(*kept, situation.error()));
    };
    if (!person->person.from_directory()) return answer(nullptr);
    ports.descriptions.describe(kept->principal.tenant_id, person->person.anchor,
                                [answer](const core::Outcome& outcome) { answer(&outcome); });
}

struct Asked {
    json::object body;
    core::MethodKind kind = core::MethodKind::email;
};

core::Answer<Asked> read_method(const Call& call) {
    auto body = read_object(call.request.body);
    if (!body) return core::refuse(body.error());
    const auto name = read_text(*body, "method", kLongestTyped);
    const auto kind = name ? core::parse_method_kind(*name) : std::nullopt;
    if (!kind) return core::refuse(RefusalCode::malformed);
    return Asked{std::move(*body), *kind};
}

// Runs `act(person, asked)`, which answers with something that `show` makes JSON of.
template <class Act, class Show>
void with_method(const Ports& ports, const Call& call, const Reply& reply, unsigned status, Act act, Show show) {
    const auto asked = read_method(call);
    if (!asked) {
        reply(helpdesk_refusal(call, asked.error()));
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto done = act(found->person.id, *asked);
    reply(done ? json_response(status, show(*done)) : helpdesk_refusal(call, done.error()));
}

std::string locale_in(const json::object& body) {
    return read_optional_text(body, "locale", kLongestLocale).value_or("");
}

void send_code(const Ports& ports, const Call& call, const Reply& reply) {
    with_method(
        ports, call, reply, 201,
        [&](const core::PersonId& person, const Asked& asked) {
            auto sent = ports.callers.send(call.principal, person, asked.kind, locale_in(asked.body));
            if (sent) ports.queued();
            return sent;
        },
        sent_code_json);
}

void confirm(const Ports& ports, const Call& call, const Reply& reply) {
    with_method(
        ports, call, reply, 200,
        [&](const core::PersonId& person, const Asked& asked) -> core::Answer<core::CallerVerification> {
            const auto code = read_text(asked.body, "code", kLongestTyped);
            if (!code) return core::refuse(code.error());
            return ports.callers.confirm(call.principal, person, asked.kind, *code);
        },
        verification_json);
}

void send_link(const Ports& ports, const Call& call, const Reply& reply) {
    with_method(
        ports, call, reply, 201,
        [&](const core::PersonId& person, const Asked& asked) {
            auto sent = ports.reset_links.run(call.principal, person, asked.kind, locale_in(asked.body));
            if (sent) ports.queued();
            return sent;
        },
        sent_link_json);
}

void note(const Ports& ports, const Call& call, const Reply& reply) {
    const auto body = read_object(call.request.body);
    const auto how =
        body ? read_text(*body, "note", kLongestNote) : core::Answer<std::string>(core::refuse(RefusalCode::malformed));
    if (!how) {
        reply(helpdesk_refusal(call, how.error()));
        return;
    }
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto noted = ports.callers.note(call.principal, found->person.id, *how);
    if (!noted && noted.error().code == RefusalCode::malformed) {
        reply(bad_request("note is 3 to 300 characters on one line."));
        return;
    }
    reply(noted ? json_response(200, verification_json(*noted)) : helpdesk_refusal(call, noted.error()));
}

void end(const Ports& ports, const Call& call, const Reply& reply) {
    const auto found = person_of(ports, call, reply);
    if (!found) return;
    const auto ended = ports.callers.end(call.principal, found->person.id);
    if (!ended) {
        reply(helpdesk_refusal(call, ended.error()));
        return;
    }
    Response gone;
    gone.status = 204;
    reply(gone);
}

}  // namespace

void add_helpdesk(Routes& routes, const Ports& ports) {
    const auto with_ports = [&ports](auto handler) {
        return [&ports, handler](Call& call, const Reply& reply) { handler(ports, call, reply); };
    };
    const std::string people = "/beta/helpdesk/people";
    const std::string verification = people + "/{id}/callerVerification";
    routes.add({"GET", people, Access::reader, {.own = {"search"}}, with_ports(search)});
    routes.add({"GET", people + "/{id}", Access::reader, {}, with_ports(read)});
    routes.add({"POST", verification + "/codes", Access::writer, {}, with_ports(send_code)});
    routes.add({"POST", verification + "/confirmation", Access::writer, {}, with_ports(confirm)});
    routes.add({"POST", verification + "/note", Access::writer, {}, with_ports(note)});
    routes.add({"DELETE", verification, Access::writer, {}, with_ports(end)});
    routes.add({"POST", people + "/{id}/resetLinks", Access::writer, {}, with_ports(send_link)});
}

}  // namespace tilbage::tenant::graph
