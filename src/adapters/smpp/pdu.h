// The PDUs of SMPP 3.4 that a sender of short messages needs, packed by libsmpp34. Of what comes only the header is
// read, here: nothing in the bodies matters to us, and libsmpp34's readers stay out of the way of strangers' bytes.
// One thread: libsmpp34 has its errors in global variables.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "adapters/smpp/gsm_text.h"
#include "base/result.h"
#include "base/secret.h"

namespace tilbage::adapters::smpp {

// §5.1.2.1
enum class Command : std::uint32_t {
    generic_nack = 0x80000000,
    bind_transmitter = 0x00000002,
    bind_transmitter_resp = 0x80000002,
    submit_sm = 0x00000004,
    submit_sm_resp = 0x80000004,
    unbind = 0x00000006,
    unbind_resp = 0x80000006,
    enquire_link = 0x00000015,
    enquire_link_resp = 0x80000015,
};

// §3.2.1
struct Header {
    std::uint32_t length = 0;
    std::uint32_t command = 0;
    std::uint32_t status = 0;
    std::uint32_t sequence = 0;
    [[nodiscard]] bool is_response() const { return (command & 0x80000000U) != 0; }
    [[nodiscard]] bool is(Command one) const { return command == static_cast<std::uint32_t>(one); }
};
constexpr std::size_t kHeaderSize = 16;
// Of what comes; a response to us has a message id of at most 65 octets and perhaps an optional parameter.
constexpr std::size_t kLongestPdu = 4096;

// `bytes` has at least kHeaderSize.
[[nodiscard]] Header read_header(std::string_view bytes);

struct Login {
    std::string system_id;       // at most 15
    base::SecretBytes password;  // at most 8
    std::string system_type;     // at most 12
};
struct ShortMessage {
    std::string from;  // a name, a number with '+', or a short number; empty: the SMSC's usual
    std::string to;    // E.164
    GsmText text;
    std::chrono::seconds valid_for{0};
};

// invalid_argument: something is too long.
[[nodiscard]] base::Result<base::SecretBytes> pack_bind_transmitter(std::uint32_t sequence, const Login& login);
[[nodiscard]] base::Result<base::Bytes> pack_submit_sm(std::uint32_t sequence, const ShortMessage& message);
// A PDU that is its header alone.
[[nodiscard]] base::Bytes pack_header(Command command, std::uint32_t status, std::uint32_t sequence);

}  // namespace tilbage::adapters::smpp
