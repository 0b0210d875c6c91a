#include "tenant/http/metrics.h"

#include <algorithm>

#include "adapters/prometheus/exposition.h"
#include "crypto/hash.h"
#include "tenant/http/bearer_token.h"
#include "tenant/http/json.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
using adapters::prometheus::Family;

using Labels = std::vector<std::pair<std::string, std::string>>;

// Families in the order in which they are first named.
class Figures {
public:
    void add(const std::string& name, const std::string& help, const Labels& labels, double value,
             Family::Type type = Family::Type::gauge) {
        auto found = std::ranges::find(families_, name, &Family::name);
        if (found == families_.end()) {
            families_.push_back({.name = name, .help = help, .type = type, .samples = {}});
            found = std::prev(families_.end());
        }
        found->samples.push_back({.labels = labels, .value = value});
    }
    void add(const std::string& name, const std::string& help, const Labels& labels, std::int64_t value) {
        add(name, help, labels, static_cast<double>(value));
    }
    [[nodiscard]] std::string text() const { return adapters::prometheus::exposition(families_); }

private:
    std::vector<Family> families_;
};

double seconds(base::Millis time) { return static_cast<double>(time.count()) / 1000.0; }

void add_counts(Figures& figures, const Labels& tenant, const core::TenantCounts& counts) {
    figures.add("tilbage_users", "Users of the tenant.", tenant, counts.users);
    figures.add("tilbage_groups", "Groups of the tenant.", tenant, counts.groups);
    figures.add("tilbage_users_quarantined", "Users who wait for a value that is another's.", tenant,
                counts.quarantined);
    figures.add("tilbage_users_deleted", "Deleted users who are still kept.", tenant, counts.deleted_users);
}

void add_report(Figures& figures, Labels labels, const core::StoredSyncReport& report, base::TimePoint now) {
    labels.emplace_back("agent", report.agent_name);
    const auto age = std::max(now - report.reported_at, base::Millis{0});
    figures.add("tilbage_sync_check_in_age_seconds", "How long ago the agent's synchronisation checked in.", labels,
                seconds(age));
    figures.add("tilbage_sync_failing", "1 while the agent's synchronisation fails.", labels,
                std::int64_t{report.report.state == core::SyncState::failed});
    const auto held = report.report.held_removals ? report.report.held_removals->count : 0;
    figures.add("tilbage_sync_held_removals", "Removals that wait for the administrators' yes.", labels, held);
}

void add_run(Figures& figures, const Labels& tenant, const core::SyncRun& run) {
    figures.add("tilbage_sync_last_run_end_timestamp_seconds", "When the last run that was told ended.", tenant,
                seconds(run.ended_at.time_since_epoch()));
    figures.add("tilbage_sync_last_run_duration_seconds", "How long it took.", tenant,
                seconds(run.ended_at - run.started_at));
    const std::string objects = "Objects of the last run, by what became of them.";
    for (const auto& [what, count] :
         {std::pair("read", run.read), std::pair("created", run.created), std::pair("updated", run.updated),
          std::pair("removed", run.removed), std::pair("held", run.held), std::pair("refused", run.refused)}) {
        auto labels = tenant;
        labels.emplace_back("what", what);
        figures.add("tilbage_sync_last_run_objects", objects, labels, count);
    }
    figures.add("tilbage_sync_last_run_failed", "1 when the last run failed.", tenant,
                std::int64_t{run.result == core::SyncRun::Result::failed});
}

base::Result<void> add_reminders(Figures& figures, const Labels& tenant, core::ExpiryReminderStore& reminders,
                                 const core::TenantId& id) {
    const auto runs = reminders.runs(id);
    if (!runs) return base::fail(runs.error());
    figures.add("tilbage_expiry_reminders_total", "People who were reminded that their password expires.", tenant,
                static_cast<double>(runs->total), Family::Type::counter);
    if (!runs->ended_at) return {};
    figures.add("tilbage_expiry_reminders_last_run_end_timestamp_seconds",
                "When the last of those whose reminder was due had been told.", tenant,
                seconds(runs->ended_at->time_since_epoch()));
    return {};
}

base::Result<void> add_tenant(Figures& figures, const MetricsPorts& ports, const core::Tenant& tenant) {
    const Labels labels{{"tenant", tenant.domain}};
    const auto counts = ports.counts.read(tenant.id);
    if (!counts) return base::fail(counts.error());
    add_counts(figures, labels, *counts);
    const auto agents = ports.agents.list(tenant.id);
    if (!agents) return base::fail(agents.error());
    figures.add("tilbage_agents_enrolled", "Agents of the tenant.", labels, static_cast<std::int64_t>(agents->size()));
    figures.add("tilbage_agents_connected", "Agents that are connected to the relay.", labels,
                static_cast<std::int64_t>(ports.hub.connected(tenant.id).size()));
    const auto reports = ports.status.list(tenant.id);
    if (!reports) return base::fail(reports.error());
    for (const auto& report : *reports) add_report(figures, labels, report, ports.clock.now());
    const auto last = ports.runs.list(tenant.id, std::nullopt, 1);
    if (!last) return base::fail(last.error());
    if (!last->runs.empty()) add_run(figures, labels, last->runs.front().run);
    return add_reminders(figures, labels, ports.reminders, tenant.id);
}

base::Result<std::string> collect(const MetricsPorts& ports) {
    const auto tenants = ports.tenants.all();
    if (!tenants) return base::fail(tenants.error());
    Figures figures;
    for (const auto& tenant : *tenants) {
        if (const auto added = add_tenant(figures, ports, tenant); !added) return base::fail(added.error());
    }
    const auto waiting = ports.outbox.reminders_waiting();
    if (!waiting) return base::fail(waiting.error());
    figures.add("tilbage_expiry_reminders_waiting", "Reminders that the mail server has not taken yet.", {}, *waiting);
    return figures.text();
}

// What a proxy on this machine that nobody told us of passes on does not come from this machine.
bool is_from_this_machine(const http::Request& request) {
    const auto& address = request.peer_address;
    const bool loopback = address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
    return loopback && request.header("X-Forwarded-For").empty() && request.header("Forwarded").empty();
}

bool may_read(const http::Request& request, const base::SecretBytes& token) {
    if (is_from_this_machine(request)) return true;
    const auto given = bearer_token(request.header("Authorization"));
    return given && !token.empty() &&
           base::equal_in_constant_time(crypto::sha256(*given), crypto::sha256(token.open()));
}

http::Response forbidden(const base::SecretBytes& token) {
    auto response = error_response(token.empty() ? 403 : 401, "not_allowed",
                                   "Metrics are for this machine, or for who has the token of [metrics] token_file.");
    if (!token.empty()) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    return response;
}

}  // namespace

void add_metrics(http::Router& router, const MetricsPorts& ports, const base::SecretBytes& token) {
    router.add("GET", "/metrics", [ports, &token](const http::Request& request, const http::Reply& reply) {
        if (!may_read(request, token)) {
            reply(forbidden(token));
            return;
        }
        auto text = collect(ports);
        if (!text) {
            base::log(events::kStepFailed, {{"request", request.id}, {"error", text.error().message}});
            reply(error_response(503, "busy", "The store does not answer."));
            return;
        }
        http::Response response;
        response.headers.push_back({"Cache-Control", "no-store"});
        response.content_type = adapters::prometheus::kContentType;
        response.body = std::move(*text);
        reply(std::move(response));
    });
}

}  // namespace tilbage::tenant
