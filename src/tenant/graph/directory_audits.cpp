// /auditLogs/directoryAudits: the audit, the newest first.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <map>

#include "base/rfc3339.h"
#include "core/audit/category.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using core::StoredAuditRecord;
using wire::OdataFilter;

constexpr std::string_view kPerson = "person:";
constexpr std::string_view kAdministrator = "administrator:";
constexpr std::string_view kAgent = "agent:";

// Who stands behind "person:…" and "administrator:…"; each is looked up once for a page.
class Names {
public:
    Names(const Ports& ports, const core::TenantId& tenant) : ports_(ports), tenant_(tenant) {}

    json::object user(const std::string& reference) {
        const auto known = found_.find(reference);
        return known == found_.end() ? found_[reference] = look_up(reference) : known->second;
    }

    // An agent's name; whoever else did it, as the record has it.
    json::value app(const std::string& actor) {
        if (!actor.starts_with(kAgent)) return json::value(actor);
        const auto agent = ports_.agents.find(core::AgentId(actor.substr(kAgent.size())));
        const bool known = agent && *agent && (*agent)->tenant_id == tenant_;
        return known ? json::value((*agent)->name) : json::value(actor);
    }

private:
    json::object look_up(const std::string& reference) {
        const auto id = reference.substr(reference.find(':') + 1);
        json::object user{{"id", id}, {"displayName", nullptr}, {"userPrincipalName", nullptr}};
        if (reference.starts_with(kPerson)) {
            const auto person = ports_.people.find(tenant_, id);
            if (person && *person) {
                user["displayName"] = (*person)->person.display_name;
                user["userPrincipalName"] = (*person)->person.user_name;
            }
        } else {
            const auto administrator = ports_.administrators.find(core::AdministratorId(id));
            if (administrator && *administrator && (*administrator)->tenant_id == tenant_) {
                user["displayName"] = (*administrator)->display_name;
                user["userPrincipalName"] = (*administrator)->user_name;
            }
        }
        return user;
    }

    const Ports& ports_;
    const core::TenantId& tenant_;
    std::map<std::string, json::object> found_;
};

bool is_user(std::string_view reference) {
    return reference.starts_with(kPerson) || reference.starts_with(kAdministrator);
}

json::object initiated_by(Names& names, const std::string& actor) {
    if (is_user(actor)) return {{"user", names.user(actor)}, {"app", nullptr}};
    const json::object app{{"displayName", names.app(actor)}};
    return {{"user", nullptr}, {"app", app}};
}

json::array targets(Names& names, const std::string& target) {
    if (target.empty()) return {};
    if (is_user(target)) {
        auto user = names.user(target);
        user["type"] = "User";
        return {std::move(user)};
    }
    const auto colon = target.find(':');
    const auto id = target.substr(colon == std::string::npos ? 0 : colon + 1);
    const bool agent = target.starts_with(kAgent);
    return {json::object{{"id", id},
                         {"type", agent ? "ServicePrincipal" : "Other"},
                         {"displayName", agent ? names.app(target) : json::value(nullptr)},
                         {"userPrincipalName", nullptr}}};
}

// The record's flat object as Graph's keys and values.
json::array additional_details(const std::string& details) {
    json::error_code failed;
    const auto value = json::parse(details, failed);
    json::array pairs;
    if (failed || !value.is_object()) return pairs;
    for (const auto& [key, one] : value.get_object())
        pairs.push_back({{"key", key}, {"value", one.is_string() ? one : json::value(json::serialize(one))}});
    return pairs;
}

json::object audit_json(Names& names, const StoredAuditRecord& stored) {
    const auto& record = stored.record;
    const auto& category = core::audit_category_of(record.action);
    const bool succeeded = record.result == "succeeded";
    return {{"id", std::to_string(stored.sequence)},
            {"category", category.name},
            {"correlationId", record.correlation_id},
            {"result", succeeded ? "success" : "failure"},
            {"resultReason", succeeded ? "" : record.result},
            {"activityDisplayName", record.action},
            {"activityDateTime", date_time(record.at)},
            {"loggedByService", category.service},
            {"initiatedBy", initiated_by(names, record.actor)},
            {"targetResources", targets(names, record.target)},
            {"additionalDetails", additional_details(record.details)}};
}

