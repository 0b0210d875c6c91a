#include "core/sync/witnesses.h"

#include <algorithm>
#include <fmt/core.h>
#include <ranges>
#include <sstream>

#include "core/sync/attribute_values.h"
#include "core/sync/guid_text.h"
#include "core/sync/merge_change.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kWitnesses = 3;
constexpr auto kBelievedAgainAfter = std::chrono::hours(24);

// Metaverse::note of their GUIDs, the last first; of those who are none yet; and of the time when they were believed
// last, in ms.
std::string kept_note(DirectoryNumber directory) { return fmt::format("witnesses/{}", directory); }
std::string unvouched_note(DirectoryNumber directory) { return fmt::format("witnesses_unvouched/{}", directory); }
std::string believed_note(DirectoryNumber directory) { return fmt::format("witnesses_believed/{}", directory); }

}  // namespace

Result<void> Witnesses::note(const std::vector<ObjectChange>& told, bool vouched) {
    std::vector<ObjectGuid> last;
    for (const auto& change : told | std::views::reverse | std::views::take(kWitnesses)) last.push_back(change.guid);
    return put_first(vouched ? kept_note(directory_) : unvouched_note(directory_), last);
}

Result<void> Witnesses::vouch() {
    const auto name = unvouched_note(directory_);
    const auto guids = kept(name);
    if (!guids) return base::fail(guids.error());
    if (guids->empty()) return {};
    if (auto put = put_first(kept_note(directory_), *guids); !put) return put;
    return metaverse_.set_note(name, "");
}

Result<void> Witnesses::put_first(const std::string& name, const std::vector<ObjectGuid>& guids) {
    const auto before = kept(name);
    if (!before) return base::fail(before.error());
    std::vector<ObjectGuid> now;
    for (const auto* some : {&guids, &*before}) {
        for (const auto& guid : *some)
            if (now.size() < kWitnesses && std::ranges::find(now, guid) == now.end()) now.push_back(guid);
    }
    if (now == *before) return {};
    std::string texts;
    for (const auto& guid : now) texts += to_text(guid) + " ";
    return metaverse_.set_note(name, texts);
}

Result<std::vector<ObjectGuid>> Witnesses::kept(const std::string& name) {
    const auto note = metaverse_.note(name);
    if (!note) return base::fail(note.error());
    std::vector<ObjectGuid> guids;
    std::istringstream texts(note->value_or(""));
    for (std::string text; texts >> text;) {
        if (const auto guid = parse_guid(text)) guids.push_back(*guid);
    }
    return guids;
}

Result<bool> Witnesses::agree() {
    const auto guids = kept(kept_note(directory_));
    if (!guids) return base::fail(guids.error());
    for (const auto& guid : *guids) {
        const auto same = is_as_staged(guid);
        if (!same || !*same) return same;
    }
    return true;
}

Result<bool> Witnesses::is_as_staged(const ObjectGuid& guid) {
    const auto staged = space_.find(directory_, guid);
    if (!staged) return base::fail(staged.error());
    auto there = source_.read_object(guid);
    if (!there) return base::fail(there.error());
    if (!*there || !*staged) return there->has_value() == staged->has_value();
    auto& told = **there;
    // The password's expiry moves without a word, and is no part of the object that is read.
    std::erase_if(told.attributes, [](const auto& each) { return each.name == kPasswordExpiryAttribute; });
    if (const auto* expiry = (*staged)->find(kPasswordExpiryAttribute)) told.attributes.push_back(*expiry);
    if (merge(*staged, told) != **staged) return false;
    if (!told.members_whole) return true;
    auto members = space_.members(directory_, guid);
    if (!members) return base::fail(members.error());
    std::ranges::sort(*members);
    std::ranges::sort(told.members_added);
    return *members == told.members_added;
}

Result<bool> Witnesses::may_be_asked() {
    const auto note = metaverse_.note(believed_note(directory_));
    if (!note) return base::fail(note.error());
    const auto now = clock_.now();
    const auto then = base::from_millis(*note && !(*note)->empty() ? std::atoll((*note)->c_str()) : 0);
    return then > now || now - then >= kBelievedAgainAfter;
}

Result<void> Witnesses::were_believed() {
    return metaverse_.set_note(believed_note(directory_), std::to_string(base::to_millis(clock_.now())));
}

}  // namespace tilbage::core
