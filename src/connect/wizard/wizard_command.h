// `tilbage-connect wizard`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace tilbage::connect::wizard {

struct WizardCommand {
    std::filesystem::path config_file;
    std::uint16_t port = 0;
    bool opens_browser = true;
    std::filesystem::path web_root;  // the folder that has `wizard`; empty: TILBAGE_WEB, else /usr/share/tilbage/web
};
// Serves until Exit, a signal, or half an hour without a call. While another one runs: prints a fresh address of that
// one. The exit code.
[[nodiscard]] int wizard_command(const WizardCommand& command);

}  // namespace tilbage::connect::wizard
