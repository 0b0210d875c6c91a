#include "tenant/http/scim_bulk_run.h"

#include <algorithm>
#include <limits>

#include "tenant/http/scim_kinds.h"

namespace tilbage::tenant {
namespace {

using wire::ScimMethod;
using wire::ScimResource;

const core::Person& provisioned(const core::PersonProvisioned& done) { return done.person; }
const core::Group& provisioned(const core::GroupProvisioned& done) { return done.group; }

unsigned status_of(core::ProvisionedAs how) {
    switch (how) {
        case core::ProvisionedAs::created:
        case core::ProvisionedAs::restored:
            return 201;
        case core::ProvisionedAs::removed:
            return 204;
        case core::ProvisionedAs::adopted:
        case core::ProvisionedAs::replaced:
        case core::ProvisionedAs::unchanged:
            return 200;
    }
    return 200;
}

template <class Kind>
typename Kind::Change::Verb verb_of(const wire::ScimBulkOperation& operation) {
    using Verb = typename Kind::Change::Verb;
    if (operation.problem) return Verb::unreadable;
    switch (operation.method) {
        case ScimMethod::post:
            return Verb::create;
        case ScimMethod::put:
            return Verb::replace;
        case ScimMethod::patch:
            return Verb::modify;
        case ScimMethod::remove:
            return Verb::remove;
    }
    return Verb::unreadable;
}

}  // namespace

ScimBulkRun::ScimBulkRun(const ScimPorts& ports, const core::Agent& agent, wire::ScimBulkRequest request)
    : ports_(ports), agent_(agent), fail_on_errors_(static_cast<std::size_t>(request.fail_on_errors)) {
    steps_.reserve(request.operations.size());
    for (auto& operation : request.operations) {
        auto& step = steps_.emplace_back();
        step.operation = std::move(operation);
        if (!step.operation.problem) step.references = wire::scim_bulk_references(step.operation);
    }
    remember_bulk_ids();
}

void ScimBulkRun::remember_bulk_ids() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        auto& operation = steps_[i].operation;
        if (operation.method != ScimMethod::post || operation.bulk_id.empty()) continue;
        if (!by_bulk_id_.try_emplace(operation.bulk_id, i).second && !operation.problem)
            operation.problem = wire::ScimProblem{400, "invalidValue", "another operation has this bulkId"};
    }
}

bool ScimBulkRun::is_over() const { return fail_on_errors_ > 0 && failures_ >= fail_on_errors_; }

std::size_t ScimBulkRun::failures_left() const { return fail_on_errors_ == 0 ? 0 : fail_on_errors_ - failures_; }

std::optional<std::string> ScimBulkRun::id_of(const std::string& bulk_id) const {
    const auto found = by_bulk_id_.find(bulk_id);
    if (found == by_bulk_id_.end()) return std::nullopt;
    const auto& outcome = steps_[found->second].outcome;
    return outcome && !outcome->problem ? std::optional(outcome->id) : std::nullopt;
}

ScimBulkRun::Readiness ScimBulkRun::readiness_of(const Step& step) const {
    for (const auto& reference : step.references) {
        const auto found = by_bulk_id_.find(reference);
        if (found == by_bulk_id_.end()) return Readiness::hopeless;
        const auto& outcome = steps_[found->second].outcome;
        if (outcome && outcome->problem) return Readiness::hopeless;
        if (!outcome) return Readiness::waits;
    }
    return Readiness::ready;
}

bool ScimBulkRun::refers_to_queued(const Step& step) const {
    return std::ranges::any_of(step.references, [&](const auto& reference) {
        const auto found = by_bulk_id_.find(reference);
        return found != by_bulk_id_.end() && steps_[found->second].queued;
    });
}

void ScimBulkRun::refuse(Step& step, wire::ScimProblem problem) {
    ++failures_;
    step.outcome = wire::ScimBulkOutcome{.method = step.operation.method,
                                         .resource = step.operation.resource,
                                         .bulk_id = step.operation.bulk_id,
                                         .id = step.operation.id,
                                         .version = {},
                                         .status = problem.status,
                                         .problem = std::move(problem)};
}

base::Result<void> ScimBulkRun::run() {
    for (;;) {
        const auto moved = pass();
        if (!moved) return base::fail(moved.error());
        const bool done = std::ranges::all_of(steps_, [](const Step& step) { return step.outcome.has_value(); });
        if (done || is_over()) return {};
        if (*moved) continue;
        if (auto broken = break_circle(); !broken) return broken;
    }
}

// Whether anything was done.
base::Result<bool> ScimBulkRun::pass() {
    bool moved = false;
    for (std::size_t i = 0; i < steps_.size() && !is_over(); ++i) {
        auto& step = steps_[i];
        if (step.outcome) continue;
        if (!step.references.empty() && refers_to_queued(step))
            if (auto flushed = flush(); !flushed) return base::fail(flushed.error());
        const auto readiness = readiness_of(step);
        if (readiness == Readiness::waits) continue;
        moved = true;
        if (readiness == Readiness::hopeless) {
            refuse(step, {400, "invalidValue", "a bulkId refers to nothing, or to what was refused"});
        } else if (auto queued = queue(i); !queued) {
            return base::fail(queued.error());
        }
    }
    if (auto flushed = flush(); !flushed) return base::fail(flushed.error());
    return moved;
}

