#include "connect/wizard/session.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include "base/unicode.h"
#include "connect/setup/compare.h"
#include "connect/setup/resolve_scope.h"

namespace tilbage::connect::wizard {
namespace {

constexpr std::array<std::string_view, 14> kPages = {"welcome",  "tasks",  "cloud",        "directories", "filtering",
                                                     "features", "ready",  "complete",     "view",        "staging",
                                                     "sign-in",  "agents", "troubleshoot", "schema"};
constexpr std::chrono::milliseconds kLookForEnd{500};

bool is_unset(const core::Scope& scope) { return scope.mode == core::Scope::Mode::selected && scope.include.empty(); }

// Until somebody has chosen, everybody: what the page shows first.
setup::Draft first_draft(const setup::Current& current) {
    auto draft = setup::draft_of(current);
    if (is_unset(draft.config.scope.units)) draft.config.scope.units.mode = core::Scope::Mode::all;
    return draft;
}

// Everybody again, as long as nobody has chosen.
void forget_choice(ScopeConfig& scope) {
    scope.units = {.mode = core::Scope::Mode::all, .include = {}, .exclude = {}};
    scope.pilot_group.clear();
    scope.guids.clear();
}

std::vector<ShownDirectory> shown(const Config& config) {
    std::vector<ShownDirectory> all;
    for (const auto* directory : directories_of(config)) {
        all.push_back({.number = directory->number,
                       .forest = setup::forest_of(*directory),
                       .servers = directory->directory.servers,
                       .account = setup::account_of(*directory),
                       .created = false,
                       .scope = directory->scope});
    }
    return all;
}

}  // namespace

base::Result<std::unique_ptr<Session>> Session::open(World world) {
    auto current = setup::load_current(world.config_file, world.state_dir_if_new);
    if (!current) return base::fail(current.error());
    return std::unique_ptr<Session>(new Session(std::move(world), std::move(*current)));
}

Session::Session(World world, setup::Current current) : world_(std::move(world)), cloud_(world_.clock, world_.random) {
    for (core::DirectoryNumber number = 1; number <= kMostDirectories; ++number)
        desks_.push_back(std::make_unique<DirectoryDesk>(world_.directories));
    auto draft = first_draft(current);
    state_.with([&](State& state) {
        state.current = std::move(current);
        state.draft = std::move(draft);
    });
    use_draft_directories();
}

std::string Session::page() const {
    return state_.with([](const State& state) { return state.page; });
}

bool Session::show_page(std::string_view page) {
    if (std::ranges::find(kPages, page) == kPages.end()) return false;
    state_.with([&](State& state) { state.page = page; });
    return true;
}

void Session::look_again() {
    auto current = load();
    if (!current) return;
    const bool begins_anew = state_.with([&](State& state) {
        state.current = std::move(*current);
        if (state.run_is_told || !state.run || state.run->view().state != setup::RunState::done) return false;
        state.run_is_told = true;
        state.draft = first_draft(state.current);
        state.told.clear();
        return true;
    });
    if (begins_anew) use_draft_directories();
}

CloudTarget Session::cloud_target() {
    return with([](const setup::Current& current, const setup::Draft& draft) {
        const auto& tenant = draft.config.tenant;
        CloudTarget target{.address = {.url = tenant.url, .ca_file = tenant.ca_file},
                           .tenant = "organizations",
                           .expected_tenant_id = {}};
        if (current.identity && current.registered_at == tenant.url) {
            target.tenant = current.identity->tenant;
            target.expected_tenant_id = current.identity->tenant_id.str();
        }
        return target;
    });
}

void Session::set_tenant(TenantConfig tenant) {
    const bool another = with([&](const setup::Current&, setup::Draft& draft) {
        const bool differs = draft.config.tenant.url != tenant.url;
        draft.config.tenant = std::move(tenant);
        return differs;
    });
    if (another) cloud_.sign_out();
}

DirectoryDesk& Session::directory(core::DirectoryNumber number) {
    return *desks_.at(static_cast<std::size_t>(number - 1));
}

void Session::use_draft_directories() {
    for (core::DirectoryNumber number = 1; number <= kMostDirectories; ++number) use_draft_directory(number);
}

// The configured account, as long as nobody has named another.
void Session::use_draft_directory(core::DirectoryNumber number) {
    struct Wanted {
        core::DirectoryTarget target;
        core::DirectoryCredentials credentials;
    };
    auto wanted = with([&](const setup::Current&, const setup::Draft& draft) -> std::optional<Wanted> {
        const auto* found = find_directory(draft.config, number);
        if (found == nullptr) return std::nullopt;
        const auto& directory = found->directory;
        return Wanted{
            {.forest = {}, .servers = directory.servers, .ca_file = directory.ca_file, .timeout = directory.timeout},
            {directory.account_name(), base::SecretBytes::copy_of(directory.bind_password.open()),
             directory.keytab_file}};
    });
    if (!wanted) return directory(number).forget();
    directory(number).use(std::move(wanted->target), std::move(wanted->credentials));
}

std::string Session::domain_of(const State& state, const DirectoryConfig& directory) {
    const auto told = state.told.find(directory.number);
    return base::fold_case(told == state.told.end() ? setup::forest_of(directory) : told->second.domain);
}

// Two accounts of one domain would each claim everybody in it.
bool Session::has_domain(const State& state, const DirectoryConfig& directory, const NewDirectory& other) {
    const auto& servers = directory.directory.servers;
    return domain_of(state, directory) == base::fold_case(other.facts.domain_dns) ||
           std::ranges::find_first_of(servers, other.target.servers) != servers.end();
}

base::Result<core::DirectoryNumber> Session::place_of(std::optional<core::DirectoryNumber> number,
                                                      const NewDirectory& directory) const {
    return state_.with([&](const State& state) -> base::Result<core::DirectoryNumber> {
        const auto& draft = state.draft.config;
        const auto& domain = directory.facts.domain_dns;
        for (const auto* other : directories_of(draft)) {
            if (other->number != number && has_domain(state, *other, directory)) {
                return base::fail(base::ErrorCode::conflict,
                                  domain + " is there already: change that directory instead of adding it again");
            }
        }
        const auto place = number ? number : setup::free_number(state.current.config, draft, domain);
        if (!place) return base::fail(base::ErrorCode::conflict, "an agent has at most nine directories");
        return *place;
    });
}

void Session::set_directory(core::DirectoryNumber number, NewDirectory directory) {
    state_.with([&](State& state) {
        const auto& facts = directory.facts;
        auto& config = setup::add_directory(state.current.config, state.draft.config, number, facts.domain_dns);
        // The units of another domain would be looked for in vain.
        if (const auto before = domain_of(state, config);
            !before.empty() && before != base::fold_case(facts.domain_dns))
            forget_choice(config.scope);
        auto& wanted = config.directory;
        wanted.servers = directory.target.servers;
        wanted.ca_file = directory.target.ca_file;
        setup::set_account(wanted, directory.credentials, facts);
        state.told.insert_or_assign(
            number, Told{.forest = facts.forest_dns, .domain = facts.domain_dns, .created = directory.created});
    });
    this->directory(number).use(std::move(directory.target), std::move(directory.credentials));
}

base::Result<void> Session::remove_directory(core::DirectoryNumber number) {
    const auto removed = state_.with([&](State& state) -> base::Result<void> {
        auto& draft = state.draft.config;
        if (number == 1 && !draft.further.empty())
            return base::fail(base::ErrorCode::conflict, "the first directory goes last: remove the others before it");
        state.told.erase(number);
        if (number != 1) {
            setup::remove_directory(draft, number);
            return {};
        }
        draft.directory.servers.clear();
        draft.directory.ca_file.clear();
        setup::clear_account(draft.directory);
        forget_choice(draft.scope);
        return {};
    });
    if (removed) directory(number).forget();
    return removed;
}

bool Session::has_directory(core::DirectoryNumber number) const {
    return state_.with([&](const State& state) { return find_directory(state.draft.config, number) != nullptr; });
}

std::vector<ShownDirectory> Session::draft_directories() const {
    return state_.with([](const State& state) {
        auto all = shown(state.draft.config);
        for (auto& directory : all) {
            const auto told = state.told.find(directory.number);
            if (told == state.told.end()) continue;
            if (!told->second.forest.empty()) directory.forest = told->second.forest;
            directory.created = told->second.created;
        }
        return all;
    });
}

std::vector<ShownDirectory> Session::current_directories() const {
    return state_.with([](const State& state) { return shown(state.current.config); });
}

void Session::set_scope(core::DirectoryNumber number, ScopeConfig scope) {
    const bool differs = with([&](const setup::Current&, setup::Draft& draft) {
        auto* wanted = setup::directory_of(draft.config, number);
        if (wanted == nullptr) return false;
        const auto before = std::exchange(wanted->scope, std::move(scope));
        return before.units != wanted->scope.units;
    });
    if (differs) directory(number).forget_rights();
}

ScopeConfig Session::draft_scope(core::DirectoryNumber number) const {
    return state_.with([&](const State& state) {
        if (number == 1) return state.draft.config.scope;
        const auto* found = find_directory(state.draft.config, number);
        return found == nullptr ? ScopeConfig() : found->scope;
    });
}

void Session::refresh_scopes() {
    for (const auto& one : draft_directories()) {
        if (one.scope.guids.empty()) continue;
        auto now = directory(one.number).ask([&](core::DirectorySession& directory) {
            return setup::resolve_scope(directory, one.scope);
        });
        if (now) set_scope(one.number, std::move(*now));
    }
}

// An agent that somebody removed at the tenant counts as not registered.
void Session::note_what_tenant_says(setup::Current& current) {
    const auto who = cloud_.session();
    if (!who || !current.identity || who->tenant_id != current.identity->tenant_id.str()) return;
    const auto agents =
        cloud_.ask([](setup::CloudClient& client, const setup::AccessToken& token) { return client.agents(token); });
    if (agents) setup::note_agents_at_tenant(current, *agents);
}

base::Result<std::vector<setup::Action>> Session::plan() {
    look_again();
    auto current = load();
    if (!current) return base::fail(current.error());
    note_what_tenant_says(*current);
    const auto draft = with([](const setup::Current&, const setup::Draft& wanted) { return wanted.clone(); });
    return setup::plan(*current, draft);
}

// It has come to its end; what it holds is free when nobody waits for it any more.
void Session::let_go_of_run() {
    auto run = state_.with([](State& state) { return std::exchange(state.run, nullptr); });
    const auto end = std::chrono::steady_clock::now() + 2 * kLookForEnd;
    while (run && run.use_count() > 1 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

base::Result<void> Session::configure() {
    std::lock_guard lock(configure_mutex_);
    if (is_running()) return base::fail(base::ErrorCode::conflict, "a configuration is under way");
    look_again();
    auto current = load();
    if (!current) return base::fail(current.error());
    note_what_tenant_says(*current);
    auto draft = with([](const setup::Current&, const setup::Draft& wanted) { return wanted.clone(); });
    // A draft that cannot be configured leaves the run before it, which may still be rolled back.
    if (auto possible = setup::plan(*current, draft); !possible) return base::fail(possible.error());
    let_go_of_run();
    setup::RunWorld world{.clock = world_.clock,
                          .random = world_.random,
                          .service = world_.service,
                          .cloud = [this] { return cloud_.session(); },
                          .enrolment_code = {},
                          .times = world_.run_times,
                          .journal_written = {}};
    auto run = setup::ConfigureRun::start(std::move(world), *current, std::move(draft));
    if (!run) return base::fail(run.error());
    state_.with([&](State& state) {
        state.run = std::move(*run);
        state.run_is_told = false;
    });
    return {};
}

std::shared_ptr<setup::ConfigureRun> Session::run() const {
    return state_.with([](const State& state) { return state.run; });
}

std::optional<setup::RunView> Session::wait_for_run(std::int64_t after, std::chrono::milliseconds time) const {
    std::optional<setup::RunView> view;
    do {
        const auto latest = run();
        if (!latest) return view;
        const auto piece = std::min(time, kLookForEnd);
        view = latest->wait(after, piece);
        time -= piece;
    } while (view->revision <= after && time.count() > 0 && !end_.is_set());
    return view;
}

bool Session::is_running() const {
    const auto latest = run();
    return latest && latest->view().state == setup::RunState::running;
}

}  // namespace tilbage::connect::wizard
