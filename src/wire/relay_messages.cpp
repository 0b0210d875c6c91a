#include "wire/relay_messages.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "core/banned/banned_words.h"
#include "wire/relay_fields.h"
#include "wire/relay_outcome_json.h"

namespace tilbage::wire {
namespace json = boost::json;
namespace {

constexpr std::size_t kMaxName = 255;
constexpr std::size_t kMaxBannedWord = core::kLongestBannedWord * 4;  // bytes
constexpr std::size_t kMaxOrganizationNames = 16;
constexpr std::size_t kMaxSealed = std::size_t{8} * 1024;  // a JWE of 1,604 bytes needs about 2,900
constexpr std::int64_t kMaxSeconds = 253'402'300'799;      // the end of the year 9999
constexpr std::int64_t kMaxMillis = kMaxSeconds * 1000 + 999;
constexpr std::int64_t kMaxCount = (std::int64_t{1} << 53) - 1;  // what every JSON reader keeps exactly

json::object frame_of(std::string_view type) { return {{"type", type}}; }

SealingKey read_sealing_key(const json::value& value, FieldError& error) {
    SealingKey key;
    const auto* object = value.if_object();
    if (object == nullptr) {
        error.set("sealing_keys", "a list of objects");
        return key;
    }
    const Fields fields(*object, error);
    key.kid = fields.text("kid", 64);
    if (const auto* jwk = fields.object("jwk")) {
        const Fields members(*jwk, error);
        if (members.text("kty", 8) != "EC" || members.text("crv", 8) != "P-256")
            members.refuse("jwk", "an EC key on P-256");
        key.jwk = {.x = members.text("x", 64), .y = members.text("y", 64)};
    }
    if (!error.is_set() && key.kid != key.jwk.thumbprint()) fields.refuse("kid", "the thumbprint of its key");
    return key;
}

DomainNames read_domain(const json::value& value, FieldError& error) {
    const auto* object = value.if_object();
    if (object == nullptr) {
        error.set("domains", "a list of objects");
        return {};
    }
    const Fields fields(*object, error);
    return {.dns = fields.text("dns", kMaxName),
            .netbios = fields.text("netbios", kMaxName),
            .base_dn = fields.text("base_dn", 2048)};
}

std::vector<SealingKey> read_sealing_keys(const Fields& fields, FieldError& error) {
    std::vector<SealingKey> keys;
    if (const auto* list = fields.array("sealing_keys", 1, 4)) {
        for (const auto& key : *list) keys.push_back(read_sealing_key(key, error));
    }
    return keys;
}

json::array sealing_keys_of(const std::vector<SealingKey>& keys) {
    json::array list;
    for (const auto& key : keys) {
        list.push_back(
            {{"kid", key.kid}, {"jwk", {{"kty", "EC"}, {"crv", "P-256"}, {"x", key.jwk.x}, {"y", key.jwk.y}}}});
    }
    return list;
}

RelayMessage read_hello(const Fields& fields, FieldError& error) {
    Hello hello;
    hello.software = fields.text("software", kMaxName);
    hello.sealing_keys = read_sealing_keys(fields, error);
    if (const auto* domains = fields.array("domains", 0, 32)) {
        for (const auto& domain : *domains) hello.domains.push_back(read_domain(domain, error));
    }
    hello.max_in_flight = static_cast<int>(fields.number("max_in_flight", 1, 1024));
    hello.host = fields.optional_text("host", kMaxName);
    hello.writeback = fields.optional_flag("writeback").value_or(false);
    hello.staging = fields.optional_flag("staging").value_or(false);
    hello.judges_passwords = fields.optional_flag("judges_passwords").value_or(false);
    return hello;
}

RelayMessage read_welcome(const Fields& fields) {
    return Welcome{.agent_id = core::AgentId(fields.uuid("agent_id")),
                   .tenant_id = core::TenantId(fields.uuid("tenant_id")),
                   .tenant = fields.text("tenant", kMaxName),
                   .time = base::from_millis(fields.number("time", 0, kMaxMillis))};
}

core::Binding read_binding(const Fields& fields) {
    core::Binding binding;
    binding.request_id = core::RequestId(fields.uuid("id"));
    binding.tenant_id = core::TenantId(fields.uuid("tenant_id"));
    const auto anchor = core::SourceAnchor::parse(fields.text("source_anchor", 24));
    if (!anchor) fields.refuse("source_anchor", "the Base64 of 16 bytes");
    binding.source_anchor = anchor.value_or(core::SourceAnchor());
    const auto kind = core::parse_kind(fields.text("kind", 32));
    if (!kind) fields.refuse("kind", "reset, change, unlock, describe or validate");
    binding.kind = kind.value_or(core::Kind::describe);
    binding.issued_at = fields.number("issued_at", 0, kMaxSeconds);
    binding.expires_at = fields.number("expires_at", 0, kMaxSeconds);
    return binding;
}

core::InitiatedBy read_initiated_by(const Fields& fields) {
    const auto text = fields.optional_text("initiated_by", 32);
    if (text.empty()) return core::InitiatedBy::self;
    const auto who = core::parse_initiated_by(text);
    if (!who) fields.refuse("initiated_by", "self or administrator");
    return who.value_or(core::InitiatedBy::self);
}

RelayMessage read_request(const Fields& fields) {
    core::Request request;
    request.binding = read_binding(fields);
    request.deadline = base::from_millis(fields.number("deadline", 0, kMaxMillis));
    request.first_sent_at = base::from_millis(fields.number("first_sent_at", 0, kMaxMillis));
    request.redelivered = fields.flag("redelivered");
    request.initiated_by = read_initiated_by(fields);
    request.must_change = fields.optional_flag("must_change").value_or(false);
    auto sealed = fields.optional_text("sealed", kMaxSealed);
    if (!sealed.empty()) request.sealed = std::move(sealed);
    if (request.sealed.has_value() != core::has_password(request.binding.kind)) {
        fields.refuse("sealed", "there for reset, change and validate, and for nothing else");
    }
    return RequestMessage{std::move(request)};
}

RelayMessage read_outcome_message(const Fields& fields, FieldError& error) {
    OutcomeMessage message;
    message.id = core::RequestId(fields.uuid("id"));
    message.outcome = read_outcome(fields, error);
    message.event_id = static_cast<int>(fields.number("event_id", 0, 65'535));
    message.at = base::from_millis(fields.number("at", 0, kMaxMillis));
    return message;
}

RelayMessage read_banned_passwords(const Fields& fields) {
    BannedPasswords banned;
    banned.bans.enabled = fields.flag("enabled");
    const auto mode = core::parse_ban_mode(fields.text("mode", 16));
    if (!mode) fields.refuse("mode", "enforce or audit");
    banned.bans.mode = mode.value_or(core::BanMode::enforce);
    banned.bans.words = fields.texts("words", core::kMostBannedWords, kMaxBannedWord);
    banned.bans.organization = fields.texts("organization", kMaxOrganizationNames, kMaxName);
    return banned;
}

RelayMessage read_message(std::string_view type, const Fields& fields, FieldError& error) {
    if (type == "hello") return read_hello(fields, error);
    if (type == "welcome") return read_welcome(fields);
    if (type == "request") return read_request(fields);
    if (type == "outcome") return read_outcome_message(fields, error);
    if (type == "ack") return Ack{core::RequestId(fields.uuid("id"))};
    if (type == "roll_keys") return RollKeys{};
    if (type == "keys") return Keys{read_sealing_keys(fields, error)};
    if (type == "ping") return Ping{fields.number("n", 0, kMaxCount)};
    if (type == "pong") return Pong{fields.number("n", 0, kMaxCount)};
    if (type == "sync_wake") return SyncWake{};
    if (type == "banned_passwords") return read_banned_passwords(fields);
    fields.refuse("type", "a kind of frame that this version knows");
    return Ack{};
}

base::Result<json::object> parse_object(std::string_view frame) {
    if (frame.size() > kMaxRelayFrame)
        return base::fail(base::ErrorCode::invalid_argument, "a frame larger than 64 KiB");
    json::parse_options options;
    options.max_depth = 8;
    boost::system::error_code code;
    auto value = json::parse({frame.data(), frame.size()}, code, {}, options);
    if (code || !value.is_object()) return base::fail(base::ErrorCode::invalid_argument, "not a JSON object");
    return std::move(value.get_object());
}

}  // namespace

std::string encode(const Hello& hello) {
    auto frame = frame_of("hello");
    frame["software"] = hello.software;
    frame["sealing_keys"] = sealing_keys_of(hello.sealing_keys);
    json::array domains;
    for (const auto& domain : hello.domains) {
        domains.push_back({{"dns", domain.dns}, {"netbios", domain.netbios}, {"base_dn", domain.base_dn}});
    }
    frame["domains"] = std::move(domains);
    frame["max_in_flight"] = hello.max_in_flight;
    if (!hello.host.empty()) frame["host"] = hello.host;
    frame["writeback"] = hello.writeback;
    frame["staging"] = hello.staging;
    frame["judges_passwords"] = hello.judges_passwords;
    return json::serialize(frame);
}

std::string encode(const Welcome& welcome) {
    auto frame = frame_of("welcome");
    frame["agent_id"] = welcome.agent_id.str();
    frame["tenant_id"] = welcome.tenant_id.str();
    frame["tenant"] = welcome.tenant;
    frame["time"] = base::to_millis(welcome.time);
    return json::serialize(frame);
}

std::string encode(const RequestMessage& message) {
    const auto& [binding, deadline, first_sent_at, redelivered, initiated_by, must_change, sealed] = message.request;
    auto frame = frame_of("request");
    frame["id"] = binding.request_id.str();
    frame["kind"] = core::to_string(binding.kind);
    frame["tenant_id"] = binding.tenant_id.str();
    frame["source_anchor"] = binding.source_anchor.str();
    frame["issued_at"] = binding.issued_at;
    frame["expires_at"] = binding.expires_at;
    frame["deadline"] = base::to_millis(deadline);
    frame["first_sent_at"] = base::to_millis(first_sent_at);
    frame["redelivered"] = redelivered;
    frame["initiated_by"] = core::to_string(initiated_by);
    frame["must_change"] = must_change;
    if (sealed) frame["sealed"] = *sealed;
    return json::serialize(frame);
}

std::string encode(const OutcomeMessage& outcome) {
    auto frame = frame_of("outcome");
    frame["id"] = outcome.id.str();
    put_outcome(frame, outcome.outcome);
    frame["event_id"] = outcome.event_id;
    frame["at"] = base::to_millis(outcome.at);
    return json::serialize(frame);
}

std::string encode(const Ack& ack) {
    auto frame = frame_of("ack");
    frame["id"] = ack.id.str();
    return json::serialize(frame);
}

std::string encode(const RollKeys& /*roll*/) { return json::serialize(frame_of("roll_keys")); }

std::string encode(const Keys& keys) {
    auto frame = frame_of("keys");
    frame["sealing_keys"] = sealing_keys_of(keys.sealing_keys);
    return json::serialize(frame);
}

std::string encode(const Ping& ping) {
    auto frame = frame_of("ping");
    frame["n"] = ping.n;
    return json::serialize(frame);
}

std::string encode(const Pong& pong) {
    auto frame = frame_of("pong");
    frame["n"] = pong.n;
    return json::serialize(frame);
}

std::string encode(const SyncWake& /*wake*/) { return json::serialize(frame_of("sync_wake")); }

std::string encode(const BannedPasswords& banned) {
    auto frame = frame_of("banned_passwords");
    frame["enabled"] = banned.bans.enabled;
    frame["mode"] = core::to_string(banned.bans.mode);
    frame["words"] = json::array(banned.bans.words.begin(), banned.bans.words.end());
    frame["organization"] = json::array(banned.bans.organization.begin(), banned.bans.organization.end());
    return json::serialize(frame);
}

base::Result<RelayMessage> decode_relay(std::string_view frame) {
    const auto object = parse_object(frame);
    if (!object) return base::fail(object.error());
    FieldError error;
    const Fields fields(*object, error);
    auto message = read_message(fields.text("type", 32), fields, error);
    if (error.is_set()) return base::fail(base::ErrorCode::invalid_argument, error.text());
    return message;
}

std::optional<core::RequestId> id_of_refused_request(std::string_view frame) {
    const auto object = parse_object(frame);
    if (!object) return std::nullopt;
    FieldError error;
    const Fields fields(*object, error);
    if (fields.text("type", 32) != "request") return std::nullopt;
    auto id = fields.uuid("id");
    if (error.is_set()) return std::nullopt;
    return core::RequestId(std::move(id));
}

}  // namespace tilbage::wire
