#include "core/identity/enrol_agent.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/identity/enrolment_code.h"

namespace tilbage::core {
namespace {

using Code = EnrolRefusal::Code;

tl::unexpected<EnrolRefusal> refuse(Code code, std::string cause = {}, std::chrono::seconds retry_after = {}) {
    return tl::unexpected<EnrolRefusal>(EnrolRefusal{code, retry_after, std::move(cause)});
}

AuditRecord enrolled_record(const Agent& agent, base::TimePoint now) {
    return {.tenant_id = agent.tenant_id,
            .at = now,
            .actor = "agent:" + agent.id.str(),
            .action = "agent.enrol",
            .target = "agent:" + agent.id.str(),
            .result = "succeeded",
            .correlation_id = agent.id.str(),
            .details = "{\"keyThumbprint\":\"" + agent.signing_key.thumbprint() + "\"}"};
}

}  // namespace

bool is_agent_name(const std::string& name, std::size_t max_bytes) {
    return !name.empty() && name.size() <= max_bytes && base::is_valid_utf8(name) &&
           std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

AttemptLimit enrolment_attempts() {
    using namespace std::chrono_literals;
    return {"agent.enrol", 10, 1h, 0s};
}

tl::expected<EnrolledAgent, EnrolRefusal> EnrolAgent::run(const EnrolAgentCommand& command) {
    if (!is_agent_name(command.name)) return refuse(Code::malformed, "a name is 1 to 64 bytes of printable text");
    if (const auto key = crypto::EcKey::from_jwk(command.signing_key); !key)
        return refuse(Code::malformed, "the signing key is not a public key on P-256");
    const auto now = ports_.clock.now();
    const auto verdict = ports_.attempts.count(enrolment_attempts(), command.address_block, now);
    if (!verdict) return refuse(Code::busy, verdict.error().message);
    if (!verdict->allowed) return refuse(Code::too_many_attempts, {}, verdict->retry_after);
    const auto code = enrolment_code_digest(command.code);
    if (!code) return refuse(Code::code_wrong);
    auto enrolled = enrol(*code, command, now);
    if (enrolled) return std::move(*enrolled);
    if (enrolled.error().code == base::ErrorCode::not_found) return refuse(Code::code_wrong);
    return refuse(Code::busy, enrolled.error().message);
}

base::Result<EnrolledAgent> EnrolAgent::enrol(const crypto::Digest& code, const EnrolAgentCommand& command,
                                              base::TimePoint now) {
    EnrolledAgent enrolled;
    auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        Agent agent{.id = AgentId(base::new_uuid(ports_.random)),
                    .tenant_id = {},
                    .name = command.name,
                    .signing_key = command.signing_key};
        auto added = ports_.agents.enrol(code, std::move(agent), now);
        if (!added) return base::fail(added.error());
        auto tenant = ports_.tenants.find(added->tenant_id);
        if (!tenant) return base::fail(tenant.error());
        if (!*tenant) return base::fail(base::ErrorCode::corrupt, "an enrolment code of a tenant that is not there");
        enrolled = {.id = added->id, .tenant = std::move(**tenant)};
        if (auto noted = ports_.audit.append(enrolled_record(*added, now)); !noted) return noted;
        return ports_.attempts.clear(enrolment_attempts(), command.address_block);
    });
    if (!done) return base::fail(done.error());
    return enrolled;
}

}  // namespace tilbage::core
