#include "connect/enroll.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "connect/http_failure.h"
#include "connect/http_options.h"
#include "connect/state/key_store.h"
#include "connect/state/state_folder.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

base::Result<Identity> read_answer(const std::string& body) {
    boost::system::error_code code;
    const auto value = json::parse(body, code);
    if (code || !value.is_object()) return base::fail(base::ErrorCode::corrupt, "the tenant's answer is not JSON");
    wire::FieldError error;
    const wire::Fields fields(value.get_object(), error);
    Identity identity{.agent_id = core::AgentId(fields.uuid("agent_id")),
                      .tenant_id = core::TenantId(fields.uuid("tenant_id")),
                      .tenant = fields.text("tenant", 255)};
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, "the tenant's answer: " + error.text());
    return identity;
}

}  // namespace

base::Result<Identity> redeem_enrolment_code(const Config& config, const std::string& code, const crypto::Jwk& key) {
    adapters::curl::HttpClient http(http_options(config));
    const json::object body{{"code", code},
                            {"name", config.agent_name},
                            {"signing_key", {{"kty", "EC"}, {"crv", "P-256"}, {"x", key.x}, {"y", key.y}}}};
    const auto answer = http.send({.method = "POST",
                                   .url = config.tenant.url + "/connect/v1/enroll",
                                   .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                                   .body = json::serialize(body)});
    if (!answer) return base::fail(to_error(answer.error()));
    if (answer->status != 201) {
        auto error = refused_by_tenant("enrolling", *answer);
        error.message += ". A code works once, within an hour: make a new one with tilbage-tenant enrolment-code.";
        return base::fail(std::move(error));
    }
    return read_answer(answer->body);
}

base::Result<Identity> enroll(const Config& config, const std::string& code) {
    if (auto prepared = prepare_state_dir(config.state_dir); !prepared) return base::fail(prepared.error());
    const auto lock = RunLock::take(config.state_dir, RunLock::kSetup);  // a running agent waits for this
    if (!lock) return base::fail(lock.error());
    if (const auto known = load_identity(config.state_dir); known) {
        return base::fail(
            base::ErrorCode::conflict,
            fmt::format("this agent is enrolled at {} already, as {}. To enrol it anew, remove identity.json from {}",
                        known->tenant, known->agent_id.str(), config.state_dir.string()));
    }
    const auto key = crypto::EcKey::generate();
    if (!key) return base::fail(key.error());
    auto identity = redeem_enrolment_code(config, code, key->jwk());
    if (!identity) return identity;
    if (auto saved = KeyStore::save_signing_key(config.state_dir, *key); !saved) return base::fail(saved.error());
    const base::SystemClock clock;
    if (auto keys = KeyStore::open(config.state_dir, clock); !keys) return base::fail(keys.error());
    // Last: an agent with an identity has everything else.
    if (auto saved = save_identity(config.state_dir, *identity); !saved) return base::fail(saved.error());
    return identity;
}

}  // namespace tilbage::connect
