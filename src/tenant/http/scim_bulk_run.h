// The operations of one bulk, done in an order in which each finds what it refers to (RFC 7644 §3.7.1, §3.7.2).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/ports/agent_store.h"
#include "tenant/http/scim_access.h"
#include "wire/scim_bulk.h"

namespace tilbage::tenant {

// Within one transaction, on one thread. Operations that are ready go in the order they were sent, those of one kind
// together; one that refers to what is not there yet waits for it. Creations that wait for one another in a circle are
// made without the references and get them afterwards.
class ScimBulkRun {
public:
    ScimBulkRun(const ScimPorts& ports, const core::Agent& agent, wire::ScimBulkRequest request);

    // An error: nothing may be kept.
    [[nodiscard]] base::Result<void> run();
    // In the order of the operations; those behind the last failure that was allowed are not there.
    [[nodiscard]] std::vector<wire::ScimBulkOutcome> outcomes() const;

private:
    enum class Readiness { ready, waits, hopeless };
    struct Step {
        wire::ScimBulkOperation operation;
        std::vector<std::string> references;
        std::optional<wire::ScimBulkOutcome> outcome;
        std::optional<wire::ScimProblem> patch_problem;
        bool queued = false;
    };

    void remember_bulk_ids();
    [[nodiscard]] Readiness readiness_of(const Step& step) const;
    [[nodiscard]] bool refers_to_queued(const Step& step) const;
    base::Result<bool> pass();
    base::Result<void> queue(std::size_t index);
    base::Result<void> flush();
    base::Result<void> flush_users();
    base::Result<void> flush_groups();
    base::Result<void> break_circle();
    base::Result<void> complete(std::size_t index, wire::ScimBulkOperation whole);
    void refuse(Step& step, wire::ScimProblem problem);
    template <class Kind>
    typename Kind::Change change_of(Step& step);
    template <class Outcome>
    void settle(Step& step, const Outcome& outcome);
    [[nodiscard]] std::size_t failures_left() const;
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] std::optional<std::string> id_of(const std::string& bulk_id) const;

    const ScimPorts& ports_;
    const core::Agent& agent_;
    std::size_t fail_on_errors_;
    std::size_t failures_ = 0;
    std::vector<Step> steps_;
    std::map<std::string, std::size_t> by_bulk_id_;  // creations
    std::vector<std::size_t> queue_;                 // of one kind
};

}  // namespace tilbage::tenant
