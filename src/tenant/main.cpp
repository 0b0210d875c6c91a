// tilbage-tenant: the command line.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "tenant/config.h"
#include "tenant/process_hardening.h"
#include "tenant/run_command.h"

namespace {

using namespace tilbage::tenant;

constexpr int kBadConfig = 2;

int with_config(const std::string& file, const std::function<int(const Config&)>& command) {
    const auto config = load_config(file);
    if (config) return command(*config);
    for (const auto& problem : config.error()) std::fprintf(stderr, "%s\n", problem.c_str());
    return kBadConfig;
}

}  // namespace

int main(int argc, char** argv) {
    harden_process();
    CLI::App app("Tilbage's tenant: the reset page, and the relay that agents connect to.", "tilbage-tenant");
    app.require_subcommand(1);
    std::string config_file = "/etc/tilbage/tenant.toml";
    const auto add_command = [&](const char* name, const char* description) {
        auto* command = app.add_subcommand(name, description);
        command->add_option("--config", config_file, "Configuration file")->capture_default_str();
        return command;
    };
    auto* run = add_command("run", "Serve until told to end.");
    CLI11_PARSE(app, argc, argv);
    if (run->parsed()) return with_config(config_file, run_command);
    return 0;
}
