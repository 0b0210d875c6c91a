// What is now, and what is to be. The wizard page, `configure` and `apply` each make a draft; plan.h says what it takes
// to get there, configure_run.h does it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "connect/config.h"
#include "connect/setup/cloud_client.h"
#include "connect/state/identity.h"
#include "connect/state/status_board.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::setup {

// A configuration that may be unfinished: without tenant.url, directory.servers or a scope as long as nobody has said.
// A new directory password stands in config.directory.bind_password, a new keytab and a new certificate authority in
// files that config.directory.keytab_file and config.*.ca_file name (see stage_certificate): the run compares contents
// and takes what is new into the state folder.
struct Draft {
    Config config;
    [[nodiscard]] Draft clone() const { return {connect::clone(config)}; }
};

// Null: there is none of that number. Number 1 is always there, empty until somebody has given it.
[[nodiscard]] DirectoryConfig* directory_of(Config& config, core::DirectoryNumber number);
// A number for a directory of that domain that is added: the one that it has in `current`, else one that nobody has, so
// that the agent does not take one domain for another. Nothing: there are as many as there may be.
[[nodiscard]] std::optional<core::DirectoryNumber> free_number(const Config& current, const Config& draft,
                                                               std::string_view domain);
// The directory that an addition begins with: with its options as they are now, when it is in force already.
[[nodiscard]] DirectoryConfig& add_directory(const Config& current, Config& draft, core::DirectoryNumber number,
                                             std::string_view domain);
void remove_directory(Config& draft, core::DirectoryNumber number);  // a further one

// The account that was found to work, and no other way to sign in beside it.
void set_account(adapters::ldap::Settings& directory, const core::DirectoryCredentials& credentials,
                 const core::DirectoryFacts& facts);
void clear_account(adapters::ldap::Settings& directory);

struct Current {
    std::filesystem::path file;  // connect.toml
    bool file_exists = false;
    Config config;  // as the file has it, else the defaults of a new agent
    std::optional<Identity> identity;
    std::string registered_at;  // the tenant URL that the identity belongs to
    bool has_signing_key = false;
    bool has_sealing_key = false;
    bool agent_running = false;
    std::optional<Status> status;  // of the running agent
    [[nodiscard]] Current clone() const;
};

// invalid_argument: the file is there and wrong; the message has every mistake, a line each. A file that is not there
// is an agent that knows nothing: named as the host, its state folder `state_dir_if_new`.
[[nodiscard]] base::Result<Current> load_current(
    const std::filesystem::path& file, const std::filesystem::path& state_dir_if_new = "/var/lib/tilbage-connect");
[[nodiscard]] Draft draft_of(const Current& current);
// Somebody removed this agent at the tenant: then it counts as not registered, and a run registers it again. `agents`
// are those of the tenant that it belongs to.
void note_agents_at_tenant(Current& current, const std::vector<TenantAgent>& agents);
[[nodiscard]] std::string host_name();

// Keeps a certificate that somebody pasted, so that a file can be named before the run takes it over. `whose` is
// "tenant" or "directory". invalid_argument: not a PEM certificate.
[[nodiscard]] base::Result<std::string> stage_certificate(const std::filesystem::path& state_dir,
                                                          std::string_view whose, std::string_view pem);

}  // namespace tilbage::connect::setup
