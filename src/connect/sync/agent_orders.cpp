#include "connect/sync/agent_orders.h"

#include <boost/json/parse.hpp>
#include <thread>

#include "adapters/sql/local_orders.h"
#include "connect/state/state_folder.h"
#include "connect/sync/local_desk.h"
#include "crypto/system_random.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::chrono::milliseconds kLookAgain{50};

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

base::Result<json::object> read_answer(const std::string& text) {
    boost::system::error_code code;
    auto value = json::parse(text, code);
    if (code || !value.is_object())
        return base::fail(base::ErrorCode::corrupt, "the agent's answer cannot be read: compare the versions");
    if (const auto* error = value.get_object().if_contains("error"); error != nullptr && error->is_object())
        return base::fail(base::ErrorCode::conflict, text_at(error->get_object(), "message"));
    return std::move(value.get_object());
}

}  // namespace

base::Result<json::object> ask_agent(const std::filesystem::path& state_dir, core::SyncOrderKind kind,
                                     const std::string& argument) {
    const auto no_agent = [&] {
        return base::fail(
            base::ErrorCode::unavailable,
            "no agent runs in " + state_dir.string() + ": start it (systemctl start tilbage-connect), then try again");
    };
    if (!RunLock::is_held(state_dir)) return no_agent();
    auto database = adapters::sql::Database::open({.path = state_dir / "journal.db",
                                                   .durability = adapters::sql::Durability::process_kill,
                                                   .readers = 1,
                                                   .create = false});
    if (!database) return base::fail(database.error());
    adapters::sql::LocalOrders orders(**database);
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const adapters::sql::LocalOrder order{
        .id = base::new_uuid(random), .what = std::string(local_word(kind)), .argument = argument};
    if (auto placed = orders.place(order, clock.now()); !placed) return base::fail(placed.error());
    while (true) {
        const auto answer = orders.find_answer(order.id);
        if (!answer) return base::fail(answer.error());
        if (*answer) {
            (void)orders.drop(order.id);  // the agent drops it within the hour else
            return read_answer(**answer);
        }
        if (!RunLock::is_held(state_dir)) {
            (void)orders.drop(order.id);
            return no_agent();
        }
        std::this_thread::sleep_for(kLookAgain);
    }
}

}  // namespace tilbage::connect
