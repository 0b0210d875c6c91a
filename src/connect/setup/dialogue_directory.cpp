// "Connect directories" in a terminal.
#include <algorithm>
#include <fmt/format.h>

#include "base/unicode.h"
#include "connect/setup/compare.h"
#include "connect/setup/dialogue.h"
#include "connect/setup/dialogue_words.h"

namespace tilbage::connect::setup {
namespace {

using languages::with;

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find_first_of(" ,"));
        if (!word.empty()) words.emplace_back(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return words;
}

}  // namespace

bool Dialogue::ask_directories() {
    terminal_.heading(words::kDirectoriesTitle);
    auto first = connect_to(draft_.config);
    if (!first) return false;
    sessions_[1] = std::move(first);
    std::vector<core::DirectoryNumber> known;
    for (const auto& further : draft_.config.further) known.push_back(further.number);
    if (!std::ranges::all_of(known, [&](auto number) { return ask_further(number); })) return false;
    while (true) {
        const auto another = terminal_.ask_yes(words::kDirectoriesAnother, false);
        if (!another) return false;
        if (!*another) return true;
        if (!add_another()) return false;
    }
}

// One that is configured already.
bool Dialogue::ask_further(core::DirectoryNumber number) {
    auto& config = *directory_of(draft_.config, number);
    terminal_.say(
        fmt::format("{} ({}), {}", forest_of(config), fmt::join(config.directory.servers, " "), account_of(config)));
    const auto choice = terminal_.choose(
        words::kDirectoriesThis, {words::kDirectoriesKeep, words::kDirectoriesChange, words::kDirectoriesRemove}, 0);
    if (!choice) return false;
    if (*choice == 0) return keep_further(number);
    if (*choice == 1) {
        auto session = connect_to(config);
        if (session) sessions_[number] = std::move(session);
        return sessions_.contains(number);
    }
    const auto sure = terminal_.ask_yes(words::kDirectoriesReallyRemove, false);
    if (!sure) return false;
    if (!*sure) return keep_further(number);
    remove_directory(draft_.config, number);
    return true;
}

// What cannot be asked now stays as it is.
bool Dialogue::keep_further(core::DirectoryNumber number) {
    const auto& directory = directory_of(draft_.config, number)->directory;
    auto session = world_.directories.open(
        {.forest = {}, .servers = directory.servers, .ca_file = directory.ca_file, .timeout = directory.timeout},
        {directory.account_name(), base::SecretBytes::copy_of(directory.bind_password.open()), directory.keytab_file});
    if (session) {
        sessions_[number] = std::move(*session);
    } else {
        terminal_.say(words::kDirectoriesStaysAsItIs, with<"reason">(session.error().message));
    }
    return true;
}

bool Dialogue::is_there_already(core::DirectorySession& added) const {
    const auto domain = base::fold_case(added.facts().domain_dns);
    return std::ranges::any_of(directories_of(draft_.config), [&](const DirectoryConfig* one) {
        const auto session = sessions_.find(one->number);
        const auto known = session == sessions_.end() ? forest_of(*one) : session->second->facts().domain_dns;
        return base::fold_case(known) == domain;
    });
}

bool Dialogue::add_another() {
    DirectoryConfig asked;
    auto session = connect_to(asked);
    if (!session) return false;
    if (is_there_already(*session)) {
        terminal_.say(words::kDirectoriesThereAlready);
        return true;
    }
    const auto& domain = session->facts().domain_dns;
    const auto number = free_number(current_.config, draft_.config, domain);
    if (!number) {
        terminal_.say(words::kDirectoriesAtMostNine);
        return true;
    }
    auto& added = add_directory(current_.config, draft_.config, *number, domain).directory;
    added.servers = asked.directory.servers;
    added.ca_file = asked.directory.ca_file;
    set_account(added, {account_of(asked), std::move(asked.directory.bind_password), asked.directory.keytab_file},
                session->facts());
    sessions_[*number] = std::move(session);
    return true;
}

Dialogue::Session Dialogue::connect_to(DirectoryConfig& config) {
    while (true) {
        core::DirectoryTarget target{.forest = forest_of(config),
                                     .servers = config.directory.servers,
                                     .ca_file = config.directory.ca_file,
                                     .timeout = config.directory.timeout};
        if (!ask_servers(target) || !ask_authority(target)) return nullptr;
        if (auto session = ask_account(target, config)) return session;
        const auto again = terminal_.ask_yes(words::kTryAgain, true);
        if (!again.value_or(false)) return nullptr;
    }
}

