#include <algorithm>
#include <fmt/core.h>

#include "connect/enroll.h"
#include "connect/setup/cloud_answers.h"
#include "connect/setup/run_context.h"
#include "connect/state/atomic_file.h"
#include "connect/state/key_store.h"
#include "wire/relay_fields.h"

namespace tilbage::connect::setup {
namespace {

using Phase = Registration::Phase;

constexpr std::string_view kNextKey = "setup-signing-key.pem";
constexpr std::string_view kKey = "signing-key.pem";
constexpr std::string_view kIdentity = "identity.json";
constexpr std::string_view kPrevious = "setup-previous-";
// The tenant's clock and ours may differ by five minutes (see cloud_client).
constexpr std::chrono::minutes kClocks{5};

// The key of a registration that was begun, or a new one; in its file before the tenant hears of it.
base::Result<crypto::EcKey> key_to_register(const std::filesystem::path& state_dir) {
    const auto file = state_dir / kNextKey;
    if (auto text = read_file(file)) {
        const auto pem = base::SecretBytes::copy_of(std::string_view(*text));
        base::wipe(text->data(), text->size());
        if (auto key = crypto::EcKey::from_pem(pem); key && key->is_private()) return key;
    }
    auto key = crypto::EcKey::generate();
    if (!key) return key;
    const auto pem = key->to_pem();
    if (!pem) return base::fail(pem.error());
    if (auto written = write_file(file, pem->open_text(), Sync::yes); !written) return base::fail(written.error());
    return key;
}

// An agent that the tenant made for a call whose answer was never noted: same name, same host, made since, never seen.
bool is_orphan(const TenantAgent& agent, const Registration& registration) {
    const auto created = parse_time(agent.created);
    return agent.display_name == registration.display_name && agent.host == registration.host && !agent.connected &&
           agent.last_heartbeat.empty() && created && *created + kClocks >= registration.asked_at;
}

CloudResult<void> remove_orphans(CloudClient& cloud, const AccessToken& token, const Registration& registration) {
    const auto agents = cloud.agents(token);
    if (!agents) return tl::unexpected(agents.error());
    for (const auto& agent : *agents) {
        if (!is_orphan(agent, registration)) continue;
        if (auto removed = cloud.remove_agent(token, agent.id); !removed) return removed;
    }
    return {};
}

// Notes that the tenant is being asked, before it is.
tl::expected<void, StepError> note_asking(RunContext& run) {
    run.journal.registration = {.phase = Phase::asking,
                                .tenant_url = run.draft.config.tenant.url,
                                .display_name = run.draft.config.agent_name,
                                .host = host_name(),
                                .asked_at = run.world.clock.now(),
                                .identity = std::nullopt};
    return run.save();
}

tl::expected<Identity, StepError> register_as_administrator(RunContext& run, const crypto::Jwk& key) {
    const auto session = run.world.cloud ? run.world.cloud() : std::nullopt;
    const auto& wanted = run.draft.config;
    if (!session) {
        return step_failed("sign_in_expired",
                           "nobody is signed in to the tenant. Sign in as a Global Administrator, then try again.");
    }
    if (session->address.url != wanted.tenant.url) {
        return step_failed("wrong_tenant",
                           fmt::format("the sign-in is at {}, the configuration names {}. Sign in there.",
                                       session->address.url, wanted.tenant.url));
    }
    CloudClient cloud(session->address, run.world.clock, run.world.random);
    if (run.journal.registration.phase == Phase::asking) {
        if (auto removed = remove_orphans(cloud, session->token, run.journal.registration); !removed)
            return tl::unexpected(to_step_error(removed.error()));
    }
    if (auto noted = note_asking(run); !noted) return tl::unexpected(noted.error());
    const auto agent = cloud.register_agent(session->token, wanted.agent_name, host_name(), key);
    if (!agent) return tl::unexpected(to_step_error(agent.error()));
    if (!wire::is_uuid(agent->agent_id) || !wire::is_uuid(agent->tenant_id))
        return step_failed("refused", "the tenant's answer to the registration has no id of ours");
    return Identity{.agent_id = core::AgentId(agent->agent_id),
                    .tenant_id = core::TenantId(agent->tenant_id),
                    .tenant = agent->tenant_domain};
}

tl::expected<Identity, StepError> register_with_code(RunContext& run, const crypto::Jwk& key) {
    if (auto noted = note_asking(run); !noted) return tl::unexpected(noted.error());
    auto identity = redeem_enrolment_code(run.draft.config, run.world.enrolment_code, key);
    if (identity) return std::move(*identity);
    auto error = to_step_error(identity.error());
    const bool unreachable =
        identity.error().code == base::ErrorCode::unavailable || identity.error().code == base::ErrorCode::timeout;
    if (error.code != "certificate_untrusted") error.code = unreachable ? "tenant_unreachable" : "refused";
    error.message = identity.error().message;
    return tl::unexpected(std::move(error));
}

base::Result<void> keep_aside(const std::filesystem::path& state_dir, std::string_view name) {
    auto content = read_file(state_dir / name);
    if (!content && content.error().code == base::ErrorCode::not_found) return {};
    if (!content) return base::fail(content.error());
    auto kept = write_file(state_dir / fmt::format("{}{}", kPrevious, name), *content, Sync::yes);
    base::wipe(content->data(), content->size());
    return kept;
}

base::Result<void> move_over(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error) return base::fail(base::ErrorCode::unavailable, fmt::format("{}: {}", to.string(), error.message()));
    return {};
}

}  // namespace

