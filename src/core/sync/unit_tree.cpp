#include "core/sync/unit_tree.h"

#include "core/sync/attribute_values.h"

namespace tilbage::core {
namespace {

constexpr std::size_t kDeepest = 200;  // a circle would be deeper; no directory is

}  // namespace

base::Result<std::optional<UnitTree::Unit>> UnitTree::unit(const ObjectGuid& guid) {
    if (const auto known = units_.find(guid); known != units_.end()) return std::optional(known->second);
    auto found = space_.find(directory_, guid);
    if (!found) return base::fail(found.error());
    if (!*found) return std::optional<Unit>();
    Unit unit{(*found)->parent, (*found)->rdn};
    if ((*found)->kind == ObjectKind::unit) units_.emplace(guid, unit);
    return std::optional(std::move(unit));
}

base::Result<Placement> UnitTree::place(const StagedObject& object) {
    Placement placement;
    placement.chain.push_back({object.guid, is_organizational_unit(object.rdn)});
    std::string name = object.rdn;
    auto above = object.parent;
    while (!above.is_nil()) {
        const auto found = unit(above);
        if (!found) return base::fail(found.error());
        if (!*found || placement.chain.size() == kDeepest) return placement;
        placement.chain.push_back({above, is_organizational_unit((*found)->rdn)});
        name.append(1, ',').append((*found)->rdn);
        above = (*found)->parent;
    }
    placement.distinguished_name = std::move(name);
    return placement;
}

}  // namespace tilbage::core