bool Dialogue::ask_servers(core::DirectoryTarget& target) {
    const auto forest = terminal_.ask(words::kDirectoriesForest, target.forest);
    if (!forest) return false;
    const bool another = *forest != target.forest;
    target.forest = *forest;
    if (another || target.servers.empty()) {
        target.servers.clear();
        if (auto found = world_.directories.discover(target.forest)) {
            target.servers = std::move(*found);
        } else {
            terminal_.say(found.error().message);
        }
    }
    const auto servers = terminal_.ask(words::kDirectoriesServers, fmt::format("{}", fmt::join(target.servers, " ")));
    if (!servers) return false;
    target.servers = split_words(*servers);
    return true;
}

bool Dialogue::ask_authority(core::DirectoryTarget& target) {
    const auto file = terminal_.ask(words::kDirectoriesAuthority, target.ca_file);
    if (!file) return false;
    target.ca_file = file->empty() ? std::string() : std::filesystem::absolute(*file).string();
    return true;
}

core::Found<Dialogue::Session> Dialogue::sign_in_with_existing(const core::DirectoryTarget& target,
                                                               const DirectoryConfig& config,
                                                               core::DirectoryCredentials& used) {
    const auto name = terminal_.ask(words::kDirectoriesAccount, account_of(config));
    const auto password = name ? terminal_.ask_password(words::kDirectoriesPassword) : std::nullopt;
    if (!password) return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    const auto& kept = config.directory.bind_password;
    used = {*name, base::SecretBytes::copy_of(password->empty() ? kept.open() : password->open()), {}};
    return world_.directories.open(target, used);
}

core::Found<Dialogue::Session> Dialogue::sign_in_with_keytab(const core::DirectoryTarget& target,
                                                             const DirectoryConfig& config,
                                                             core::DirectoryCredentials& used) {
    const auto& directory = config.directory;
    const auto name = terminal_.ask(words::kDirectoriesPrincipal, directory.account);
    const auto file = name ? terminal_.ask(words::kDirectoriesKeytabFile, directory.keytab_file) : std::nullopt;
    if (!file) return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    used = {*name, {}, file->empty() ? std::string() : std::filesystem::absolute(*file).string()};
    if (used.keytab_file.empty()) {
        return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::keytab_unreadable,
                                                     terminal_.words().say(words::kDirectoriesNoFileNamed)});
    }
    return world_.directories.open(target, used);
}

// The administrator's credentials are used for this one call and go with it.
core::Found<Dialogue::Session> Dialogue::make_account(const core::DirectoryTarget& target,
                                                      const DirectoryConfig& config, core::DirectoryCredentials& used) {
    const auto stopped = tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    const auto name = terminal_.ask(words::kDirectoriesNewAccount, core::NewConnectorAccount().name);
    if (!name) return stopped;
    const auto administrator = terminal_.ask(words::kDirectoriesAdministrator, "");
    if (!administrator) return stopped;
    auto password = terminal_.ask_password(words::kDirectoriesAdministratorPassword);
    if (!password) return stopped;
    core::NewConnectorAccount account;
    account.name = *name;
    account.scope = config.scope.units;
    if (account.scope.mode == core::Scope::Mode::selected && account.scope.include.empty()) account.scope = {};
    auto made = world_.directories.create_account(target, {*administrator, std::move(*password), {}}, account);
    if (!made) return tl::unexpected(made.error());
    used = {made->dn, std::move(made->password), {}};
    return world_.directories.open(target, used);
}

Dialogue::Session Dialogue::ask_account(const core::DirectoryTarget& target, DirectoryConfig& config) {
    constexpr std::size_t kExisting = 0;
    constexpr std::size_t kKeytab = 2;
    std::vector<languages::Message<>> choices{words::kDirectoriesExistingAccount, words::kDirectoriesCreateAccount};
    if (world_.directories.offers_keytab()) {
        choices.emplace_back(words::kDirectoriesAccountWithKeytab);
    }
    const bool has_keytab = config.directory.has_keytab() && choices.size() > kKeytab;
    const auto choice = terminal_.choose(words::kDirectoriesWhichAccount, choices, has_keytab ? kKeytab : kExisting);
    if (!choice) return nullptr;
    core::DirectoryCredentials used;
    auto session = *choice == kKeytab     ? sign_in_with_keytab(target, config, used)
                   : *choice == kExisting ? sign_in_with_existing(target, config, used)
                                          : make_account(target, config, used);
    if (!session) {
        terminal_.say(fmt::format("{}: {}", core::to_text(session.error().code), session.error().message));
        return nullptr;
    }
    const auto& facts = (*session)->facts();
    auto& directory = config.directory;
    directory.servers = target.servers;
    directory.ca_file = target.ca_file;
    set_account(directory, used, facts);
    terminal_.say(words::kDirectoriesSignedIn, with<"server">(facts.server), with<"domain">(facts.domain_dns));
    return std::move(*session);
}

}  // namespace tilbage::connect::setup