// "person:…" and "administrator:…" of everybody who has this user name now.
base::Result<std::vector<std::string>> references_of(const Ports& ports, const core::TenantId& tenant,
                                                     const std::string& user_name) {
    std::vector<std::string> references;
    const auto person = ports.people.find(tenant, user_name);
    if (!person) return base::fail(person.error());
    if (*person) references.push_back(std::string(kPerson) + (*person)->person.id.str());
    const auto administrator = ports.administrators.find_by_user_name(tenant, user_name);
    if (!administrator) return base::fail(administrator.error());
    if (*administrator) references.push_back(std::string(kAdministrator) + (*administrator)->id.str());
    return references;
}

// What the filter says, into the query; false: something that this resource does not do.
base::Result<bool> read_filter(const Ports& ports, const core::TenantId& tenant, const OdataFilter& filter,
                               core::AuditQuery& query) {
    if (filter.op == OdataFilter::Op::both) {
        for (const auto& operand : filter.operands) {
            auto read = read_filter(ports, tenant, operand, query);
            if (!read || !*read) return read;
        }
        return true;
    }
    if (filter.property == "activityDateTime") {
        const auto time = base::from_rfc3339(filter.value);
        auto& end = filter.op == OdataFilter::Op::at_least ? query.from : query.until;
        if (!time || end) return false;
        end = time;
        return true;
    }
    if (filter.op != OdataFilter::Op::equal || !filter.quoted) return false;
    if (filter.property == "category" && query.category.empty()) {
        query.category = filter.value;
        return true;
    }
    if (filter.property == "result" && !query.succeeded && (filter.value == "success" || filter.value == "failure")) {
        query.succeeded = filter.value == "success";
        return true;
    }
    if (filter.property == "userPrincipalName" && !query.involving) {
        auto references = references_of(ports, tenant, filter.value);
        if (!references) return base::fail(references.error());
        query.involving = std::move(*references);
        return true;
    }
    return false;
}

std::optional<std::int64_t> read_sequence(std::string_view text) {
    std::int64_t sequence = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
    if (error != std::errc{} || end != text.data() + text.size() || sequence < 1) return std::nullopt;
    return sequence;
}

void list_audits(const Ports& ports, const Call& call, const Reply& reply) {
    const auto& tenant = call.principal.tenant_id;
    core::AuditQuery query;
    query.count = call.query.top;
    if (!call.query.skip_token.empty()) {
        query.before = read_sequence(call.query.skip_token);
        if (!query.before) return (void)reply(bad_request("$skiptoken is not one of ours."));
    }
    if (call.query.filter) {
        const auto read = read_filter(ports, tenant, *call.query.filter, query);
        if (!read) return (void)reply(store_failed(call, read.error()));
        if (!*read) {
            return (void)reply(problem(400, "Request_UnsupportedQuery",
                                       "Filter by activityDateTime ge and le, category, userPrincipalName and result "
                                       "(success, failure) eq, each once, joined by and."));
        }
    }
    const auto page = ports.audit_search.search(tenant, query);
    if (!page) return (void)reply(store_failed(call, page.error()));
    Names names(ports, tenant);
    json::array values;
    for (const auto& record : page->records) values.push_back(selected(call, audit_json(names, record)));
    json::object body{{"@odata.context", call.context("auditLogs/directoryAudits")}};
    if (page->more) body["@odata.nextLink"] = call.next_link(std::to_string(page->records.back().sequence));
    body["value"] = std::move(values);
    reply(json_response(200, body));
}

}  // namespace

void add_directory_audits(Routes& routes, const Ports& ports) {
    routes.add_to_both(
        {"GET",
         "/auditLogs/directoryAudits",
         Access::reader,
         {.properties = {"id", "category", "correlationId", "result", "resultReason", "activityDisplayName",
                         "activityDateTime", "loggedByService", "initiatedBy", "targetResources", "additionalDetails"},
          .filterable = {"activityDateTime", "category", "userPrincipalName", "result"},
          .paged = true},
         [&ports](const Call& call, const Reply& reply) { list_audits(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
