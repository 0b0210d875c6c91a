#include <map>

#include "contract/proxy_control.h"
#include "contract/source_world.h"
#include "contract/world.h"

namespace tilbage::contract {
namespace {

std::map<std::string, std::unique_ptr<SourceWorld>>& open_worlds() {
    static std::map<std::string, std::unique_ptr<SourceWorld>> worlds;
    return worlds;
}

std::unique_ptr<SourceWorld> make(const std::string& name) {
    if (name == "samba") return make_samba_source_world(Through::nothing);
    if (name == "samba_paged") return make_samba_source_world(Through::proxy);
    constexpr std::size_t kPage = 3;
    return make_fake_source_world(name == "fake_paged" ? kPage : 0);
}

}  // namespace

std::vector<std::string> breakable_source_worlds() {
    std::vector<std::string> names{"fake", "fake_paged"};
    if (has_samba() && ProxyControl::is_there()) names.emplace_back("samba_paged");
    return names;
}

std::vector<std::string> source_worlds() {
    auto names = breakable_source_worlds();
    if (has_samba()) names.emplace_back("samba");
    return names;
}

SourceWorld& source_world_of(const std::string& name) {
    auto& world = open_worlds()[name];
    if (!world) world = make(name);
    return *world;
}

void close_source_worlds() { open_worlds().clear(); }

}  // namespace tilbage::contract
