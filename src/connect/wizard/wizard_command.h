// `tilbage-connect wizard`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace tilbage::connect::wizard {

struct WizardCommand {
    std::filesystem::path config_file;
    std::filesystem::path state_dir = "/var/lib/tilbage-connect";  // of an agent that has no configuration file yet
    std::uint16_t port = 0;
    bool opens_browser = true;
    std::filesystem::path web_root;  // the page's files; empty: $TILBAGE_WEB/wizard, else the installed ones
};
// Serves until Exit, a signal, or half an hour without a call. While another one runs: prints a fresh address of that
// one. The exit code.
[[nodiscard]] int wizard_command(const WizardCommand& command);

}  // namespace tilbage::connect::wizard
