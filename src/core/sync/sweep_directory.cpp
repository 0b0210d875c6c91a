#include "core/sync/sweep_directory.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_set>

#include "core/sync/attribute_values.h"
#include "core/sync/password_expiries.h"
#include "core/sync/remove_gone.h"
#include "core/sync/stage.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kChunk = 500;  // objects of a transaction
constexpr auto kExpiriesAreGoodFor = std::chrono::hours(20);

}  // namespace

std::string expiries_note(DirectoryNumber directory) { return fmt::format("expiries/{}", directory); }

Result<ImportRun> DirectorySweep::run() {
    auto position = space_.position(directory_.number());
    if (!position) return base::fail(position.error());
    position_ = std::move(*position);
    ImportRun run;
    if (!position_.whole) return run;
    const auto gone = vanished();
    if (!gone) return base::fail(gone.error());
    const auto removed = remove_gone(space_, work_, directory_, position_.generation, *gone);
    if (!removed) return base::fail(removed.error());
    const auto refreshed = refresh_expiries();
    if (!refreshed) return base::fail(refreshed.error());
    run.changed = *removed + *refreshed;
    if (run.changed > 0) run.kind = ImportRun::Kind::delta;
    return run;
}

Result<bool> DirectorySweep::is_same_server() {
    const auto server = directory_.config.source.look();
    if (!server) return base::fail(server.error());
    return server->invocation_id == position_.invocation_id;
}

// Another server may not have everything yet that was staged from this one: only the one that all of it is from can say
// what is gone. The next import reads everything of the other anyway.
Result<std::vector<ObjectGuid>> DirectorySweep::vanished() {
    std::vector<ObjectGuid> gone;
    const auto before = is_same_server();
    if (!before) return base::fail(before.error());
    if (!*before || !directory_.domain) return gone;
    std::unordered_set<ObjectGuid, ObjectGuidHash> there;
    auto read = directory_.config.source.each_guid([&](const ObjectGuid& guid) { there.insert(guid); });
    if (!read) return base::fail(read.error());
    const auto behind = is_same_server();
    if (!behind) return base::fail(behind.error());
    if (!*behind) return gone;
    if (!there.contains(directory_.domain->head)) {
        return base::fail(
            base::ErrorCode::permission_denied,
            fmt::format("the directory does not show {} itself: what it shows cannot be all that there is",
                        directory_.domain->base_dn));
    }
    for (const auto kind : {ObjectKind::person, ObjectKind::group, ObjectKind::unit}) {
        auto visited = space_.each(directory_.number(), kind, [&](const StagedObject& object) -> Result<void> {
            if (!there.contains(object.guid)) gone.push_back(object.guid);
            return {};
        });
        if (!visited) return base::fail(visited.error());
    }
    return gone;
}

// It changes with the rules for passwords, and no change of it is ever told.
Result<std::size_t> DirectorySweep::refresh_expiries() {
    const auto name = expiries_note(directory_.number());
    const auto note = metaverse_.note(name);
    if (!note) return base::fail(note.error());
    const auto now = clock_.now();
    const auto then = base::from_millis(*note && !(*note)->empty() ? std::atoll((*note)->c_str()) : 0);
    if (then <= now && now - then < kExpiriesAreGoodFor) return std::size_t{0};
    const auto expiries = read_password_expiries(directory_.config.source);
    if (!expiries) return base::fail(expiries.error());
    std::vector<ObjectChange> changed;
    auto visited =
        space_.each(directory_.number(), ObjectKind::person, [&](const StagedObject& person) -> Result<void> {
            const auto known = expiries->find(person.guid);
            auto now_is = expiry_attribute(known == expiries->end() ? std::nullopt : std::optional(known->second));
            const std::string_view text = now_is.values.empty() ? std::string_view() : now_is.values.front();
            if (person.text(kPasswordExpiryAttribute) == text) return {};
            ObjectChange change;
            change.guid = person.guid;
            change.attributes.push_back(std::move(now_is));
            changed.push_back(std::move(change));
            return {};
        });
    if (!visited) return base::fail(visited.error());
    if (auto staged = stage(changed); !staged) return base::fail(staged.error());
    if (auto set = metaverse_.set_note(name, std::to_string(base::to_millis(now))); !set)
        return base::fail(set.error());
    return changed.size();
}

Result<void> DirectorySweep::stage(const std::vector<ObjectChange>& changes) {
    for (std::size_t begin = 0; begin < changes.size(); begin += kChunk) {
        Stage some(space_, directory_.number(), position_.generation);
        const auto end = std::min(begin + kChunk, changes.size());
        auto staged = work_.run([&]() -> Result<void> {
            for (auto i = begin; i < end; ++i)
                if (auto applied = some.apply(changes[i]); !applied) return applied;
            return some.flush();
        });
        if (!staged) return staged;
    }
    return {};
}

}  // namespace tilbage::core
