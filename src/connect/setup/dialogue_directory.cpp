// "Connect directories" in a terminal.
#include <fmt/format.h>

#include "connect/setup/compare.h"
#include "connect/setup/dialogue.h"

namespace tilbage::connect::setup {
namespace {

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

bool Dialogue::ask_directory() {
    terminal_.heading(terminal_.pick("Connect directories", "Opret forbindelse til kataloger"));
    const auto& config = draft_.config;
    while (!directory_) {
        core::DirectoryTarget target{.forest = forest_of(config),
                                     .servers = config.directory.servers,
                                     .ca_file = config.directory.ca_file,
                                     .timeout = config.directory.timeout};
        if (!ask_servers(target) || !ask_authority(target)) return false;
        if (ask_account(target)) break;
        const auto again = terminal_.ask_yes(terminal_.pick("Try again?", "Prøv igen?"), true);
        if (!again.value_or(false)) return false;
    }
    return true;
}

bool Dialogue::ask_servers(core::DirectoryTarget& target) {
    const auto forest = terminal_.ask(terminal_.pick("Forest (DNS name)", "Skov (DNS-navn)"), target.forest);
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
    const auto servers =
        terminal_.ask(terminal_.pick("Servers (ldaps://…, a space between them; with a keytab ldap://… as well)",
                                     "Servere (ldaps://…, mellemrum imellem; med en keytab også ldap://…)"),
                      fmt::format("{}", fmt::join(target.servers, " ")));
    if (!servers) return false;
    target.servers = split_words(*servers);
    return true;
}

bool Dialogue::ask_authority(core::DirectoryTarget& target) {
    const auto file =
        terminal_.ask(terminal_.pick("File with the directory's certificate authority (PEM; empty: the system's)",
                                     "Fil med katalogets certifikatudsteder (PEM; tom: systemets)"),
                      target.ca_file);
    if (!file) return false;
    target.ca_file = file->empty() ? std::string() : std::filesystem::absolute(*file).string();
    return true;
}

core::Found<Dialogue::Session> Dialogue::sign_in_with_existing(const core::DirectoryTarget& target,
                                                               core::DirectoryCredentials& used) {
    const auto name = terminal_.ask(terminal_.pick("Account", "Konto"), account_of(draft_.config));
    const auto password =
        name ? terminal_.ask_password(terminal_.pick("Password (empty: as it is)", "Adgangskode (tom: som den er)"))
             : std::nullopt;
    if (!password) return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    const auto& kept = draft_.config.directory.bind_password;
    used = {*name, base::SecretBytes::copy_of(password->empty() ? kept.open() : password->open()), {}};
    return world_.directories.open(target, used);
}

core::Found<Dialogue::Session> Dialogue::sign_in_with_keytab(const core::DirectoryTarget& target,
                                                             core::DirectoryCredentials& used) {
    const auto& directory = draft_.config.directory;
    const auto name = terminal_.ask(terminal_.pick("Account (principal)", "Konto (principal)"), directory.account);
    const auto file =
        name ? terminal_.ask(terminal_.pick("Keytab file", "Keytab-fil"), directory.keytab_file) : std::nullopt;
    if (!file) return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    used = {*name, {}, file->empty() ? std::string() : std::filesystem::absolute(*file).string()};
    if (used.keytab_file.empty()) {
        return tl::unexpected(
            core::DirectoryFailure{core::DirectoryFailureCode::keytab_unreadable,
                                   std::string(terminal_.pick("no file is named", "der er ikke angivet nogen fil"))});
    }
    return world_.directories.open(target, used);
}

// The administrator's credentials are used for this one call and go with it.
core::Found<Dialogue::Session> Dialogue::make_account(const core::DirectoryTarget& target,
                                                      core::DirectoryCredentials& used) {
    const auto stopped = tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, {}});
    const auto name = terminal_.ask(terminal_.pick("Name of the new account", "Navn på den nye konto"),
                                    core::NewConnectorAccount().name);
    if (!name) return stopped;
    const auto administrator = terminal_.ask(terminal_.pick("Administrator of the domain (used once, not kept)",
                                                            "Domæneadministrator (bruges én gang, gemmes ikke)"),
                                             "");
    if (!administrator) return stopped;
    auto password = terminal_.ask_password(terminal_.pick("Password", "Adgangskode"));
    if (!password) return stopped;
    core::NewConnectorAccount account;
    account.name = *name;
    account.scope = draft_.config.scope.units;
    if (account.scope.mode == core::Scope::Mode::selected && account.scope.include.empty()) account.scope = {};
    auto made = world_.directories.create_account(target, {*administrator, std::move(*password), {}}, account);
    if (!made) return tl::unexpected(made.error());
    used = {made->dn, std::move(made->password), {}};
    return world_.directories.open(target, used);
}

bool Dialogue::ask_account(const core::DirectoryTarget& target) {
    constexpr std::size_t kExisting = 0;
    constexpr std::size_t kKeytab = 2;
    std::vector<std::string> choices{std::string(terminal_.pick("An existing account", "En eksisterende konto")),
                                     std::string(terminal_.pick("Create a new account", "Opret en ny konto"))};
    if (world_.directories.offers_keytab()) {
        choices.emplace_back(terminal_.pick("An existing account with a Kerberos keytab",
                                            "En eksisterende konto med en Kerberos-keytab"));
    }
    const bool has_keytab = draft_.config.directory.has_keytab() && choices.size() > kKeytab;
    const auto choice =
        terminal_.choose(terminal_.pick("Which account?", "Hvilken konto?"), choices, has_keytab ? kKeytab : kExisting);
    if (!choice) return false;
    core::DirectoryCredentials used;
    auto session = *choice == kKeytab     ? sign_in_with_keytab(target, used)
                   : *choice == kExisting ? sign_in_with_existing(target, used)
                                          : make_account(target, used);
    if (!session) {
        terminal_.say(fmt::format("{}: {}", core::to_text(session.error().code), session.error().message));
        return false;
    }
    directory_ = std::move(*session);
    const auto& facts = directory_->facts();
    auto& directory = draft_.config.directory;
    directory.servers = target.servers;
    directory.ca_file = target.ca_file;
    set_account(directory, used, facts);
    terminal_.say(
        fmt::format("{} {} ({})", terminal_.pick("Signed in at", "Logget på"), facts.server, facts.domain_dns));
    return true;
}

}  // namespace tilbage::connect::setup
