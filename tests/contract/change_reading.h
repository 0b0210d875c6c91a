// The fixture of what is promised by core/ports/change_source.h: a unit of each test's own, and what is new since the
// last reading.
#pragma once

#include <gtest/gtest.h>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "contract/source_world.h"
#include "contract/world.h"

namespace tilbage::contract {

using Changes = std::map<core::ObjectGuid, std::vector<core::ObjectChange>>;

class ChangeReading : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        unit_ = add_unit();
        cookie_ = read_from(source(), "").second;
    }
    void TearDown() override { world().remove(unit_); }

    [[nodiscard]] SourceWorld& world() { return source_world_of(GetParam()); }
    [[nodiscard]] core::ChangeSource& source() { return world().source(); }
    core::ObjectGuid add_unit() { return world().add_unit(world().root(), new_name("unit")); }
    // Whose making has been read already.
    core::ObjectGuid settled_person(const std::string& name) {
        const auto person = world().add_person(unit_, name);
        (void)delta();
        return person;
    }

    // The changes behind `cookie` and where to go on; throws when they cannot be read.
    static std::pair<Changes, std::string> read_from(core::ChangeSource& source, const std::string& cookie) {
        Changes changes;
        std::string next;
        const auto done = source.read_changes(cookie, [&](core::ChangeBatch batch) {
            for (auto& change : batch.changes) changes[change.guid].push_back(std::move(change));
            next = batch.cookie;
            return base::Result<void>();
        });
        if (!done) throw std::runtime_error("read_changes: " + done.error().message);
        return {std::move(changes), std::move(next)};
    }
    Changes read(const std::string& cookie) { return read_from(source(), cookie).first; }
    Changes delta() {
        auto [changes, next] = read_from(source(), cookie_);
        cookie_ = std::move(next);
        return std::move(changes);
    }
    // The one change of this object.
    static core::ObjectChange only(const Changes& changes, const core::ObjectGuid& guid) {
        const auto found = changes.find(guid);
        if (found == changes.end() || found->second.size() != 1) throw std::runtime_error("not told once");
        return found->second.front();
    }
    static std::optional<std::string> value_of(const core::ObjectChange& change, const std::string& name) {
        for (const auto& attribute : change.attributes) {
            if (attribute.name == name && !attribute.values.empty()) return attribute.values.front();
        }
        return std::nullopt;
    }
    static std::vector<core::ObjectGuid> guids(core::ChangeSource& source) {
        std::vector<core::ObjectGuid> all;
        const auto done = source.each_guid([&](const core::ObjectGuid& guid) { all.push_back(guid); });
        if (!done) throw std::runtime_error("each_guid: " + done.error().message);
        return all;
    }
    static std::string bytes_of(const core::ObjectGuid& guid) { return {guid.bytes.begin(), guid.bytes.end()}; }

    core::ObjectGuid unit_;
    std::string cookie_;
};

[[nodiscard]] inline std::string name_of_source_world(const testing::TestParamInfo<std::string>& info) {
    return info.param;
}

}  // namespace tilbage::contract
