#include "core/sync/merge_change.h"

#include <algorithm>

#include "core/sync/attribute_values.h"

namespace tilbage::core {
namespace {

void set(std::vector<StagedAttribute>& attributes, const StagedAttribute& changed) {
    const auto at = std::ranges::lower_bound(attributes, changed.name, {}, &StagedAttribute::name);
    const bool known = at != attributes.end() && at->name == changed.name;
    if (changed.values.empty()) {
        if (known) attributes.erase(at);
    } else if (known) {
        at->values = changed.values;
    } else {
        attributes.insert(at, changed);
    }
}

}  // namespace

StagedObject merge(const std::optional<StagedObject>& staged, const ObjectChange& change) {
    StagedObject merged;
    if (staged) merged = *staged;
    merged.guid = change.guid;
    if (change.parent) merged.parent = *change.parent;
    if (change.rdn) merged.rdn = *change.rdn;
    if (change.whole) {
        merged.kind = change.kind;
        // Nothing that a reading of the directory tells of: it stays.
        const auto* expiry = staged ? staged->find(kPasswordExpiryAttribute) : nullptr;
        merged.attributes.clear();
        if (expiry != nullptr) merged.attributes.push_back(*expiry);
    }
    merged.attributes.reserve(merged.attributes.size() + change.attributes.size());
    for (const auto& attribute : change.attributes) set(merged.attributes, attribute);
    return merged;
}

}  // namespace tilbage::core
