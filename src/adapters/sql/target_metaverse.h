// Who was joined and what a further SCIM service was told, on SQLite: beside the tenant's own store, in the same file.
#pragma once

#include "adapters/sql/metaverse.h"

namespace tilbage::adapters::sql {

// `target`: 1 to 9. Claims are those of the tenant's store; everything else, notes too, is this target's own. Of a
// database from open_sync_database(), which must outlive it.
class SqlTargetMetaverse final : public core::Metaverse {
public:
    SqlTargetMetaverse(Database& database, int target) : database_(database), tenants_(database), target_(target) {}

    base::Result<std::optional<core::MetaverseEntry>> find(const core::SourceAnchor& anchor) override;
    base::Result<std::optional<core::MetaverseEntry>> find_by_object(core::DirectoryNumber directory,
                                                                     const core::ObjectGuid& guid) override;
    base::Result<std::optional<core::MetaverseEntry>> find_by_tenant_id(const std::string& tenant_id) override;
    base::Result<std::vector<core::AnchorClaim>> claims(const core::SourceAnchor& anchor) override {
        return tenants_.claims(anchor);
    }
    base::Result<bool> was_claimed(const core::SourceAnchor& anchor) override { return tenants_.was_claimed(anchor); }
    base::Result<void> claim(const core::SourceAnchor& anchor, const core::AnchorClaim& claim) override {
        return tenants_.claim(anchor, claim);
    }
    base::Result<std::optional<core::SourceAnchor>> release(core::DirectoryNumber directory,
                                                            const core::ObjectGuid& guid) override {
        return tenants_.release(directory, guid);
    }
    base::Result<void> put(const core::MetaverseEntry& entry) override;
    base::Result<void> remove(const core::SourceAnchor& anchor) override;

    base::Result<void> each(const std::function<base::Result<void>(const core::MetaverseEntry&)>& visit) override;
    base::Result<std::vector<core::MetaverseEntry>> refused(std::size_t at_most) override;
    base::Result<std::vector<core::MetaverseEntry>> due(core::ObjectKind kind, base::TimePoint now,
                                                        const core::SourceAnchor& after, std::size_t at_most) override;
    base::Result<std::vector<core::MetaverseEntry>> removals(const core::SourceAnchor& after,
                                                             std::size_t at_most) override;
    base::Result<std::optional<base::TimePoint>> next_due() override;
    base::Result<void> touch(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override;
    base::Result<void> touch_all() override;
    base::Result<std::vector<core::MetaverseEntry>> held(std::size_t at_most) override;
    base::Result<std::vector<core::MetaverseEntry>> disputed(std::size_t at_most) override;
    base::Result<core::MetaverseCounts> counts() override;
    base::Result<void> forget_exports() override;

    base::Result<std::optional<core::GroupMember>> exported_as(core::DirectoryNumber directory,
                                                               const core::ObjectGuid& guid) override;
    base::Result<std::vector<core::GroupMember>> told_members(const core::SourceAnchor& group) override;
    base::Result<void> set_told_members(const core::SourceAnchor& group,
                                        const std::vector<core::GroupMember>& members) override;
    base::Result<void> change_told_members(const core::SourceAnchor& group, const std::vector<core::GroupMember>& added,
                                           const std::vector<core::GroupMember>& removed) override;
    base::Result<void> forget_member(const std::string& tenant_id) override;

    base::Result<void> count_removals(base::TimePoint at, std::int64_t removed) override;
    base::Result<std::int64_t> removals_since(base::TimePoint at) override;
    base::Result<std::optional<std::string>> note(const std::string& name) override {
        return tenants_.note(name_of(name));
    }
    base::Result<void> set_note(const std::string& name, const std::string& text) override {
        return tenants_.set_note(name_of(name), text);
    }

private:
    [[nodiscard]] std::string name_of(const std::string& note) const {
        return "export" + std::to_string(target_) + "." + note;
    }

    Database& database_;
    SqlMetaverse tenants_;
    const std::int64_t target_;
};

}  // namespace tilbage::adapters::sql
