// The relay's frames (docs/protocol.md §4) as data. Encoders never fail; the decoder is strict on types, forms and
// limits, and ignores members that it does not know. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/banned/bans.h"
#include "core/identity/ids.h"
#include "core/ports/relay_bus.h"
#include "core/writeback/outcome.h"
#include "core/writeback/request.h"
#include "crypto/ec_key.h"

namespace tilbage::wire {

constexpr std::string_view kRelaySubprotocol = "tilbage.relay.v1";
constexpr std::size_t kMaxRelayFrame = std::size_t{64} * 1024;  // bytes

// WebSocket close codes of the relay's own (RFC 6455 §7.4.2 leaves 4000–4999 to applications).
enum class RelayClose : std::uint16_t {
    going_away = 1001,
    too_large = 1009,
    protocol_error = 4000,
    token_not_valid = 4001,
    already_connected = 4009,
};

using core::SealingKey;  // the decoder has checked that the kid is the thumbprint

struct DomainNames {
    std::string dns;
    std::string netbios;
    std::string base_dn;
    bool operator==(const DomainNames&) const = default;
};

// The first frame of an agent.
struct Hello {
    std::string software;                  // "tilbage-connect/0.1.0"
    std::vector<SealingKey> sealing_keys;  // 1 to 4
    std::vector<DomainNames> domains;      // at most 32
    int max_in_flight = 1;                 // 1 to 1,024 requests at once
    std::string host;                      // the machine's name, empty: not told
    bool writeback = false;                // password writeback is ticked; false when it is not told
    bool staging = false;                  // it watches, and writes nothing
    bool judges_passwords = false;         // it takes BannedPasswords
    bool operator==(const Hello&) const = default;
};

struct Welcome {
    core::AgentId agent_id;
    core::TenantId tenant_id;
    std::string tenant;    // its domain, "ex1.test"
    base::TimePoint time;  // the tenant's clock
    bool operator==(const Welcome&) const = default;
};

struct RequestMessage {
    core::Request request;
};

struct OutcomeMessage {
    core::RequestId id;
    core::Outcome outcome;
    int event_id = 0;    // core::event_id of the reason and kind
    base::TimePoint at;  // when the agent knew
    bool operator==(const OutcomeMessage&) const = default;
};

// The outcome is in the tenant's store.
struct Ack {
    core::RequestId id;
    bool operator==(const Ack&) const = default;
};

// Writeback was switched on again: the agent makes a new sealing key and answers with Keys.
struct RollKeys {
    bool operator==(const RollKeys&) const = default;
};

// From now on these and no others, as in Hello.
struct Keys {
    std::vector<SealingKey> sealing_keys;  // 1 to 4
    bool operator==(const Keys&) const = default;
};

// Answered at once by a Pong with the same number: heartbeat and round trip.
struct Ping {
    std::int64_t n = 0;  // 0 to 2^53 - 1
    bool operator==(const Ping&) const = default;
};
struct Pong {
    std::int64_t n = 0;
    bool operator==(const Pong&) const = default;
};

// The synchronisation is to check in at once (§11): there is something for it.
struct SyncWake {
    bool operator==(const SyncWake&) const = default;
};

// What the tenant bans, from now on; after Welcome, and whenever it changes.
struct BannedPasswords {
    core::TenantBans bans;  // at most 1,000 words and 16 names, of 64 bytes each
    bool operator==(const BannedPasswords&) const = default;
};

using RelayMessage = std::variant<Hello, Welcome, RequestMessage, OutcomeMessage, Ack, RollKeys, Keys, Ping, Pong,
                                  SyncWake, BannedPasswords>;

[[nodiscard]] std::string encode(const Hello& hello);
[[nodiscard]] std::string encode(const Welcome& welcome);
[[nodiscard]] std::string encode(const RequestMessage& request);
[[nodiscard]] std::string encode(const OutcomeMessage& outcome);
[[nodiscard]] std::string encode(const Ack& ack);
[[nodiscard]] std::string encode(const RollKeys& roll);
[[nodiscard]] std::string encode(const Keys& keys);
[[nodiscard]] std::string encode(const Ping& ping);
[[nodiscard]] std::string encode(const Pong& pong);
[[nodiscard]] std::string encode(const SyncWake& wake);
[[nodiscard]] std::string encode(const BannedPasswords& banned);

// invalid_argument names the member that is wrong and never repeats its value. An unknown `type` is an error: a new
// kind of frame needs a new subprotocol.
[[nodiscard]] base::Result<RelayMessage> decode_relay(std::string_view frame);

// The id of a `request` frame that decode_relay refused, so that an agent can answer it with `malformed` (a kind from a
// newer tenant, say) instead of closing the connection.
[[nodiscard]] std::optional<core::RequestId> id_of_refused_request(std::string_view frame);

}  // namespace tilbage::wire