base::Result<void> ScimBulkRun::queue(std::size_t index) {
    auto& step = steps_[index];
    if (!queue_.empty() && steps_[queue_.front()].operation.resource != step.operation.resource)
        if (auto flushed = flush(); !flushed || is_over()) return flushed;
    if (!step.references.empty())
        wire::resolve_scim_bulk_references(step.operation, [this](const auto& bulk_id) { return id_of(bulk_id); });
    step.queued = true;
    queue_.push_back(index);
    return {};
}

template <class Kind>
typename Kind::Change ScimBulkRun::change_of(Step& step) {
    auto& operation = step.operation;
    typename Kind::Change change;
    change.verb = verb_of<Kind>(operation);
    change.id = typename Kind::Id(operation.id);
    if (auto* resource = std::get_if<typename Kind::Resource>(&operation.data))
        Kind::resource_in(change) = std::move(*resource);
    if (const auto* patch = std::get_if<wire::ScimPatch>(&operation.data); patch != nullptr && !operation.problem)
        Kind::put_patch(change, *patch, step.patch_problem);
    if (!operation.version.empty())
        change.only_if = [version = operation.version](const typename Kind::Resource& resource) {
            return wire::scim_version(resource) == version;
        };
    return change;
}

template <class Outcome>
void ScimBulkRun::settle(Step& step, const Outcome& outcome) {
    const auto& operation = step.operation;
    if (!outcome) {
        if (operation.problem) return refuse(step, *operation.problem);
        if (step.patch_problem) return refuse(step, *step.patch_problem);
        return refuse(step, scim_problem_of(outcome.error(), operation.resource));
    }
    const auto& resource = provisioned(*outcome);
    const bool tells_version = outcome->how != core::ProvisionedAs::removed &&
                               !(operation.resource == ScimResource::group && operation.method == ScimMethod::patch);
    step.outcome = wire::ScimBulkOutcome{.method = operation.method,
                                         .resource = operation.resource,
                                         .bulk_id = operation.bulk_id,
                                         .id = resource.id.str(),
                                         .version = tells_version ? wire::scim_version(resource) : std::string(),
                                         .status = status_of(outcome->how),
                                         .problem = {}};
}

base::Result<void> ScimBulkRun::flush() {
    if (queue_.empty()) return {};
    auto done = steps_[queue_.front()].operation.resource == ScimResource::user ? flush_users() : flush_groups();
    for (const auto index : queue_) steps_[index].queued = false;
    queue_.clear();
    return done;
}

base::Result<void> ScimBulkRun::flush_users() {
    std::vector<core::ProvisionChange> changes;
    changes.reserve(queue_.size());
    for (const auto index : queue_) changes.push_back(change_of<UserKind>(steps_[index]));
    const auto outcomes = ports_.provision_people.run(agent_, changes, failures_left());
    if (!outcomes) return base::fail(outcomes.error());
    for (std::size_t i = 0; i < outcomes->size(); ++i) settle(steps_[queue_[i]], (*outcomes)[i]);
    return {};
}

base::Result<void> ScimBulkRun::flush_groups() {
    std::vector<core::GroupChange> changes;
    changes.reserve(queue_.size());
    for (const auto index : queue_) changes.push_back(change_of<GroupKind>(steps_[index]));
    const auto outcomes = ports_.provision_groups.run(agent_, changes, failures_left());
    if (!outcomes) return base::fail(outcomes.error());
    for (std::size_t i = 0; i < outcomes->size(); ++i) settle(steps_[queue_[i]], (*outcomes)[i]);
    return {};
}

// Everything that still waits waits for creations in a circle, or for what waits for one.
base::Result<void> ScimBulkRun::break_circle() {
    std::vector<std::pair<std::size_t, wire::ScimBulkOperation>> whole;
    for (std::size_t i = 0; i < steps_.size() && !is_over(); ++i) {
        auto& step = steps_[i];
        if (step.outcome || step.operation.method != ScimMethod::post) continue;
        whole.emplace_back(i, step.operation);
        if (auto queued = queue(i); !queued) return queued;
    }
    if (auto flushed = flush(); !flushed) return flushed;
    for (auto& [index, operation] : whole) {
        if (is_over()) return {};
        if (auto completed = complete(index, std::move(operation)); !completed) return completed;
    }
    return {};
}

// What was created without its references gets them. A reference to what was refused is left out: whoever asked sees
// that refusal.
base::Result<void> ScimBulkRun::complete(std::size_t index, wire::ScimBulkOperation whole) {
    auto& step = steps_[index];
    if (!step.outcome || step.outcome->problem) return {};
    const auto created = *step.outcome;
    whole.method = ScimMethod::put;
    whole.id = created.id;
    step.operation = std::move(whole);
    step.outcome.reset();
    if (auto queued = queue(index); !queued) return queued;
    if (auto flushed = flush(); !flushed) return flushed;
    step.operation.method = ScimMethod::post;
    step.outcome->method = ScimMethod::post;
    if (!step.outcome->problem) step.outcome->status = created.status;
    return {};
}

std::vector<wire::ScimBulkOutcome> ScimBulkRun::outcomes() const {
    std::vector<wire::ScimBulkOutcome> outcomes;
    outcomes.reserve(steps_.size());
    for (const auto& step : steps_)
        if (step.outcome) outcomes.push_back(*step.outcome);
    return outcomes;
}

}  // namespace tilbage::tenant
