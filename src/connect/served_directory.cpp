#include "connect/served_directory.h"

#include "connect/backoff.h"
#include "connect/survey.h"

namespace tilbage::connect {
namespace {

constexpr base::Millis kFirstTryAgain{1'000};
constexpr base::Millis kLastTryAgain{15'000};

}  // namespace

std::vector<std::string> scope_bases(const DirectoryConfig& config) {
    const auto& units = config.scope.units;
    return units.mode == core::Scope::Mode::all ? std::vector<std::string>() : names_of(units.include);
}

std::vector<adapters::ldap::NamedGroup> protected_groups(const DirectoryConfig& config) {
    std::vector<adapters::ldap::NamedGroup> groups;
    for (const auto& name : config.scope.protected_groups) {
        const auto known = config.scope.guids.find(name);
        const bool is_known = known != config.scope.guids.end();
        groups.push_back({.dn = name, .guid = is_known ? std::optional(known->second) : std::nullopt});
    }
    return groups;
}

base::Result<std::unique_ptr<ServedDirectory>> ServedDirectory::create(const DirectoryConfig& config,
                                                                       const base::Clock& clock, base::Random& random) {
    auto pool = adapters::ldap::Pool::create(config.directory.clone());
    if (!pool) return base::fail(pool.error());
    return std::unique_ptr<ServedDirectory>(new ServedDirectory(config, clock, random, std::move(*pool)));
}

ServedDirectory::ServedDirectory(const DirectoryConfig& config, const base::Clock& clock, base::Random& random,
                                 std::unique_ptr<adapters::ldap::Pool> pool)
    : config_(config),
      clock_(clock),
      random_(random),
      surveyor_(config.directory, scope_bases(config), protected_groups(config)),
      pool_(std::move(pool)),
      directory_(*pool_, clock) {}

ServedDirectory::~ServedDirectory() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void ServedDirectory::look_for(Told told, base::Millis again) {
    thread_ =
        std::jthread([this, told = std::move(told), again](const std::stop_token& stop) { run(stop, told, again); });
}

void ServedDirectory::run(const std::stop_token& stop, const Told& told, base::Millis again) {
    Backoff backoff(kFirstTryAgain, kLastTryAgain, random_);
    while (!stop.stop_requested()) {
        const auto survey = survey_to_start(surveyor_);
        if (survey) {
            state_.with([&](State& state) {
                state.survey = *survey;
                renew_apply(state);
            });
            backoff.reset();
        }
        if (stop.stop_requested()) return;
        told(survey);
        std::unique_lock lock(waiting_);
        change_.wait_for(lock, stop, survey ? again : backoff.next(), [] { return false; });
    }
}

std::optional<core::DirectorySurvey> ServedDirectory::found() const {
    return state_.with([](const State& state) { return state.survey; });
}

void ServedDirectory::serve(World world) {
    state_.with([&](State& state) {
        state.world.emplace(std::move(world));
        renew_apply(state);
    });
}

std::shared_ptr<core::Apply> ServedDirectory::apply() const {
    return state_.with([](const State& state) { return state.apply; });
}

// Without a survey nobody knows who is protected: nothing is written.
void ServedDirectory::renew_apply(State& state) {
    if (!state.world) return;
    const auto& world = *state.world;
    core::AgentRules rules{.tenant_id = world.tenant_id,
                           .domain = {},
                           .protection = {},
                           .no_password_filters = config_.no_password_filters,
                           .writes = world.writes};
    if (state.survey) {
        rules.domain = core::DistinguishedName::parse(state.survey->base_dn).value_or(core::DistinguishedName());
        rules.protection = {.group_sids = state.survey->protected_group_sids, .own_sid = state.survey->own_sid};
    }
    core::Directory& directory = state.survey ? static_cast<core::Directory&>(directory_) : offline_;
    state.apply = std::make_shared<core::Apply>(
        core::Apply::World{world.joined, directory, world.journal, world.keys, world.limits, clock_, world.screen},
        std::move(rules));
}

}  // namespace tilbage::connect
