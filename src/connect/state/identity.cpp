#include "connect/state/identity.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "connect/state/atomic_file.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;

constexpr std::string_view kFile = "identity.json";

base::Result<void> save_identity(const std::filesystem::path& state_dir, const Identity& identity) {
    const json::object object{
        {"agent_id", identity.agent_id.str()}, {"tenant_id", identity.tenant_id.str()}, {"tenant", identity.tenant}};
    return write_file(state_dir / kFile, json::serialize(object) + "\n", Sync::yes);
}

base::Result<Identity> load_identity(const std::filesystem::path& state_dir) {
    const auto text = read_file(state_dir / kFile);
    if (!text) return base::fail(text.error());
    boost::system::error_code code;
    const auto value = json::parse(*text, code);
    wire::FieldError error;
    if (!code && value.is_object()) {
        const wire::Fields fields(value.get_object(), error);
        Identity identity{.agent_id = core::AgentId(fields.uuid("agent_id")),
                          .tenant_id = core::TenantId(fields.uuid("tenant_id")),
                          .tenant = fields.text("tenant", 255)};
        if (!error.is_set()) return identity;
    }
    return base::fail(base::ErrorCode::corrupt,
                      fmt::format("{}: damaged; enrol the agent again", (state_dir / kFile).string()));
}

}  // namespace tilbage::connect
