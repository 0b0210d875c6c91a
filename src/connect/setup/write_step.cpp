#include <algorithm>
#include <fmt/core.h>
#include <sys/stat.h>

#include "base/encoding.h"
#include "connect/setup/compare.h"
#include "connect/setup/render_config.h"
#include "connect/setup/run_context.h"
#include "connect/state/atomic_file.h"
#include "crypto/hash.h"

namespace tilbage::connect::setup {
namespace {

constexpr std::string_view kNext = "setup-next.toml";
constexpr std::string_view kPrevious = "setup-previous.toml";
// Behind the directory's section: "directory2-password-7".
constexpr std::string_view kPassword = "-password-";
constexpr std::string_view kKeytab = "-keytab-";
constexpr std::string_view kAuthority = "-ca-";
constexpr std::string_view kTenantAuthority = "tenant-ca-";

base::Result<void> store(const RunContext& run, const std::filesystem::path& file, std::string_view content) {
    auto written = write_file(file, content, Sync::yes);
    if (written) give_to_agent(file, run.state_dir());
    return written;
}

// The file that is to be named: the one in use when it holds the same, else a copy in the state folder, with a number
// of its own so that the one in use stays as it is.
base::Result<std::string> take_in(const RunContext& run, const std::string& wanted, const std::string& in_use,
                                  std::string_view name) {
    if (wanted.empty() || (!in_use.empty() && same_file(wanted, in_use))) return wanted.empty() ? wanted : in_use;
    const auto content = read_file(wanted);
    if (!content) return base::fail(content.error());
    const auto file = run.state_dir() / fmt::format("{}{}.pem", name, run.journal.number);
    if (auto stored = store(run, file, *content); !stored) return base::fail(stored.error());
    return file.string();
}

base::Result<void> take_in_password(const RunContext& run, DirectoryConfig& config, const DirectoryConfig& in_use) {
    if (config.directory.has_keytab()) config.directory_password_file.clear();
    if (config.directory.bind_password.empty()) return {};
    if (!in_use.directory_password_file.empty() && same_credentials(config, in_use)) {
        config.directory_password_file = in_use.directory_password_file;
        return {};
    }
    config.directory_password_file =
        run.state_dir() / fmt::format("{}{}{}", config.section(), kPassword, run.journal.number);
    return store(run, config.directory_password_file, config.directory.bind_password.open_text());
}

// As a certificate authority's file, but of keys: read here and wiped.
base::Result<void> take_in_keytab(const RunContext& run, DirectoryConfig& config, const std::string& in_use) {
    auto& keytab = config.directory.keytab_file;
    if (keytab.empty()) return {};
    if (!in_use.empty() && same_file(keytab, in_use)) {
        keytab = in_use;
        return {};
    }
    auto content = read_file(keytab);
    if (!content) return base::fail(content.error());
    keytab = (run.state_dir() / fmt::format("{}{}{}", config.section(), kKeytab, run.journal.number)).string();
    auto stored = store(run, keytab, *content);
    base::wipe(content->data(), content->size());
    return stored;
}

base::Result<void> take_in_directory(const RunContext& run, DirectoryConfig& config) {
    const DirectoryConfig none;
    const auto* known = find_directory(run.current.config, config.number);
    const auto& in_use = known == nullptr ? none : *known;
    auto authority =
        take_in(run, config.directory.ca_file, in_use.directory.ca_file, config.section() + std::string(kAuthority));
    if (!authority) return base::fail(authority.error());
    config.directory.ca_file = std::move(*authority);
    if (auto taken = take_in_password(run, config, in_use); !taken) return taken;
    return take_in_keytab(run, config, in_use.directory.keytab_file);
}

// A file that a run put into the state folder.
bool is_ours(const std::string& name) {
    if (name == kNext || name.starts_with(kTenantAuthority)) return true;
    DirectoryConfig directory;
    for (directory.number = 1; directory.number <= kMostDirectories; ++directory.number) {
        for (const auto kind : {kPassword, kKeytab, kAuthority})
            if (name.starts_with(directory.section() + std::string(kind))) return true;
    }
    return false;
}

// The draft with every file that it names in its place.
base::Result<Config> configuration_to_write(const RunContext& run) {
    auto config = connect::clone(run.draft.config);
    const auto& in_use = run.current.config;
    config.state_dir = run.state_dir();
    auto tenant_ca = take_in(run, config.tenant.ca_file, in_use.tenant.ca_file, kTenantAuthority);
    if (!tenant_ca) return base::fail(tenant_ca.error());
    config.tenant.ca_file = std::move(*tenant_ca);
    if (auto taken = take_in_directory(run, config); !taken) return base::fail(taken.error());
    for (auto& directory : config.further)
        if (auto taken = take_in_directory(run, directory); !taken) return base::fail(taken.error());
    return config;
}

// Read back as the agent will read it: a configuration that it would refuse is never put in place.
base::Result<void> read_back(const std::filesystem::path& file) {
    if (const auto read = load_config(file); !read) {
        std::string problems;
        for (const auto& problem : read.error()) problems += (problems.empty() ? "" : "; ") + problem;
        return base::fail(base::ErrorCode::invalid_argument, problems);
    }
    return {};
}

base::Result<void> keep_previous(RunContext& run) {
    const auto kept = run.state_dir() / kPrevious;
    if (!run.current.file_exists) return {};
    const auto text = read_file(run.current.file);
    if (!text) return base::fail(text.error());
    return store(run, kept, *text);
}

base::Result<void> put_in_place(const RunContext& run, const std::string& text) {
    struct stat before{};
    const bool was_there = ::stat(run.current.file.c_str(), &before) == 0;
    auto written = write_file(run.current.file, text, Sync::yes);
    if (!written) return written;
    if (was_there) {
        ::chmod(run.current.file.c_str(), before.st_mode & 07777U);
    }
    give_to_agent(run.current.file, run.state_dir());
    return {};
}

base::Result<std::string> prepare(RunContext& run) {
    const auto config = configuration_to_write(run);
    if (!config) return base::fail(config.error());
    auto text = render_config(*config);
    const auto next = run.state_dir() / kNext;
    if (auto written = store(run, next, text); !written) return base::fail(written.error());
    if (auto read = read_back(next); !read) return base::fail(read.error());
    return text;
}

}  // namespace

std::string sha256_of_file(const std::filesystem::path& file) {
    const auto text = read_file(file);
    return text ? base::to_hex(crypto::sha256(*text)) : std::string();
}

StepResult write_configuration(RunContext& run) {
    const auto text = prepare(run);
    if (!text) return tl::unexpected(to_step_error(text.error()));
    auto& journal = run.journal;
    if (auto kept = keep_previous(run); !kept) return tl::unexpected(to_step_error(kept.error()));
    journal.had_configuration = run.current.file_exists;
    journal.next_sha256 = base::to_hex(crypto::sha256(*text));
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    if (journal.registration.identity && !journal.identity_in_force) {
        if (auto swapped = swap_identity(run); !swapped) return tl::unexpected(swapped.error());
    }
    if (auto put = put_in_place(run, *text); !put) return tl::unexpected(to_step_error(put.error()));
    journal.committed_at = run.world.clock.now();
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    return boost::json::object{};
}

base::Result<void> put_previous_configuration_back(RunContext& run) {
    if (!run.journal.had_configuration) {
        std::error_code error;
        std::filesystem::remove(run.current.file, error);
        if (error) {
            return base::fail(base::ErrorCode::unavailable,
                              fmt::format("{}: {}", run.current.file.string(), error.message()));
        }
        return {};
    }
    const auto text = read_file(run.state_dir() / kPrevious);
    if (!text) return base::fail(text.error());
    return put_in_place(run, *text);
}

base::Result<void> clear_up(const std::filesystem::path& state_dir, const std::filesystem::path& file,
                            const base::Clock& clock, RunJournal& journal) {
    if (!journal.committed() && !journal.next_sha256.empty() && sha256_of_file(file) == journal.next_sha256)
        journal.committed_at = clock.now();
    if (journal.committed() || !journal.identity_in_force || !has_previous_identity(state_dir)) return {};
    if (auto back = put_previous_identity_back(state_dir); !back) return back;
    journal.identity_in_force = false;
    return {};
}

void discard_leftovers(const RunContext& run) {
    auto in_force = load_unfinished_config(run.current.file);
    if (!in_force && std::filesystem::exists(run.current.file)) return;
    if (!in_force) in_force = Config();  // rolled back to nothing
    discard_previous_identity(run.state_dir());
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(run.state_dir(), ignored)) {
        const auto& path = entry.path();
        const auto name = path.filename().string();
        const auto named = std::ranges::any_of(directories_of(*in_force), [&](const DirectoryConfig* directory) {
            return path == directory->directory_password_file || path == directory->directory.keytab_file ||
                   path == directory->directory.ca_file;
        });
        if (is_ours(name) && !named && path != in_force->tenant.ca_file) destroy_file(path);
    }
}

}  // namespace tilbage::connect::setup
