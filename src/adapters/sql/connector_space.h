// The agent's staged copy of its directories on SQLite.
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/connector_space.h"

namespace tilbage::adapters::sql {

// Of a database from open_sync_database(), which must outlive it. The engine's thread writes; any thread may read.
class SqlConnectorSpace final : public core::ConnectorSpace {
public:
    explicit SqlConnectorSpace(Database& database) : database_(database) {}

    base::Result<core::ImportPosition> position(core::DirectoryNumber directory) override;
    base::Result<void> set_position(core::DirectoryNumber directory, const core::ImportPosition& position) override;
    base::Result<void> clear(core::DirectoryNumber directory) override;
    base::Result<core::SpaceCounts> counts(core::DirectoryNumber directory) override;

    base::Result<std::optional<core::StagedObject>> find(core::DirectoryNumber directory,
                                                         const core::ObjectGuid& guid) override;
    base::Result<void> put(core::DirectoryNumber directory, const core::StagedObject& object,
                           std::int64_t generation) override;
    base::Result<bool> remove(core::DirectoryNumber directory, const core::ObjectGuid& guid) override;
    base::Result<std::vector<core::ObjectGuid>> children(core::DirectoryNumber directory,
                                                         const core::ObjectGuid& parent) override;
    base::Result<void> each(core::DirectoryNumber directory, core::ObjectKind kind,
                            const std::function<base::Result<void>(const core::StagedObject&)>& visit) override;
    base::Result<std::vector<core::ObjectGuid>> not_of_generation(core::DirectoryNumber directory,
                                                                  std::int64_t generation) override;
    base::Result<std::vector<core::ObjectGuid>> find_by_text(core::DirectoryNumber directory,
                                                             const std::string& text) override;

    base::Result<std::vector<core::ObjectGuid>> members(core::DirectoryNumber directory,
                                                        const core::ObjectGuid& group) override;
    base::Result<void> set_members(core::DirectoryNumber directory, const core::ObjectGuid& group,
                                   const std::vector<core::ObjectGuid>& members) override;
    base::Result<void> change_members(core::DirectoryNumber directory, const core::ObjectGuid& group,
                                      const std::vector<core::ObjectGuid>& added,
                                      const std::vector<core::ObjectGuid>& removed) override;
    base::Result<std::vector<core::ObjectGuid>> groups_with(core::DirectoryNumber directory,
                                                            const core::ObjectGuid& member) override;
    base::Result<std::vector<core::ObjectGuid>> managed_by(core::DirectoryNumber directory,
                                                           const core::ObjectGuid& manager) override;

    base::Result<void> mark(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override;
    base::Result<void> mark_all(core::DirectoryNumber directory) override;
    base::Result<std::vector<core::ObjectGuid>> marked(core::DirectoryNumber directory, core::ObjectKind kind,
                                                       std::size_t at_most) override;
    base::Result<void> unmark(core::DirectoryNumber directory, const std::vector<core::ObjectGuid>& objects) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
