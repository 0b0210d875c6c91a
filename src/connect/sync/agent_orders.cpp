#include "connect/sync/agent_orders.h"

#include <boost/json/parse.hpp>
#include <optional>
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

std::size_t count_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() && value->get_int64() > 0
               ? static_cast<std::size_t>(value->get_int64())
               : 0;
}

std::vector<std::string> texts_at(const json::object& object, std::string_view name) {
    std::vector<std::string> texts;
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_array()) return texts;
    for (const auto& text : value->get_array()) {
        if (text.is_string()) texts.emplace_back(text.get_string());
    }
    return texts;
}

base::Result<json::object> ask(const std::filesystem::path& state_dir, std::string_view what,
                               const std::string& argument,
                               std::optional<std::chrono::milliseconds> patience = std::nullopt) {
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
        .id = base::new_uuid(random), .what = std::string(what), .argument = argument};
    const auto begun = std::chrono::steady_clock::now();
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
        if (patience && std::chrono::steady_clock::now() > begun + *patience) {
            (void)orders.drop(order.id);
            return base::fail(base::ErrorCode::timeout, "the agent has other work to do; try again in a while");
        }
        std::this_thread::sleep_for(kLookAgain);
    }
}

core::ScopePreview read_preview(const json::object& preview) {
    const auto* limit = preview.if_contains("limit");
    const auto* holds = preview.if_contains("holds");
    return {.people = count_at(preview, "people"),
            .groups = count_at(preview, "groups"),
            .added = count_at(preview, "added"),
            .removed = count_at(preview, "removed"),
            .removed_groups = count_at(preview, "removed_groups"),
            .added_sample = texts_at(preview, "added_sample"),
            .removed_sample = texts_at(preview, "removed_sample"),
            .unknown = texts_at(preview, "unknown"),
            .limit = limit != nullptr && limit->is_int64() ? std::optional(limit->get_int64()) : std::nullopt,
            .holds = holds != nullptr && holds->is_bool() && holds->get_bool()};
}

}  // namespace

base::Result<json::object> ask_agent(const std::filesystem::path& state_dir, core::SyncOrderKind kind,
                                     const std::string& argument) {
    return ask(state_dir, local_word(kind), argument);
}

base::Result<std::vector<core::ScopePreview>> ask_preview(const std::filesystem::path& state_dir,
                                                          const std::vector<core::WantedRules>& wanted,
                                                          std::chrono::milliseconds patience) {
    const auto answer = ask(state_dir, kPreviewWord, encode_wanted(wanted), patience);
    if (!answer) return base::fail(answer.error());
    const auto* found = answer->if_contains("previews");
    std::vector<core::ScopePreview> previews;
    if (found != nullptr && found->is_array()) {
        for (const auto& preview : found->get_array())
            if (preview.is_object()) previews.push_back(read_preview(preview.get_object()));
    }
    if (previews.size() != wanted.size())
        return base::fail(base::ErrorCode::corrupt, "the agent's answer cannot be read: compare the versions");
    return previews;
}

}  // namespace tilbage::connect
