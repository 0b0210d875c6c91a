// Shows the wizard on the screen that the program was started from, where there is one.
#pragma once

#include <filesystem>
#include <string>

namespace tilbage::connect::wizard {

// By xdg-open and a page of the state folder that only this user can read: on a command line everybody on this machine
// could read the code. Does nothing without a graphical session, and for root, whose browser nobody should use.
void open_browser(const std::filesystem::path& state_dir, const std::string& address);
// Removes that page.
void forget_browser_page(const std::filesystem::path& state_dir);

}  // namespace tilbage::connect::wizard
