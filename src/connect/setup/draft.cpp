#include "connect/setup/draft.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unistd.h>

#include "base/unicode.h"
#include "connect/setup/compare.h"
#include "connect/setup/run_journal.h"
#include "connect/state/atomic_file.h"
#include "connect/state/key_store.h"
#include "connect/state/state_folder.h"

namespace tilbage::connect::setup {
namespace {

constexpr std::string_view kPemBegins = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kPemEnds = "-----END CERTIFICATE-----";
constexpr std::size_t kLargestCertificateFile = std::size_t{256} * 1024;

bool is_sealing_key(const std::filesystem::directory_entry& file) {
    return file.path().filename().string().starts_with("sealing-key-");
}

bool has_sealing_key(const std::filesystem::path& state_dir) {
    std::error_code error;
    const std::filesystem::directory_iterator files(state_dir, error);
    return !error && std::any_of(begin(files), end(files), is_sealing_key);
}

// The tenant that identity.json is of: the one that connect.toml names, or, when connect.toml is still without it, the
// one that an unfinished run registered at.
std::string tenant_of_identity(const Current& current) {
    const auto journal = load_journal(current.config.state_dir);
    if (journal && journal->is_unfinished() && journal->identity_in_force && journal->registration.identity &&
        journal->registration.identity->agent_id == current.identity->agent_id) {
        return journal->registration.tenant_url;
    }
    return current.config.tenant.url;
}

bool is_of_domain(const DirectoryConfig& directory, std::string_view domain) {
    return base::fold_case(forest_of(directory)) == base::fold_case(std::string(domain));
}

}  // namespace

DirectoryConfig* directory_of(Config& config, core::DirectoryNumber number) {
    if (number == config.number) return &config;
    const auto found = std::ranges::find(config.further, number, &DirectoryConfig::number);
    return found == config.further.end() ? nullptr : &*found;
}

std::optional<core::DirectoryNumber> free_number(const Config& current, const Config& draft, std::string_view domain) {
    if (draft.directory.servers.empty()) return 1;
    for (const auto& known : current.further) {
        if (find_directory(draft, known.number) == nullptr && is_of_domain(known, domain)) return known.number;
    }
    std::optional<core::DirectoryNumber> used_before;
    for (core::DirectoryNumber number = 2; number <= kMostDirectories; ++number) {
        if (find_directory(draft, number) != nullptr) continue;
        if (find_directory(current, number) == nullptr) return number;
        if (!used_before) used_before = number;
    }
    return used_before;
}

DirectoryConfig& add_directory(const Config& current, Config& draft, core::DirectoryNumber number,
                               std::string_view domain) {
    if (auto* known = directory_of(draft, number)) return *known;
    DirectoryConfig added;
    const auto* before = find_directory(current, number);
    if (before != nullptr && is_of_domain(*before, domain)) {
        added = connect::clone(*before);
    } else {
        added.number = number;
        added.scope.units.mode = core::Scope::Mode::all;
    }
    const auto place = std::ranges::lower_bound(draft.further, number, {}, &DirectoryConfig::number);
    return *draft.further.insert(place, std::move(added));
}

void remove_directory(Config& draft, core::DirectoryNumber number) {
    std::erase_if(draft.further, [&](const DirectoryConfig& one) { return one.number == number; });
}

void set_account(adapters::ldap::Settings& directory, const core::DirectoryCredentials& credentials,
                 const core::DirectoryFacts& facts) {
    clear_account(directory);
    directory.keytab_file = credentials.keytab_file;
    if (!directory.has_keytab()) {
        directory.bind_dn = facts.account_dn;
        directory.bind_password = base::SecretBytes::copy_of(credentials.password.open());
        return;
    }
    directory.account = credentials.name;
    if (directory.account.find('@') == std::string::npos) {
        // With its realm, the domain's name in capitals, so that a keytab with keys of other domains does not confuse.
        directory.account += '@';
        for (const char c : facts.domain_dns)
            directory.account += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
}

void clear_account(adapters::ldap::Settings& directory) {
    directory.bind_dn.clear();
    directory.bind_password.clear();
    directory.account.clear();
    directory.keytab_file.clear();
}

std::string host_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name.front() == '\0') return "tilbage-connect";
    return name.data();
}

base::Result<Current> load_current(const std::filesystem::path& file, const std::filesystem::path& state_dir_if_new) {
    Current current;
    current.file = std::filesystem::absolute(file).lexically_normal();
    std::error_code error;
    current.file_exists = std::filesystem::exists(current.file, error);
    if (current.file_exists) {
        auto config = load_unfinished_config(current.file);
        if (!config)
            return base::fail(base::ErrorCode::invalid_argument, fmt::format("{}", fmt::join(config.error(), "\n")));
        current.config = std::move(*config);
    } else {
        current.config.agent_name = host_name().substr(0, 64);
        current.config.state_dir = std::filesystem::absolute(state_dir_if_new).lexically_normal();
        current.config.import.alternate_mail_attribute = "otherMailbox";
    }
    const auto& state_dir = current.config.state_dir;
    if (auto identity = load_identity(state_dir)) current.identity = std::move(*identity);
    if (current.identity) current.registered_at = tenant_of_identity(current);
    current.has_signing_key = std::filesystem::exists(state_dir / "signing-key.pem", error);
    current.has_sealing_key = has_sealing_key(state_dir);
    current.agent_running = RunLock::is_held(state_dir);
    if (auto status = load_status(state_dir); status && current.agent_running) current.status = std::move(*status);
    return current;
}

Current Current::clone() const {
    return {.file = file,
            .file_exists = file_exists,
            .config = connect::clone(config),
            .identity = identity,
            .registered_at = registered_at,
            .has_signing_key = has_signing_key,
            .has_sealing_key = has_sealing_key,
            .agent_running = agent_running,
            .status = status};
}

Draft draft_of(const Current& current) { return {connect::clone(current.config)}; }

base::Result<std::string> stage_certificate(const std::filesystem::path& state_dir, std::string_view whose,
                                            std::string_view pem) {
    const auto begins = pem.find(kPemBegins);
    if (begins == std::string_view::npos || pem.find(kPemEnds, begins) == std::string_view::npos ||
        pem.size() > kLargestCertificateFile) {
        return base::fail(base::ErrorCode::invalid_argument,
                          fmt::format("not a certificate: paste the PEM text, from {} to {}", kPemBegins, kPemEnds));
    }
    if (auto prepared = prepare_state_dir(state_dir); !prepared) return base::fail(prepared.error());
    const auto file = state_dir / fmt::format("setup-{}-ca.pem", whose);
    if (auto written = write_file(file, pem, Sync::yes); !written) return base::fail(written.error());
    return file.string();
}

void note_agents_at_tenant(Current& current, const std::vector<TenantAgent>& agents) {
    if (!current.identity) return;
    const auto& own = current.identity->agent_id.str();
    if (std::ranges::none_of(agents, [&](const TenantAgent& agent) { return agent.id == own; })) {
        current.identity.reset();
        current.registered_at.clear();
    }
}

}  // namespace tilbage::connect::setup
