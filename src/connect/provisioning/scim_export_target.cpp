#include "connect/provisioning/scim_export_target.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <span>

#include "adapters/http/url_encoding.h"
#include "connect/provisioning/scim_mapping.h"
#include "wire/scim_filter.h"
#include "wire/scim_list.h"

namespace tilbage::connect {
namespace {

using core::ExportChange;
using core::ExportOutcome;
using wire::ScimBulkOperation;
using wire::ScimMethod;
using wire::ScimResource;
using Result = ExportOutcome::Result;

constexpr unsigned kNotFound = 404;
constexpr unsigned kConflict = 409;
constexpr unsigned kTooLarge = 413;
constexpr unsigned kNotImplemented = 501;
constexpr std::int64_t kPlainPage = 200;
constexpr std::size_t kEnvelope = 256;  // bytes of a bulk beside its operations

struct ToOperation {
    ScimBulkOperation operator()(const core::PutPerson& put) const {
        return {.method = put.id ? ScimMethod::put : ScimMethod::post,
                .resource = ScimResource::user,
                .id = put.id.value_or(std::string()),
                .data = to_person(put)};
    }
    ScimBulkOperation operator()(const core::PutGroup& put) const {
        return {.method = put.id ? ScimMethod::put : ScimMethod::post,
                .resource = ScimResource::group,
                .id = put.id.value_or(std::string()),
                .data = to_group(put)};
    }
    ScimBulkOperation operator()(const core::ChangeMembers& change) const {
        return {.method = ScimMethod::patch,
                .resource = ScimResource::group,
                .id = change.id,
                .data = wire::scim_member_patch(change.added, change.removed)};
    }
    ScimBulkOperation operator()(const core::RemoveFromTarget& removal) const {
        return {.method = ScimMethod::remove,
                .resource = removal.kind == core::GroupMember::Kind::person ? ScimResource::user : ScimResource::group,
                .id = removal.id};
    }
};

bool removes_person(const ExportChange& change) {
    const auto* removal = std::get_if<core::RemoveFromTarget>(&change);
    return removal != nullptr && removal->kind == core::GroupMember::Kind::person;
}

std::string_view method_of(ScimMethod method) {
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

std::string whole_body_of(const ScimBulkOperation& operation) {
    if (const auto* person = std::get_if<core::Person>(&operation.data)) return wire::encode_scim_user(*person);
    if (const auto* group = std::get_if<core::Group>(&operation.data)) return wire::encode_scim_group(*group);
    if (const auto* patch = std::get_if<wire::ScimPatch>(&operation.data)) return wire::encode_scim_patch(*patch);
    return {};
}

bool is_not_now(unsigned status) { return ScimAnswer{.status = status}.is_not_now(); }

// What the service says to one operation.
ExportOutcome outcome_of(const ScimBulkOperation& operation, unsigned status, std::string id, std::string words) {
    if (status / 100 == 2) {
        if (id.empty()) id = operation.id;
        if (id.empty() && operation.method != ScimMethod::remove)
            return {.result = Result::refused, .id = {}, .message = "the service does not tell the id of what is new"};
        return {.result = Result::done, .id = std::move(id), .message = {}};
    }
    if (status == kNotFound && operation.method == ScimMethod::remove)
        return {.result = Result::done, .id = operation.id, .message = {}};
    if (status == kNotFound && operation.method != ScimMethod::post)
        return {.result = Result::gone, .id = {}, .message = std::move(words)};
    if (is_not_now(status)) return {.result = Result::try_again, .id = {}, .message = std::move(words)};
    return {.result = Result::refused, .id = {}, .message = fmt::format("{} {}", status, words)};
}

std::string words_of(const std::optional<wire::ScimProblem>& problem) {
    if (!problem) return {};
    return problem->type.empty() ? problem->detail : fmt::format("{}: {}", problem->type, problem->detail);
}

ExportOutcome later(std::string words) { return {.result = Result::try_again, .id = {}, .message = std::move(words)}; }

}  // namespace

bool ScimExportTarget::must_wait() const {
    if (!not_before_) return false;
    const auto now = clock_.now();
    return now.boot == not_before_->boot && now.time < not_before_->time;
}

base::Result<ScimAnswer> ScimExportTarget::write(std::string_view method, const std::string& path,
                                                 const std::string& body) {
    auto answer = scim_.send(method, path, body);
    if (!answer) return answer;
    own_revision_ = answer->revision;
    if (answer->is_not_now() && answer->retry_after) {
        const auto now = clock_.now();
        not_before_ = base::BootInstant{now.boot, now.time + *answer->retry_after};
    }
    return answer;
}

base::Result<void> ScimExportTarget::learn_limits() {
    if (limits_) return {};
    if (options_.plain)
        if (auto learnt = learn_schemas(); !learnt) return learnt;
    const auto answer = scim_.send("GET", "/ServiceProviderConfig");
    if (!answer) return base::fail(answer.error());
    if (answer->status == kNotFound || answer->status == kNotImplemented) {
        limits_ = ServiceLimits{};  // RFC 7644 §4 wants it to be there; a service without it may do what is needed
        return {};
    }
    if (!answer->ok()) return base::fail(refused("GET /ServiceProviderConfig", *answer));
    const auto limits = read_service_limits(answer->body);
    if (!limits) return base::fail(limits.error());
    limits_ = *limits;
    return {};
}

base::Result<void> ScimExportTarget::learn_schemas() {
    const auto answer = scim_.send("GET", "/Schemas");
    if (!answer) return base::fail(answer.error());
    if (answer->is_not_now()) return base::fail(refused("GET /Schemas", *answer));
    auto known = answer->ok() ? read_schema_ids(answer->body) : std::nullopt;
    // Who has no list is taken for one with the RFC's schemas.
    schemas_ =
        known ? std::move(*known) : std::set<std::string>{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:user"};
    knows_ours_ = schemas_.contains("urn:tilbage:params:scim:schemas:onprem:2.0:user") &&
                  schemas_.contains("urn:tilbage:params:scim:schemas:onprem:2.0:group");
    return {};
}

std::vector<ScimBulkOperation> ScimExportTarget::operations_of(const std::vector<ExportChange>& changes) const {
    Operations operations;
    operations.reserve(changes.size());
    for (const auto& change : changes) {
        operations.push_back(std::visit(ToOperation(), change));
        if (options_.deactivates && removes_person(change)) {
            operations.back().method = ScimMethod::patch;
            operations.back().data = wire::scim_active_patch(false);
        }
        operations.back().bulk_id = fmt::format("{}", operations.size());
    }
    return operations;
}

std::string ScimExportTarget::body_of(const ScimBulkOperation& operation) const {
    auto body = whole_body_of(operation);
    const bool resource = operation.method == ScimMethod::post || operation.method == ScimMethod::put;
    return knows_all() || !resource ? body : without_unknown_extensions(body, schemas_);
}

bool ScimExportTarget::must_rewrite(const ExportChange& change) const {
    if (!options_.plain || limits_->patch) return false;
    return std::holds_alternative<core::ChangeMembers>(change) || (options_.deactivates && removes_person(change));
}

base::Result<ExportOutcome> ScimExportTarget::rewrite(const ExportChange& change) {
    const auto* members = std::get_if<core::ChangeMembers>(&change);
    ScimBulkOperation operation{.method = ScimMethod::put,
                                .resource = members == nullptr ? ScimResource::user : ScimResource::group,
                                .id = members == nullptr ? std::get<core::RemoveFromTarget>(change).id : members->id};
    const auto path = fmt::format("{}/{}", wire::endpoint_of(operation.resource), operation.id);
    const auto there = scim_.send("GET", path);
    if (!there) return base::fail(there.error());
    if (!there->ok()) return outcome_of(operation, there->status, {}, refused("GET " + path, *there).message);
    const auto changed = members == nullptr ? with_active(there->body, false) : with_members(there->body, *members);
    if (!changed) return base::fail(changed.error());
    const auto answer = write("PUT", path, *changed);
    if (!answer) return base::fail(answer.error());
    auto words = answer->ok() ? std::string() : refused("PUT " + path, *answer).message;
    return outcome_of(operation, answer->status, operation.id, std::move(words));
}

base::Result<std::vector<ExportOutcome>> ScimExportTarget::apply(const std::vector<ExportChange>& changes) {
    Outcomes outcomes;
    if (changes.empty()) return outcomes;
    if (must_wait()) return Outcomes(changes.size(), later("the service asked to be left alone for a while"));
    if (auto learnt = learn_limits(); !learnt) return base::fail(learnt.error());
    outcomes.reserve(changes.size());
    if (std::ranges::none_of(changes, [this](const auto& change) { return must_rewrite(change); })) {
        if (auto applied = apply_piece(changes, outcomes); !applied) return base::fail(applied.error());
        return outcomes;
    }
    std::vector<ExportChange> piece;  // that goes as it is
    for (const auto& change : changes) {
        if (!must_rewrite(change)) {
            piece.push_back(change);
            continue;
        }
        if (auto applied = apply_piece(std::exchange(piece, {}), outcomes); !applied)
            return base::fail(applied.error());
        auto outcome = must_wait() ? later("the service asked to be left alone for a while") : rewrite(change);
        if (!outcome) return base::fail(outcome.error());
        outcomes.push_back(std::move(*outcome));
    }
    if (auto applied = apply_piece(piece, outcomes); !applied) return base::fail(applied.error());
    return outcomes;
}

base::Result<void> ScimExportTarget::apply_piece(const std::vector<ExportChange>& changes, Outcomes& outcomes) {
    const auto operations = operations_of(changes);
    const auto piece = limits_->bulk ? limits_->max_operations : operations.size();
    for (std::size_t first = 0; first < operations.size(); first += piece) {
        const auto count = std::min(piece, operations.size() - first);
        const auto applied = limits_->bulk && count > 1 ? apply_bulks(operations, first, count, outcomes)
                                                        : apply_one_by_one(operations, first, count, outcomes);
        if (!applied) return base::fail(applied.error());
    }
    return {};
}

base::Result<void> ScimExportTarget::apply_bulks(const Operations& operations, std::size_t first, std::size_t count,
                                                 Outcomes& out) {
    if (count == 1) return apply_one_by_one(operations, first, count, out);
    const auto in_halves = [&]() -> base::Result<void> {
        if (auto done = apply_bulks(operations, first, count / 2, out); !done) return done;
        return apply_bulks(operations, first + count / 2, count - count / 2, out);
    };
    auto body = wire::encode_scim_bulk_request(std::span(operations).subspan(first, count));
    if (!knows_all()) body = without_unknown_extensions_in_bulk(body, schemas_);
    if (body.size() + kEnvelope > limits_->max_payload) return in_halves();
    const auto answer = write("POST", "/Bulk", body);
    if (!answer) return base::fail(answer.error());
    if (answer->status == kTooLarge) return in_halves();
    if (answer->status == kNotFound || answer->status == kNotImplemented) {
        limits_->bulk = false;  // whatever it says of itself
        return apply_one_by_one(operations, first, count, out);
    }
    if (answer->is_not_now()) {
        const auto words = refused("POST /Bulk", *answer).message;
        out.insert(out.end(), count, later(words));
        return {};
    }
    if (!answer->ok()) return base::fail(refused("POST /Bulk", *answer));
    auto told = wire::decode_scim_bulk_response(answer->body);
    if (!told) return base::fail(base::ErrorCode::corrupt, "the answer to a bulk: " + told.error().detail);

    // By bulkId where the service repeats it, else in order.
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < told->size(); ++i) {
        if (!(*told)[i].bulk_id.empty()) place.emplace((*told)[i].bulk_id, i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto& operation = operations[first + i];
        const auto named = place.find(operation.bulk_id);
        const auto at = named == place.end() ? i : named->second;
        if (at >= told->size()) {
            out.push_back(later("the service did not answer this operation"));
            continue;
        }
        auto& outcome = (*told)[at];
        auto result = outcome_of(operation, outcome.status, std::move(outcome.id), words_of(outcome.problem));
        if (outcome.status == kConflict && operation.method == ScimMethod::post) {
            auto adopted = adopt(operation, std::move(result));
            if (!adopted) return base::fail(adopted.error());
            result = std::move(*adopted);
        }
        out.push_back(std::move(result));
    }
    return {};
}

base::Result<void> ScimExportTarget::apply_one_by_one(const Operations& operations, std::size_t first,
                                                      std::size_t count, Outcomes& out) {
    for (std::size_t i = first; i < first + count; ++i) {
        if (must_wait()) {
            out.push_back(later("the service asked to be left alone for a while"));
            continue;
        }
        auto outcome = apply_one(operations[i]);
        if (!outcome) return base::fail(outcome.error());
        out.push_back(std::move(*outcome));
    }
    return {};
}

base::Result<ExportOutcome> ScimExportTarget::apply_one(const ScimBulkOperation& operation) {
    auto path = std::string(wire::endpoint_of(operation.resource));
    // Nothing keeps a service from making a second group of the same name.
    if (options_.plain && operation.method == ScimMethod::post && operation.resource == ScimResource::group) {
        auto adopted = adopt(operation, {});
        if (!adopted || !adopted->id.empty() || adopted->result != Result::done) return adopted;
    }
    if (operation.method != ScimMethod::post) path += "/" + operation.id;
    const auto answer = write(method_of(operation.method), path, body_of(operation));
    if (!answer) return base::fail(answer.error());
    std::string id = operation.id;
    if (answer->ok() && operation.method == ScimMethod::post && options_.plain) {
        id = plain_id_of(answer->body);
    } else if (answer->ok() && operation.method == ScimMethod::post) {
        if (operation.resource == ScimResource::user) {
            if (const auto made = wire::decode_scim_user(answer->body)) id = made->id.str();
        } else if (const auto made = wire::decode_scim_group(answer->body)) {
            id = made->id.str();
        }
    }
    auto words = answer->ok() ? std::string() : refused("it", *answer).message;
    auto outcome = outcome_of(operation, answer->status, std::move(id), std::move(words));
    if (answer->status == kConflict && operation.method == ScimMethod::post)
        return adopt(operation, std::move(outcome));
    return outcome;
}

base::Result<std::string> ScimExportTarget::find_by_external_id(const ScimBulkOperation& operation) {
    const auto* person = std::get_if<core::Person>(&operation.data);
    const auto* group = std::get_if<core::Group>(&operation.data);
    const auto anchor = person != nullptr ? person->anchor.str() : group != nullptr ? group->anchor.str() : "";
    const auto filter = wire::scim_equals("externalId", anchor);
    const auto answer = scim_.send("GET", fmt::format("{}?filter={}&count=2", wire::endpoint_of(operation.resource),
                                                      adapters::http::percent_encode(filter)));
    if (!answer) return base::fail(answer.error());
    if (!answer->ok()) return std::string();
    if (person != nullptr) {
        const auto list = wire::decode_scim_list(answer->body);
        return list && list->people.size() == 1 ? list->people.front().id.str() : std::string();
    }
    const auto list = wire::decode_scim_group_list(answer->body);
    return list && list->groups.size() == 1 ? list->groups.front().id.str() : std::string();
}

base::Result<std::string> ScimExportTarget::find_one(ScimResource resource, const std::string& filter,
                                                     bool without_external_id) {
    const auto answer = scim_.send("GET", fmt::format("{}?filter={}&count=2", wire::endpoint_of(resource),
                                                      adapters::http::percent_encode(filter)));
    if (!answer) return base::fail(answer.error());
    if (answer->is_not_now()) return base::fail(refused("the search", *answer));
    if (!answer->ok()) return std::string();
    const auto list = read_plain_list(answer->body);
    // Who does not filter answers everybody.
    if (!list || list->total != 1 || list->found.size() != 1) return std::string();
    const auto& found = list->found.front();
    return without_external_id && !found.external_id.empty() ? std::string() : found.id;
}

base::Result<std::string> ScimExportTarget::find_plainly(const ScimBulkOperation& operation) {
    const auto* person = std::get_if<core::Person>(&operation.data);
    const auto* group = std::get_if<core::Group>(&operation.data);
    const auto anchor = person != nullptr ? person->anchor.str() : group != nullptr ? group->anchor.str() : "";
    auto id = find_one(operation.resource, wire::scim_equals("externalId", anchor), false);
    if (!id || !id->empty() || person == nullptr) return id;
    return find_one(operation.resource, wire::scim_equals("userName", person->user_name), true);
}

// A service that does not adopt by itself answers 409; whoever has our externalId is ours.
base::Result<ExportOutcome> ScimExportTarget::adopt(ScimBulkOperation operation, ExportOutcome refusal) {
    auto id = options_.plain ? find_plainly(operation) : find_by_external_id(operation);
    if (!id) return base::fail(id.error());
    if (id->empty()) return refusal;
    operation.method = ScimMethod::put;
    operation.id = std::move(*id);
    return apply_one(operation);
}

base::Result<void> ScimExportTarget::read_pages(
    std::string_view path, std::int64_t page_size,
    const std::function<base::Result<std::int64_t>(const std::string& body, std::int64_t& total)>& read) {
    for (std::int64_t start = 1;;) {
        const auto answer = scim_.send("GET", fmt::format("{}?startIndex={}&count={}", path, start, page_size));
        if (!answer) return base::fail(answer.error());
        if (!answer->ok()) return base::fail(refused(fmt::format("GET {}", path), *answer));
        std::int64_t total = 0;
        const auto count = read(answer->body, total);
        if (!count) return base::fail(count.error());
        start += *count;
        if (start > total) return {};
        // Whoever is left out would pass for somebody who is not there.
        if (*count == 0)
            return base::fail(base::ErrorCode::corrupt,
                              fmt::format("GET {}: the list ends at {} of {}", path, start - 1, total));
    }
}

base::Result<void> ScimExportTarget::each_plain(ScimResource resource,
                                                const std::function<base::Result<void>(PlainResource)>& visit) {
    std::int64_t next = 1;
    const auto read = [&](const std::string& body, std::int64_t& total) -> base::Result<std::int64_t> {
        auto list = read_plain_list(body);
        if (!list) return base::fail(list.error());
        total = list->total;
        if (list->start != 0 && list->resources > 0 && list->start != next)
            return base::fail(base::ErrorCode::corrupt,
                              fmt::format("the service was asked for its list from {} on, and tells it from {} on: it "
                                          "does not know pages (RFC 7644 section 3.4.2.4)",
                                          next, list->start));
        next += list->resources;
        for (auto& one : list->found)
            if (auto visited = visit(std::move(one)); !visited) return base::fail(visited.error());
        return list->resources;
    };
    return read_pages(wire::endpoint_of(resource), kPlainPage, read);
}

base::Result<void> ScimExportTarget::each_person(const std::function<base::Result<void>(core::TargetPerson)>& visit) {
    if (options_.plain)
        if (auto learnt = learn_limits(); !learnt) return learnt;
    if (!knows_all())
        return each_plain(ScimResource::user,
                          [&](PlainResource one) { return visit(to_plain_person(std::move(one))); });
    const auto read = [&](const std::string& body, std::int64_t& total) -> base::Result<std::int64_t> {
        auto page = wire::decode_scim_list(body);
        if (!page) return base::fail(base::ErrorCode::corrupt, "the list of people: " + page.error().detail);
        total = page->total;
        for (auto& person : page->people) {
            if (auto visited = visit(to_target_person(std::move(person))); !visited) return base::fail(visited.error());
        }
        return static_cast<std::int64_t>(page->people.size());
    };
    return read_pages(wire::endpoint_of(ScimResource::user), wire::kMaxScimPage, read);
}

base::Result<void> ScimExportTarget::each_group(const std::function<base::Result<void>(core::TargetGroup)>& visit) {
    if (options_.plain)
        if (auto learnt = learn_limits(); !learnt) return learnt;
    if (!knows_all())
        return each_plain(ScimResource::group,
                          [&](PlainResource one) { return visit(to_plain_group(std::move(one))); });
    const auto read = [&](const std::string& body, std::int64_t& total) -> base::Result<std::int64_t> {
        auto page = wire::decode_scim_group_list(body);
        if (!page) return base::fail(base::ErrorCode::corrupt, "the list of groups: " + page.error().detail);
        total = page->total;
        for (auto& group : page->groups) {
            if (auto visited = visit(to_target_group(std::move(group))); !visited) return base::fail(visited.error());
        }
        return static_cast<std::int64_t>(page->groups.size());
    };
    return read_pages(wire::endpoint_of(ScimResource::group), wire::kMaxScimGroupPage, read);
}

base::Result<std::string> ScimExportTarget::revision() {
    if (options_.plain) return std::string();
    if (!own_revision_.empty()) return std::exchange(own_revision_, {});
    const auto answer = scim_.send("GET", "/Users?startIndex=1&count=0");
    if (!answer) return base::fail(answer.error());
    if (!answer->ok()) return base::fail(refused("GET /Users", *answer));
    return answer->revision;
}

}  // namespace tilbage::connect
