// /domains: the domains of the tenant's people, and how people of each sign in.
#include <algorithm>
#include <boost/json/array.hpp>

#include "base/unicode.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

constexpr std::size_t kLongestType = 32;

json::object domain_json(const core::DomainSignIn& domain) {
    return {{"id", domain.name}, {"signInType", core::to_string(domain.sign_in_type)}};
}

void list_domains(const Ports& ports, const Call& call, const Reply& reply) {
    const auto domains = ports.integration.domains(call.principal.tenant_id);
    if (!domains) {
        reply(store_failed(call, domains.error()));
        return;
    }
    json::array values;
    for (const auto& domain : *domains) values.push_back(domain_json(domain));
    reply(collection(call, "domains", std::move(values)));
}

core::Answer<core::SignInType> read_type(const std::string& body) {
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    const auto text = read_text(*object, "signInType", kLongestType);
    const auto type = text ? core::parse_sign_in_type(*text) : std::nullopt;
    if (!type) return core::refuse(core::RefusalCode::malformed);
    return *type;
}

base::Result<void> set_type(const Ports& ports, const core::Principal& administrator, const core::DomainSignIn& domain,
                            core::SignInType before) {
    return ports.unit_of_work.run([&]() -> base::Result<void> {
        const auto set = ports.integration.set_sign_in_type(administrator.tenant_id, domain);
        if (!set) return set;
        core::AuditRecord record;
        record.tenant_id = administrator.tenant_id;
        record.at = ports.clock.now();
        record.actor = "administrator:" + administrator.administrator_id.str();
        record.action = "domain.sign_in_type";
        record.target = "domain:" + domain.name;
        record.result = "succeeded";
        record.details = R"({"old":")" + std::string(core::to_string(before)) + R"(","new":")" +
                         std::string(core::to_string(domain.sign_in_type)) + R"("})";
        return ports.audit.append(record);
    });
}

void change_domain(const Ports& ports, const Call& call, const Reply& reply) {
    const auto type = read_type(call.request.body);
    if (!type) {
        reply(refused(call, type.error()));
        return;
    }
    const auto domains = ports.integration.domains(call.principal.tenant_id);
    if (!domains) {
        reply(store_failed(call, domains.error()));
        return;
    }
    const auto name = base::fold_case(path_value(call, "name"));
    const auto found = std::ranges::find(*domains, name, &core::DomainSignIn::name);
    if (found == domains->end()) {
        reply(not_found());
        return;
    }
    const core::DomainSignIn domain{name, *type};
    if (const auto set = set_type(ports, call.principal, domain, found->sign_in_type); !set) {
        reply(store_failed(call, set.error()));
        return;
    }
    reply(entity(call, "domains/$entity", domain_json(domain)));
}

}  // namespace

void add_domains(Routes& routes, const Ports& ports) {
    routes.add({"GET",
                "/beta/domains",
                Access::reader,
                {.properties = {"id", "signInType"}, .countable = true},
                [&ports](const Call& call, const Reply& reply) { list_domains(ports, call, reply); }});
    routes.add({"PATCH",
                "/beta/domains/{name}",
                Access::global_administrator,
                {},
                [&ports](const Call& call, const Reply& reply) { change_domain(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
