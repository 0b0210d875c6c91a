// Somebody else than the tenant who is to know who was joined: hears of everything that Synchronization settles, in the
// same transaction.
#pragma once

#include <functional>

#include "core/ports/metaverse.h"
#include "core/sync/join.h"

namespace tilbage::core {

struct Follower {
    Metaverse* metaverse = nullptr;                       // its own; claims are the tenant's
    std::function<void(const SourceAnchor&)> on_settled;  // the anchor was settled anew
    Joins::OnTouch on_touch;
};

}  // namespace tilbage::core
