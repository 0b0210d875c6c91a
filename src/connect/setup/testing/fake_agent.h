// An agent as a configuration run sees it: it holds the lock of its folder, watches connect.toml, and tells what it has
// in force. And the service that starts one.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/encoding.h"
#include "connect/config.h"
#include "connect/setup/agent_service.h"
#include "connect/state/atomic_file.h"
#include "connect/state/identity.h"
#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"
#include "crypto/hash.h"

namespace tilbage::connect::setup {

class FakeAgent {
public:
    static constexpr std::int64_t kPeople = 42;

    FakeAgent(std::filesystem::path config_file, std::filesystem::path state_dir)
        : config_file_(std::move(config_file)), state_dir_(std::move(state_dir)), status_(state_dir_) {
        if (auto prepared = prepare_state_dir(state_dir_); !prepared)
            throw std::runtime_error(prepared.error().message);
        auto lock = RunLock::take(state_dir_);
        if (!lock) throw std::runtime_error(lock.error().message);
        lock_.emplace(std::move(*lock));
        thread_ = std::thread([this] { watch(); });
    }
    ~FakeAgent() {
        ends_ = true;
        thread_.join();
    }
    FakeAgent(const FakeAgent&) = delete;
    FakeAgent& operator=(const FakeAgent&) = delete;

    // Asleep it sees nothing; what it was looking at is over when this returns.
    void sleep(bool asleep) {
        const std::lock_guard lock(looking_);
        asleep_ = asleep;
    }

private:
    void watch() {
        while (!ends_) {
            {
                const std::lock_guard lock(looking_);
                if (!asleep_) look();
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }
    void look() {
        const auto text = read_file(config_file_);
        if (!text || *text == in_force_ || !load_config(config_file_) || !load_identity(state_dir_)) return;
        in_force_ = *text;
        status_.update([&](Status& status) {
            status.connected = true;
            status.config_sha256 = base::to_hex(crypto::sha256(in_force_));
            status.writeback = true;
            status.imported = kPeople;
            status.imported_with = status.config_sha256;
            status.last_import_at = base::SystemClock().now();
        });
    }

    const std::filesystem::path config_file_;
    const std::filesystem::path state_dir_;
    StatusBoard status_;
    std::optional<RunLock> lock_;
    std::string in_force_;
    std::atomic<bool> ends_ = false;
    std::mutex looking_;
    bool asleep_ = false;
    std::thread thread_;
};

class FakeService final : public AgentService {
public:
    explicit FakeService(std::filesystem::path state_dir) : state_dir_(std::move(state_dir)) {}
    [[nodiscard]] bool is_running(const std::filesystem::path& state_dir) override {
        return RunLock::is_held(state_dir);
    }
    [[nodiscard]] base::Result<void> start(const std::filesystem::path& config_file) override {
        if (cannot_start) return base::fail(base::ErrorCode::unavailable, "start it yourself: tilbage-connect run");
        agent = std::make_unique<FakeAgent>(config_file, state_dir_);
        return {};
    }
    [[nodiscard]] base::Result<void> stop() override {
        agent.reset();
        return {};
    }

    std::atomic<bool> cannot_start = false;
    std::unique_ptr<FakeAgent> agent;

private:
    const std::filesystem::path state_dir_;
};

}  // namespace tilbage::connect::setup
