#include "core/audit/chain.h"

#include "base/encoding.h"
#include "crypto/hash.h"

namespace tilbage::core {
namespace {

void add(std::string& bytes, std::string_view part) {
    bytes += std::to_string(part.size());
    bytes += ':';
    bytes += part;
}

}  // namespace

std::string_view first_link() { return "0000000000000000000000000000000000000000000000000000000000000000"; }

std::string chain_hash(std::string_view previous_hash, std::int64_t sequence, const AuditRecord& record) {
    std::string bytes;
    add(bytes, previous_hash);
    add(bytes, std::to_string(sequence));
    add(bytes, record.tenant_id.str());
    add(bytes, std::to_string(base::to_millis(record.at)));
    for (const std::string* member :
         {&record.actor, &record.action, &record.target, &record.result, &record.correlation_id, &record.details})
        add(bytes, *member);
    return base::to_hex(crypto::sha256(bytes));
}

std::optional<std::int64_t> first_broken(std::span<const StoredAuditRecord> run, const StoredAuditRecord* previous) {
    std::string_view hash = previous ? std::string_view(previous->hash) : first_link();
    std::int64_t sequence = previous ? previous->sequence : 0;
    for (const StoredAuditRecord& stored : run) {
        ++sequence;
        if (stored.sequence != sequence || stored.hash != chain_hash(hash, sequence, stored.record)) return sequence;
        hash = stored.hash;
    }
    return std::nullopt;
}

}  // namespace tilbage::core
