#include "fakes/account_world.h"

namespace tilbage::fakes {

AccountWorld::AccountWorld() {
    auto& agent = bus.connect("one", 64);
    agent.sealing_keys = {{key.jwk().thumbprint(), key.jwk()}};
}

AccountWorld::~AccountWorld() = default;

SecurityInfoWorld::SecurityInfoWorld() = default;
SecurityInfoWorld::~SecurityInfoWorld() = default;

}  // namespace tilbage::fakes
