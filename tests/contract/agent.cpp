#include "contract/agent.h"

#include <stdexcept>

#include "contract/world.h"

namespace tilbage::contract {

std::vector<std::string> real_directories() {
    return has_samba() ? std::vector<std::string>{"samba"} : std::vector<std::string>{};
}

std::unique_ptr<adapters::ldap::Pool> make_pool(adapters::ldap::Settings settings) {
    auto pool = adapters::ldap::Pool::create(std::move(settings));
    if (!pool) throw std::runtime_error(pool.error().message);
    return std::move(*pool);
}

}  // namespace tilbage::contract