base::Result<void> keep_identity_aside(const std::filesystem::path& state_dir) {
    for (const auto name : {kIdentity, kKey}) {
        if (auto kept = keep_aside(state_dir, name); !kept) return kept;
    }
    return {};
}

base::Result<void> put_identity_in_force(const std::filesystem::path& state_dir, const Identity& identity) {
    const auto next = state_dir / kNextKey;
    if (std::filesystem::exists(next)) {
        if (auto moved = move_over(next, state_dir / kKey); !moved) return moved;
        give_to_agent(state_dir / kKey, state_dir);
    }
    auto saved = save_identity(state_dir, identity);
    if (saved) give_to_agent(state_dir / kIdentity, state_dir);
    return saved;
}

bool has_previous_identity(const std::filesystem::path& state_dir) {
    return std::filesystem::exists(state_dir / fmt::format("{}{}", kPrevious, kIdentity));
}

base::Result<void> put_previous_identity_back(const std::filesystem::path& state_dir) {
    const auto key = state_dir / kKey;
    const auto previous_key = state_dir / fmt::format("{}{}", kPrevious, kKey);
    if (std::filesystem::exists(previous_key)) {
        // The newer key is still that of an agent at a tenant.
        if (!std::filesystem::exists(state_dir / kNextKey) && std::filesystem::exists(key)) {
            if (auto moved = move_over(key, state_dir / kNextKey); !moved) return moved;
        }
        if (auto moved = move_over(previous_key, key); !moved) return moved;
    }
    return move_over(state_dir / fmt::format("{}{}", kPrevious, kIdentity), state_dir / kIdentity);
}

void remove_identity(const std::filesystem::path& state_dir) {
    for (const auto name : {kIdentity, kKey, kNextKey}) destroy_file(state_dir / name);
}

void discard_previous_identity(const std::filesystem::path& state_dir) {
    for (const auto name : {kIdentity, kKey}) destroy_file(state_dir / fmt::format("{}{}", kPrevious, name));
    destroy_file(state_dir / kNextKey);
}

CloudResult<void> remove_registered(CloudClient& cloud, const AccessToken& token, const Registration& registration) {
    if (registration.identity) return cloud.remove_agent(token, registration.identity->agent_id.str());
    return remove_orphans(cloud, token, registration);
}

// A kill between the tenant's answer and the journal leaves an agent at the tenant that nobody knows: the next try
// finds `asking` in the journal, removes that agent, and registers the same key again.
StepResult register_agent(RunContext& run) {
    auto& registration = run.journal.registration;
    if (registration.tenant_url != run.draft.config.tenant.url) registration = {};
    if (registration.phase != Phase::answered) {
        const auto key = key_to_register(run.state_dir());
        if (!key) return tl::unexpected(to_step_error(key.error()));
        auto identity = run.world.enrolment_code.empty() ? register_as_administrator(run, key->jwk())
                                                         : register_with_code(run, key->jwk());
        if (!identity) return tl::unexpected(identity.error());
        registration.phase = Phase::answered;
        registration.identity = std::move(*identity);
        if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    }
    // Beside an identity that serves, the new one waits for its configuration (see write_configuration).
    if (!run.current.identity) {
        if (auto done = swap_identity(run); !done) return tl::unexpected(done.error());
    }
    return boost::json::object{{"agentId", registration.identity->agent_id.str()}};
}

tl::expected<void, StepError> swap_identity(RunContext& run) {
    auto& journal = run.journal;
    if (!journal.identity_in_force) {
        if (auto kept = keep_identity_aside(run.state_dir()); !kept) return tl::unexpected(to_step_error(kept.error()));
        journal.identity_in_force = true;
        if (auto saved = run.save(); !saved) return saved;
    }
    if (auto done = put_identity_in_force(run.state_dir(), *journal.registration.identity); !done)
        return tl::unexpected(to_step_error(done.error()));
    return {};
}

StepResult create_keys(RunContext& run) {
    run.journal.made_keys = true;
    if (auto saved = run.save(); !saved) return tl::unexpected(saved.error());
    const auto keys = KeyStore::open(run.state_dir(), run.world.clock);
    if (!keys) return tl::unexpected(to_step_error(keys.error()));
    std::error_code ignored;
    for (const auto& file : std::filesystem::directory_iterator(run.state_dir(), ignored)) {
        if (file.path().filename().string().starts_with("sealing-key-")) give_to_agent(file.path(), run.state_dir());
    }
    return boost::json::object{};
}

}  // namespace tilbage::connect::setup
