#include "fakes/sync_world.h"

namespace tilbage::fakes {

SyncWorld::SyncWorld() = default;
SyncWorld::~SyncWorld() = default;

}  // namespace tilbage::fakes
