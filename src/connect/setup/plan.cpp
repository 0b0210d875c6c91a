#include "connect/setup/plan.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "connect/setup/compare.h"
#include "connect/setup/run_journal.h"

namespace tilbage::connect::setup {
namespace json = boost::json;
namespace {

json::array texts(const std::vector<std::string>& values) { return json::array(values.begin(), values.end()); }

json::array names(const std::vector<core::DistinguishedName>& values) {
    json::array array;
    for (const auto& value : values) array.emplace_back(value.str());
    return array;
}

bool registered_there(const Current& current, const Config& wanted) {
    return current.identity && current.has_signing_key && current.registered_at == wanted.tenant.url;
}

class Planner {
public:
    Planner(const Current& current, const Config& wanted) : current_(current), now_(current.config), wanted_(wanted) {}

    std::vector<Action> plan() {
        const bool registers = !registered_there(current_, wanted_);
        if (registers) {
            add(ActionKind::register_agent, {{"tenantUrl", wanted_.tenant.url}, {"agentName", wanted_.agent_name}});
        }
        if (!current_.has_sealing_key) add(ActionKind::create_keys);
        if (!same_tenant(now_.tenant, wanted_.tenant))
            add(ActionKind::set_tenant, {{"url", wanted_.tenant.url}, {"previous", now_.tenant.url}});
        if (now_.agent_name != wanted_.agent_name) add(ActionKind::set_agent, {{"name", wanted_.agent_name}});
        plan_directory();
        plan_scope_and_features();
        plan_further();
        plan_options();
        plan_agent(registers);
        return std::move(actions_);
    }

private:
    void add(ActionKind kind, json::object details = {}) { actions_.push_back({kind, std::move(details)}); }
    [[nodiscard]] bool has(ActionKind kind) const {
        return std::ranges::any_of(actions_, [&](const auto& action) { return action.kind == kind; });
    }

    void plan_directory() {
        const auto account = account_of(wanted_);
        if (!same_directory(now_, wanted_)) {
            add(ActionKind::set_directory,
                {{"servers", texts(wanted_.directory.servers)}, {"account", account}, {"forest", forest_of(wanted_)}});
        } else if (!same_credentials(now_, wanted_)) {
            add(ActionKind::set_directory_credentials, {{"account", account}});
        }
    }

    static json::object scope_details(const ScopeConfig& scope) {
        const auto& units = scope.units;
        return {{"mode", units.mode == core::Scope::Mode::all ? "all" : "selected"},
                {"include", names(units.include)},
                {"exclude", names(units.exclude)},
                {"includeNewUnits", units.include_new_units},
                {"pilotGroup", scope.pilot_group}};
    }

    void plan_scope(const DirectoryConfig& directory) {
        auto details = scope_details(directory.scope);
        if (directory.number != 1) details["section"] = directory.section();
        if (!wanted_.further.empty()) details["forest"] = forest_of(directory);
        add(ActionKind::set_scope, std::move(details));
    }

    void plan_further() {
        for (const auto& directory : now_.further) {
            if (find_directory(wanted_, directory.number) == nullptr)
                add(ActionKind::remove_directory, {{"section", directory.section()}, {"forest", forest_of(directory)}});
        }
        for (const auto& directory : wanted_.further) plan_one(find_directory(now_, directory.number), directory);
    }

    // `now`: null when it is added.
    void plan_one(const DirectoryConfig* now, const DirectoryConfig& wanted) {
        const auto account = account_of(wanted);
        if (now == nullptr || !same_directory(*now, wanted)) {
            add(ActionKind::set_directory, {{"section", wanted.section()},
                                            {"servers", texts(wanted.directory.servers)},
                                            {"account", account},
                                            {"forest", forest_of(wanted)}});
        } else if (!same_credentials(*now, wanted)) {
            add(ActionKind::set_directory_credentials, {{"section", wanted.section()}, {"account", account}});
        }
        if (now != nullptr && same_scope(now->scope, wanted.scope)) return;
        plan_scope(wanted);
    }

