// One wizard for one agent: who starts a second one gets a fresh address of the first.
//
// The running wizard holds a lock on `wizard.lock` and listens on the socket `wizard.sock` (0600) in the state folder.
// It answers processes of its own user and of root, by the kernel's word (SO_PEERCRED), with one line.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/result.h"

namespace tilbage::connect::wizard {

class Neighbour {
public:
    // conflict: another wizard runs on this folder; ask it. Other errors name the file.
    [[nodiscard]] static base::Result<std::unique_ptr<Neighbour>> take(const std::filesystem::path& state_dir);
    // Stops listening and removes the socket.
    ~Neighbour();
    Neighbour(const Neighbour&) = delete;
    Neighbour& operator=(const Neighbour&) = delete;

    // From now on each question is answered with what `new_address` gives; it runs on a thread of this object. Once.
    void answer(std::function<std::string()> new_address);

private:
    Neighbour(std::filesystem::path socket_file, int lock, int listener);
    void serve();

    const std::filesystem::path socket_file_;
    const int lock_;
    const int listener_;
    int wake_[2] = {-1, -1};
    std::function<std::string()> new_address_;
    std::thread thread_;
};

// A fresh address of the wizard that runs on this folder. Waits a few seconds for one that is just starting.
[[nodiscard]] base::Result<std::string> ask_neighbour(const std::filesystem::path& state_dir);

}  // namespace tilbage::connect::wizard
