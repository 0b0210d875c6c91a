#include "connect/provisioning/scim_provisioning.h"

#include <algorithm>
#include <fmt/core.h>
#include <span>

#include "connect/provisioning/person_mapping.h"
#include "wire/scim_bulk.h"
#include "wire/scim_list.h"

namespace tilbage::connect {
namespace {

using core::ProvisioningChange;

wire::ScimBulkOperation operation_of(const ProvisioningChange& change) {
    wire::ScimBulkOperation operation;
    if (const auto* create = std::get_if<core::CreatePerson>(&change)) {
        operation.data = to_person(create->person);
    } else if (const auto* replace = std::get_if<core::ReplacePerson>(&change)) {
        operation.method = wire::ScimMethod::put;
        operation.id = replace->person.id.str();
        operation.data = to_person(replace->person.person);
    } else {
        operation.method = wire::ScimMethod::remove;
        operation.id = std::get<core::RemovePerson>(change).id.str();
    }
    return operation;
}

std::string encode_bulk(std::span<const ProvisioningChange> changes) {
    wire::ScimBulkRequest request;
    for (const auto& change : changes) {
        request.operations.push_back(operation_of(change));
        request.operations.back().bulk_id = std::to_string(request.operations.size());
    }
    return wire::encode_scim_bulk_request(request);
}

std::string name_of(const ProvisioningChange& change) {
    if (const auto* create = std::get_if<core::CreatePerson>(&change)) return create->person.user_principal_name;
    if (const auto* replace = std::get_if<core::ReplacePerson>(&change))
        return replace->person.person.user_principal_name;
    return std::get<core::RemovePerson>(change).id.str();
}

// Answers stand in the order of the operations.
base::Result<void> add_report(std::span<const ProvisioningChange> changes, const std::string& body,
                              core::ProvisioningReport& report) {
    const auto outcomes = wire::decode_scim_bulk_response(body);
    if (!outcomes) return base::fail(base::ErrorCode::corrupt, "the bulk answer: " + outcomes.error().detail);
    for (std::size_t i = 0; i < outcomes->size(); ++i) {
        const auto& outcome = (*outcomes)[i];
        if (outcome.status < 300) {
            ++report.done;
            continue;
        }
        report.refused.push_back(fmt::format("{}: {} {}", i < changes.size() ? name_of(changes[i]) : "?",
                                             outcome.status, outcome.problem ? outcome.problem->detail : ""));
    }
    return {};
}

}  // namespace

base::Result<std::vector<core::ProvisionedPerson>> ScimProvisioning::list() {
    std::vector<core::ProvisionedPerson> people;
    for (std::int64_t start = 1;;) {
        const auto body =
            scim_.call("GET", fmt::format("/Users?startIndex={}&count={}", start, wire::kMaxScimPage), {});
        if (!body) return base::fail(body.error());
        const auto page = wire::decode_scim_list(*body);
        if (!page) return base::fail(base::ErrorCode::corrupt, "the list of people: " + page.error().detail);
        for (const auto& person : page->people) people.push_back({person.id, to_source_person(person)});
        start += static_cast<std::int64_t>(page->people.size());
        if (page->people.empty() || start > page->total) return people;
    }
}

base::Result<core::ProvisioningReport> ScimProvisioning::apply(const std::vector<ProvisioningChange>& changes) {
    core::ProvisioningReport report;
    for (std::size_t at = 0; at < changes.size(); at += wire::kMaxBulkOperations) {
        const auto some = std::span(changes).subspan(at, std::min(wire::kMaxBulkOperations, changes.size() - at));
        const auto body = scim_.call("POST", "/Bulk", encode_bulk(some));
        if (!body) return base::fail(body.error());
        if (auto added = add_report(some, *body, report); !added) return base::fail(added.error());
    }
    return report;
}

}  // namespace tilbage::connect
