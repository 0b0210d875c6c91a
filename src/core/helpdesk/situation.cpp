#include "core/helpdesk/situation.h"

#include <algorithm>

#include "core/account/smart_lockout.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/limits.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

constexpr std::chrono::hours kRecent{7 * 24};
constexpr std::chrono::hours kRecentNetworks{24};
constexpr int kLooked = 200;  // records of one person
constexpr std::size_t kEvents = 12;
constexpr std::size_t kNetworks = 5;

bool is_of_interest(const AuditRecord& record) {
    static constexpr std::string_view kActions[] = {"account.sign_in",
                                                    "account.unlock",
                                                    "password.reset",
                                                    "password.change",
                                                    "reset.identify",
                                                    "reset.code_sent",
                                                    "reset.verify",
                                                    "method.register",
                                                    "method.remove",
                                                    "method.fill_in",
                                                    "method.report",
                                                    "method.temporary_access_code_issued",
                                                    "Reset password (by admin)",
                                                    "Unlock user account (by admin)",
                                                    "helpdesk.reset_link_sent"};
    return std::ranges::find(kActions, record.action) != std::end(kActions);
}

// {"network":"192.0.2.0/24"}, as account_audit.cpp writes it.
std::string network_in(const std::string& details) {
    constexpr std::string_view kBegin = R"({"network":")";
    if (!details.starts_with(kBegin)) return {};
    return details.substr(kBegin.size(), details.find('"', kBegin.size()) - kBegin.size());
}

void add_event(std::vector<RecentEvent>& events, const AuditRecord& record) {
    const bool by_administrator = record.actor.starts_with("administrator:");
    const auto same = std::ranges::find_if(events, [&](const RecentEvent& one) {
        return one.action == record.action && one.result == record.result && one.by_administrator == by_administrator;
    });
    if (same != events.end()) {
        ++same->count;
    } else if (events.size() < kEvents) {
        events.push_back({record.action, record.result, 1, record.at, by_administrator});
    }
}

}  // namespace

Answer<Situation> ReadSituation::run(const Principal& administrator, const PersonId& person) {
    return in_one_step<Situation>(ports_.unit_of_work, [&] { return read(administrator, person); });
}

Answer<Situation> ReadSituation::read(const Principal& administrator, const PersonId& person_id) {
    auto person = ports_.people.find(administrator.tenant_id, person_id);
    if (!person) return refuse(person.error());
    if (!*person) return refuse(RefusalCode::not_found);
    const auto policy = policy_in_force(ports_.eligibility, administrator.tenant_id, *person);
    if (!policy) return refuse(policy.error());
    const auto verification = ports_.verifications.find(
        {administrator.tenant_id, administrator.administrator_id, person_id}, ports_.clock.now());
    if (!verification) return refuse(verification.error());
    Situation situation;
    situation.person = std::move(**person);
    situation.administrator = policy->administrator;
    situation.methods_required = policy->policy.methods_required;
    situation.verify_caller = policy->policy.verify_caller;
    situation.verification = *verification;
    for (const auto looked :
         {look_at_resets(situation, *policy), look_at_attempts(situation), look_at_audit(situation)}) {
        if (!looked) return refuse(looked.error());
    }
    return situation;
}

base::Result<void> ReadSituation::look_at_resets(Situation& situation, const PolicyInForce& policy) {
    const auto& person = situation.person;
    const auto registered = ports_.methods.list(person.tenant_id, person.id);
    if (!registered) return base::fail(registered.error());
    situation.methods = usable_methods(
        person, *registered, policy.policy,
        {.carried_out = ports_.carried_out, .use_work_mail = ports_.settings.use_work_mail, .now = ports_.clock.now()});
    auto& here = situation.here;
    if (!person.from_directory()) {
        here.push_back({.trouble = Trouble::not_from_directory});
        return {};
    }
    const auto integration = ports_.integration.read(person.tenant_id);
    if (!integration) return base::fail(integration.error());
    if (!integration->writeback_enabled) here.push_back({.trouble = Trouble::writeback_disabled});
    if (!policy.may_reset) {
        here.push_back({.trouble = Trouble::reset_not_enabled});
    } else if (situation.methods.size() < static_cast<std::size_t>(situation.methods_required)) {
        here.push_back({.trouble = Trouble::too_few_methods, .count = static_cast<int>(situation.methods.size())});
    }
    return {};
}

base::Result<void> ReadSituation::look_at_attempts(Situation& situation) {
    const auto now = ports_.clock.now();
    const auto key = counting_key(situation.person.id);
    const auto failures = failures_.find(key);
    if (!failures) return base::fail(failures.error());
    const auto lockout = failures_.directory_lockout(situation.person.tenant_id);
    if (!lockout) return base::fail(lockout.error());
    if (const auto until = paused_until(*failures, *lockout, now)) {
        situation.here.push_back({.trouble = Trouble::sign_in_paused,
                                  .until = *until,
                                  .count = failures->value_or(SignInFailures{}).attempts});
    }
    auto limits_of_one = limits::of_one_person();
    limits_of_one.push_back(limits::writes());
    std::chrono::seconds longest{0};
    for (const auto& limit : limits_of_one) {
        const auto verdict = ports_.attempts.peek(limit, key, now);
        if (!verdict) return base::fail(verdict.error());
        if (!verdict->allowed) longest = std::max(longest, verdict->retry_after);
    }
    if (longest.count() > 0) situation.here.push_back({.trouble = Trouble::reset_paused, .until = now + longest});
    return {};
}

base::Result<void> ReadSituation::look_at_audit(Situation& situation) {
    const auto now = ports_.clock.now();
    AuditQuery query;
    query.from = now - kRecent;
    query.involving = {"person:" + situation.person.id.str()};
    query.count = kLooked;
    const auto page = search_.search(situation.person.tenant_id, query);
    if (!page) return base::fail(page.error());
    for (const auto& stored : page->records) {
        const auto& record = stored.record;
        if (is_of_interest(record)) add_event(situation.recent, record);
        const auto network = record.action == "account.sign_in" && record.at >= now - kRecentNetworks
                                 ? network_in(record.details)
                                 : std::string{};
        auto& known = situation.networks;
        if (!network.empty() && known.size() < kNetworks && std::ranges::find(known, network) == known.end()) {
            known.push_back(network);
        }
    }
    return {};
}

std::vector<Obstacle> obstacles_of(const Situation& situation, const Outcome* live, base::TimePoint now) {
    auto all = account_obstacles(situation.person, live, now);
    all.insert(all.end(), situation.here.begin(), situation.here.end());
    if (live != nullptr && live->reason == Reason::account_protected)
        all.push_back({.trouble = Trouble::account_protected});
    if (live != nullptr && live->reason == Reason::user_out_of_scope) all.push_back({.trouble = Trouble::out_of_scope});
    std::ranges::stable_sort(all, {}, &Obstacle::trouble);
    return all;
}

}  // namespace tilbage::core
