#include "adapters/smpp/pdu.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

extern "C" {
#include <netinet/in.h>
#include <smpp34.h>
#include <smpp34_structs.h>
}

namespace tilbage::adapters::smpp {
namespace {

using base::ErrorCode;
using Buffer = std::array<std::uint8_t, 1024>;

std::uint32_t read_u32(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes.substr(0, 4)) value = value << 8U | static_cast<std::uint8_t>(c);
    return value;
}

void append_u32(base::Bytes& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

// Into a field that was zeroed and keeps a NUL at its end.
template <std::size_t size>
bool put(std::string_view text, std::uint8_t (&field)[size]) {
    if (text.size() >= size || text.find('\0') != std::string_view::npos) return false;
    std::ranges::copy(text, std::begin(field));
    return true;
}

// Bytes of `buffer`, 0 when libsmpp34 cannot.
template <class Pdu>
std::size_t pack(Pdu& pdu, Buffer& buffer) {
    int length = 0;
    const int failed = smpp34_pack2(buffer.data(), static_cast<int>(buffer.size()), &length, &pdu);
    return failed != 0 || length < 0 ? 0 : static_cast<std::size_t>(length);
}

base::Error too_long(std::string_view what) {
    return {ErrorCode::invalid_argument, fmt::format("the {} is too long for SMPP", what)};
}

// §5.2.5, §5.2.6 and §5.2.8: what kind of sender it is follows from how it is written.
bool put_sender(const std::string& from, submit_sm_t& pdu) {
    const bool digits = std::ranges::all_of(from, [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
    if (from.empty()) return true;
    if (!digits) {
        pdu.source_addr_ton = TON_Alphanumeric;
        pdu.source_addr_npi = NPI_Unknown;
        return put(from, pdu.source_addr);
    }
    const bool international = from.starts_with('+');
    pdu.source_addr_ton = international ? TON_International : TON_Unknown;
    pdu.source_addr_npi = NPI_ISDN_E163_E164;
    return put(std::string_view(from).substr(international ? 1 : 0), pdu.source_addr);
}

// §7.1.1, relative: "000000HHMMSS000R", less than a day.
std::string relative_time(std::chrono::seconds time) {
    constexpr std::int64_t kMinute = 60;
    constexpr std::int64_t kHour = 3600;
    const auto seconds = std::clamp<std::int64_t>(time.count(), 1, 24 * kHour - 1);
    return fmt::format("000000{:02}{:02}{:02}000R", seconds / kHour, seconds % kHour / kMinute, seconds % kMinute);
}

}  // namespace

Header read_header(std::string_view bytes) {
    return {read_u32(bytes), read_u32(bytes.substr(4)), read_u32(bytes.substr(8)), read_u32(bytes.substr(12))};
}

base::Result<base::SecretBytes> pack_bind_transmitter(std::uint32_t sequence, const Login& login) {
    constexpr std::uint8_t kVersion = 0x34;
    bind_transmitter_t pdu{};
    pdu.command_id = BIND_TRANSMITTER;
    pdu.sequence_number = sequence;
    pdu.interface_version = kVersion;
    Buffer buffer{};
    const bool fits = put(login.system_id, pdu.system_id) && put(login.password.open_text(), pdu.password) &&
                      put(login.system_type, pdu.system_type);
    const auto size = fits ? pack(pdu, buffer) : 0;
    auto packed = base::SecretBytes::copy_of(std::span<const std::uint8_t>(buffer.data(), size));
    base::wipe(&pdu, sizeof pdu);
    base::wipe(buffer.data(), buffer.size());
    if (packed.empty()) return base::fail(too_long("login"));
    return packed;
}

base::Result<base::Bytes> pack_submit_sm(std::uint32_t sequence, const ShortMessage& message) {
    submit_sm_t pdu{};
    pdu.command_id = SUBMIT_SM;
    pdu.sequence_number = sequence;
    if (!put_sender(message.from, pdu)) return base::fail(too_long("sender"));
    pdu.dest_addr_ton = TON_International;
    pdu.dest_addr_npi = NPI_ISDN_E163_E164;
    const auto digits = std::string_view(message.to).substr(message.to.starts_with('+') ? 1 : 0);
    if (digits.empty() || !put(digits, pdu.destination_addr)) return base::fail(too_long("number"));
    if (!put(relative_time(message.valid_for), pdu.validity_period)) return base::fail(too_long("validity"));
    pdu.data_coding = message.text.data_coding;
    if (message.text.bytes.size() > sizeof pdu.short_message) return base::fail(too_long("text"));
    pdu.sm_length = static_cast<std::uint8_t>(message.text.bytes.size());
    std::ranges::copy(message.text.bytes, std::begin(pdu.short_message));
    Buffer buffer{};
    const auto size = pack(pdu, buffer);
    if (size == 0) return base::fail(ErrorCode::internal, "libsmpp34 cannot pack the message");
    base::Bytes packed(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
    return packed;
}

base::Bytes pack_header(Command command, std::uint32_t status, std::uint32_t sequence) {
    base::Bytes bytes;
    append_u32(bytes, kHeaderSize);
    append_u32(bytes, static_cast<std::uint32_t>(command));
    append_u32(bytes, status);
    append_u32(bytes, sequence);
    return bytes;
}

}  // namespace tilbage::adapters::smpp