    void plan_scope_and_features() {
        if (!same_scope(now_.scope, wanted_.scope)) plan_scope(wanted_);
        if (now_.features.password_writeback != wanted_.features.password_writeback) {
            add(wanted_.features.password_writeback ? ActionKind::enable_writeback : ActionKind::disable_writeback);
        }
        if (now_.synchronization.staging != wanted_.synchronization.staging)
            add(ActionKind::set_staging, {{"staging", wanted_.synchronization.staging}});
        if (now_.synchronization.start != wanted_.synchronization.start)
            add(ActionKind::set_synchronization, {{"start", wanted_.synchronization.start}});
    }

    void plan_options() {
        if (const auto keys = options_that_differ(now_, wanted_); !keys.empty())
            add(ActionKind::set_options, {{"keys", texts(keys)}});
    }

    void plan_agent(bool registers) {
        const bool brings_people = registers || has(ActionKind::set_directory) || has(ActionKind::set_scope) ||
                                   has(ActionKind::remove_directory) || has(ActionKind::set_tenant) ||
                                   has(ActionKind::set_synchronization) || has(ActionKind::set_staging) ||
                                   import_was_left_out();
        if (!current_.agent_running) add(ActionKind::start_agent);
        if (brings_people && wanted_.synchronization.start && !wanted_.synchronization.staging)
            add(ActionKind::first_import);
    }

    // By a run that had put its configuration in place and did not come to its end.
    [[nodiscard]] bool import_was_left_out() const {
        if (current_.status && current_.status->last_import_at) return false;
        const auto journal = load_journal(now_.state_dir);
        return journal && journal->is_unfinished() && journal->committed() &&
               std::ranges::any_of(journal->steps, [](const Step& step) { return step.name == "first_import"; });
    }

    const Current& current_;
    const Config& now_;
    const Config& wanted_;
    std::vector<Action> actions_;
};

std::string what_is_missing(const Config& wanted) {
    std::vector<std::string_view> missing;
    if (wanted.tenant.url.empty()) missing.emplace_back("the tenant ([tenant] url)");
    if (wanted.directory.servers.empty()) missing.emplace_back("a directory ([directory])");
    if (wanted.scope.units.mode == core::Scope::Mode::selected && wanted.scope.units.include.empty())
        missing.emplace_back("domains or OUs ([scope] mode, include)");
    return fmt::format("the configuration is not whole yet; it lacks {}", fmt::join(missing, ", "));
}

}  // namespace

std::string_view name_of(ActionKind kind) {
    switch (kind) {
        case ActionKind::register_agent:
            return "register_agent";
        case ActionKind::create_keys:
            return "create_keys";
        case ActionKind::set_tenant:
            return "set_tenant";
        case ActionKind::set_agent:
            return "set_agent";
        case ActionKind::set_directory:
            return "set_directory";
        case ActionKind::set_directory_credentials:
            return "set_directory_credentials";
        case ActionKind::set_scope:
            return "set_scope";
        case ActionKind::remove_directory:
            return "remove_directory";
        case ActionKind::enable_writeback:
            return "enable_writeback";
        case ActionKind::disable_writeback:
            return "disable_writeback";
        case ActionKind::set_staging:
            return "set_staging";
        case ActionKind::set_synchronization:
            return "set_synchronization";
        case ActionKind::set_options:
            return "set_options";
        case ActionKind::start_agent:
            return "start_agent";
        case ActionKind::first_import:
            return "first_import";
    }
    return "set_options";
}

base::Result<std::vector<Action>> plan(const Current& current, const Draft& draft) {
    if (!is_whole(draft.config)) return base::fail(base::ErrorCode::invalid_argument, what_is_missing(draft.config));
    return Planner(current, draft.config).plan();
}

json::object to_json(const std::vector<Action>& actions) {
    json::array array;
    for (const auto& action : actions)
        array.push_back(json::object{{"action", name_of(action.kind)}, {"details", action.details}});
    return {{"actions", std::move(array)}};
}

}  // namespace tilbage::connect::setup
