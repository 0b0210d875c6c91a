// A SCIM 2.0 service as the engine's target: the tenant, or any other (docs/protocol.md §7).
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/boot_clock.h"
#include "connect/provisioning/plain_scim.h"
#include "connect/provisioning/scim_client.h"
#include "connect/provisioning/service_limits.h"
#include "core/ports/export_target.h"
#include "wire/scim_bulk.h"

namespace tilbage::connect {

struct ScimTargetOptions {
    // Not the tenant: what it knows is asked of it. Extensions that are not in its /Schemas it is not told; who is
    // there already, by externalId or, without one, by userName, is adopted; it is read leniently, and has no revision.
    bool plain = false;
    bool deactivates = false;  // people who go are made inactive, not deleted
};

// Changes go in bulks as large as the service takes, or one by one where it knows no bulk. What is created and is there
// already is adopted: by the service itself, or, where that answers 409 uniqueness, by its externalId. While the
// service says "later" (Retry-After) nothing is sent.
class ScimExportTarget final : public core::ExportTarget {
public:
    // Both outlive it. `clock` counts Retry-After.
    ScimExportTarget(ScimClient& scim, const base::BootClock& clock, ScimTargetOptions options = {})
        : scim_(scim), clock_(clock), options_(options) {}

    base::Result<std::vector<core::ExportOutcome>> apply(const std::vector<core::ExportChange>& changes) override;
    [[nodiscard]] std::size_t max_batch() const override {
        const bool one_by_one = options_.plain && !(limits_ && limits_->bulk);
        return one_by_one ? kMostOneByOne : wire::kMaxBulkOperations;
    }
    base::Result<void> each_person(const std::function<base::Result<void>(core::TargetPerson)>& visit) override;
    base::Result<void> each_group(const std::function<base::Result<void>(core::TargetGroup)>& visit) override;
    base::Result<std::string> revision() override;

private:
    using Operations = std::vector<wire::ScimBulkOperation>;
    using Outcomes = std::vector<core::ExportOutcome>;

    static constexpr std::size_t kMostOneByOne = 100;

    base::Result<void> learn_limits();
    base::Result<void> learn_schemas();
    // It keeps everything that it is told.
    [[nodiscard]] bool knows_all() const { return !options_.plain || knows_ours_; }
    [[nodiscard]] bool must_rewrite(const core::ExportChange& change) const;
    // For services without PATCH: reads the resource and puts it back changed.
    base::Result<core::ExportOutcome> rewrite(const core::ExportChange& change);
    [[nodiscard]] Operations operations_of(const std::vector<core::ExportChange>& changes) const;
    base::Result<void> apply_piece(const std::vector<core::ExportChange>& changes, Outcomes& out);
    [[nodiscard]] std::string body_of(const wire::ScimBulkOperation& operation) const;
    // In pieces that the service takes.
    base::Result<void> apply_bulks(const Operations& operations, std::size_t first, std::size_t count, Outcomes& out);
    base::Result<void> apply_one_by_one(const Operations& operations, std::size_t first, std::size_t count,
                                        Outcomes& out);
    base::Result<core::ExportOutcome> apply_one(const wire::ScimBulkOperation& operation);
    // Who has this externalId already, or empty.
    base::Result<std::string> find_by_external_id(const wire::ScimBulkOperation& operation);
    // That, or somebody without an externalId who has the user name.
    base::Result<std::string> find_plainly(const wire::ScimBulkOperation& operation);
    base::Result<std::string> find_one(wire::ScimResource resource, const std::string& filter,
                                       bool without_external_id);
    base::Result<void> each_plain(wire::ScimResource resource,
                                  const std::function<base::Result<void>(PlainResource)>& visit);
    base::Result<core::ExportOutcome> adopt(wire::ScimBulkOperation operation, core::ExportOutcome refusal);
    base::Result<ScimAnswer> write(std::string_view method, const std::string& path, const std::string& body);
    [[nodiscard]] bool must_wait() const;
    [[nodiscard]] base::Error refused(std::string_view doing_what, const ScimAnswer& answer) const {
        return ScimClient::refused(doing_what, answer, options_.plain ? "the service" : "the tenant");
    }
    base::Result<void> read_pages(
        std::string_view path, std::int64_t page_size,
        const std::function<base::Result<std::int64_t>(const std::string& body, std::int64_t& total)>& read);

    ScimClient& scim_;
    const base::BootClock& clock_;
    const ScimTargetOptions options_;
    std::set<std::string> schemas_;  // that a plain service knows
    bool knows_ours_ = false;
    std::optional<ServiceLimits> limits_;
    std::optional<base::BootInstant> not_before_;  // Retry-After
    std::string own_revision_;                     // behind our last write, until it was asked for
};

}  // namespace tilbage::connect
