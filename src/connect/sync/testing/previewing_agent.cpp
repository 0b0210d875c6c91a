#include "connect/sync/testing/previewing_agent.h"

#include <gtest/gtest.h>

#include "adapters/sql/migrations.h"
#include "connect/sync/local_desk.h"

namespace tilbage::connect {

PreviewingAgent::PreviewingAgent(const std::filesystem::path& state_dir, Preview preview)
    : preview_(std::move(preview)), lock_(RunLock::take(state_dir).value()) {
    database_ = std::move(adapters::sql::Database::open({.path = state_dir / "journal.db"}).value());
    EXPECT_TRUE(adapters::sql::migrate(*database_, adapters::sql::connect_migrations(), clock_.now()));
    thread_ = std::thread([this] {
        LocalDesk desk(*database_, clock_);
        while (!ends_) {
            for (const auto& order : desk.take()) {
                const auto wanted = order.wanted.value_or(std::vector<core::WantedRules>());
                LoopOrder::Answer answer;
                answer.previews.emplace();
                for (const auto& rules : wanted) answer.previews->push_back(preview_(rules));
                asked.with([&](auto& all) { all = wanted; });
                order.answer(answer);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
}

PreviewingAgent::~PreviewingAgent() {
    ends_ = true;
    thread_.join();
}

}  // namespace tilbage::connect
