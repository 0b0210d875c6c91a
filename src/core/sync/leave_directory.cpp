#include "core/sync/leave_directory.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "core/sync/synchronize.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr const char* kConfiguredNote = "directories";  // their numbers, a space between
constexpr std::size_t kChunk = 500;                     // objects of a transaction

// Nobody can be asked any more.
class NoSource final : public ChangeSource {
public:
    Result<SourceServer> look() override { return gone(); }
    Result<SourceDomain> domain() override { return gone(); }
    Result<void> read_changes(const std::string& /*cookie*/,
                              const std::function<Result<void>(ChangeBatch)>& /*visit*/) override {
        return gone();
    }
    Result<std::optional<ObjectChange>> read_object(const ObjectGuid& /*guid*/) override { return gone(); }
    Result<std::optional<ObjectGuid>> find_by_name(const std::string& /*dn*/) override { return gone(); }
    Result<bool> sees_deletions() override { return gone(); }
    Result<void> each_guid(const std::function<void(const ObjectGuid&)>& /*visit*/) override { return gone(); }
    Result<std::optional<PasswordLife>> password_life() override { return gone(); }
    Result<std::optional<std::int64_t>> password_expiry(const ObjectGuid& /*guid*/) override { return gone(); }
    Result<void> each_password_expiry(const std::function<void(const ObjectGuid&, std::int64_t)>& /*visit*/) override {
        return gone();
    }

private:
    static tl::unexpected<base::Error> gone() {
        return base::fail(base::ErrorCode::unavailable, "the directory is not configured any more");
    }
};

std::vector<DirectoryNumber> parse_numbers(const std::string& note) {
    std::vector<DirectoryNumber> numbers;
    std::istringstream words(note);
    for (DirectoryNumber number = 0; words >> number;) numbers.push_back(number);
    return numbers;
}

}  // namespace

Result<bool> DirectoryLeave::run(const std::vector<DirectoryNumber>& configured, std::stop_token stop) {
    const auto note = metaverse_.note(kConfiguredNote);
    if (!note) return base::fail(note.error());
    const auto now = fmt::format("{}", fmt::join(configured, " "));
    if (*note && **note == now) return false;
    bool due = false;
    for (const auto number : parse_numbers(note->value_or(""))) {
        if (std::ranges::find(configured, number) != configured.end()) continue;
        const auto one = leave(number, stop);
        if (!one) return one;
        if (stop.stop_requested()) return true;  // the rest the next time
        due = due || *one;
    }
    if (auto set = metaverse_.set_note(kConfiguredNote, now); !set) return base::fail(set.error());
    return due;
}

Result<bool> DirectoryLeave::leave(DirectoryNumber number, std::stop_token stop) {
    if (auto taken = take_away(number); !taken) return base::fail(taken.error());
    NoSource nobody;
    DirectoryContext context({.number = number, .source = nobody, .rules = {}}, space_);
    context.domain.emplace();
    context.rules.emplace();
    context.whole = true;
    const auto due = Synchronization(space_, metaverse_, work_, context).run(stop);
    if (!due || stop.stop_requested()) return due;
    if (auto forgotten = forget(number); !forgotten) return base::fail(forgotten.error());
    return due;
}

// Who is not staged any more gives up the anchor when looked at: each is marked in the transaction that takes them.
Result<void> DirectoryLeave::take_away(DirectoryNumber number) {
    std::vector<ObjectGuid> all;
    for (const auto kind : {ObjectKind::person, ObjectKind::group}) {
        auto visited = space_.each(number, kind, [&](const StagedObject& object) -> Result<void> {
            all.push_back(object.guid);
            return {};
        });
        if (!visited) return visited;
    }
    for (std::size_t begin = 0; begin < all.size(); begin += kChunk) {
        const std::vector<ObjectGuid> some(
            all.begin() + static_cast<std::ptrdiff_t>(begin),
            all.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kChunk, all.size())));
        auto done = work_.run([&]() -> Result<void> {
            for (const auto& guid : some)
                if (auto removed = space_.remove(number, guid); !removed) return base::fail(removed.error());
            return space_.mark(number, some);
        });
        if (!done) return done;
    }
    return {};
}

Result<void> DirectoryLeave::forget(DirectoryNumber number) {
    return work_.run([&]() -> Result<void> {
        if (auto cleared = space_.clear(number); !cleared) return cleared;
        if (auto set = space_.set_position(number, {}); !set) return set;
        for (const auto* name : {"names", "rules", "attributes", "expiries"})
            if (auto set = metaverse_.set_note(fmt::format("{}/{}", name, number), ""); !set) return set;
        return {};
    });
}

}  // namespace tilbage::core
