#include "connect/wizard/session.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

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

std::optional<DraftDirectory> shown(const Config& config) {
    if (config.directory.servers.empty()) return std::nullopt;
    return DraftDirectory{.forest = setup::forest_of(config),
                          .servers = config.directory.servers,
                          .account = setup::account_of(config),
                          .created = false};
}

}  // namespace

base::Result<std::unique_ptr<Session>> Session::open(World world) {
    auto current = setup::load_current(world.config_file, world.state_dir_if_new);
    if (!current) return base::fail(current.error());
    return std::unique_ptr<Session>(new Session(std::move(world), std::move(*current)));
}

Session::Session(World world, setup::Current current)
    : world_(std::move(world)), cloud_(world_.clock, world_.random), directory_(world_.directories) {
    auto draft = first_draft(current);
    state_.with([&](State& state) {
        state.current = std::move(current);
        state.draft = std::move(draft);
    });
    use_draft_directory();
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
        state.created = false;
        return true;
    });
    if (begins_anew) use_draft_directory();
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

// The configured account, as long as nobody has named another.
void Session::use_draft_directory() {
    struct Wanted {
        core::DirectoryTarget target;
        core::DirectoryCredentials credentials;
    };
    auto wanted = with([](const setup::Current&, const setup::Draft& draft) {
        const auto& directory = draft.config.directory;
        return Wanted{
            {.forest = {}, .servers = directory.servers, .ca_file = directory.ca_file, .timeout = directory.timeout},
            {directory.account_name(), base::SecretBytes::copy_of(directory.bind_password.open()),
             directory.keytab_file}};
    });
    if (wanted.target.servers.empty()) return directory_.forget();
    directory_.use(std::move(wanted.target), std::move(wanted.credentials));
}

void Session::set_directory(NewDirectory directory) {
    state_.with([&](State& state) {
        auto& wanted = state.draft.config.directory;
        wanted.servers = directory.target.servers;
        wanted.ca_file = directory.target.ca_file;
        setup::set_account(wanted, directory.credentials, directory.facts);
        state.forest = directory.facts.forest_dns;
        state.created = directory.created;
    });
    directory_.use(std::move(directory.target), std::move(directory.credentials));
}

void Session::remove_directory() {
    state_.with([](State& state) {
        auto& directory = state.draft.config.directory;
        directory.servers.clear();
        directory.ca_file.clear();
        setup::clear_account(directory);
        state.draft.config.scope.units = {.mode = core::Scope::Mode::all, .include = {}, .exclude = {}};
        state.draft.config.scope.pilot_group.clear();
        state.draft.config.scope.guids.clear();
        state.forest.clear();
        state.created = false;
    });
    directory_.forget();
}

std::optional<DraftDirectory> Session::draft_directory() const {
    return state_.with([](const State& state) {
        auto directory = shown(state.draft.config);
        if (!directory) return directory;
        if (!state.forest.empty()) directory->forest = state.forest;
        directory->created = state.created;
        return directory;
    });
}

std::optional<DraftDirectory> Session::current_directory() const {
    return state_.with([](const State& state) { return shown(state.current.config); });
}

void Session::set_scope(ScopeConfig scope) {
    const bool differs = with([&](const setup::Current&, setup::Draft& draft) {
        const auto before = std::exchange(draft.config.scope, std::move(scope));
        return before.units != draft.config.scope.units;
    });
    if (differs) directory_.forget_rights();
}

ScopeConfig Session::draft_scope() const {
    return state_.with([](const State& state) { return state.draft.config.scope; });
}

void Session::refresh_scope() {
    const auto scope = draft_scope();
    if (scope.guids.empty()) return;
    auto now =
        directory_.ask([&](core::DirectorySession& directory) { return setup::resolve_scope(directory, scope); });
    if (now) set_scope(std::move(*now));
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
