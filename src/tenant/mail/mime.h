// A mail as RFC 5322 text: multipart/alternative (RFC 2046), quoted-printable UTF-8 (RFC 2045), encoded words in
// headers (RFC 2047).
#pragma once

#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/mail_outbox.h"

namespace tilbage::tenant {

struct Sender {
    std::string from;     // "Name <address>" or an address
    std::string address;  // the address alone
};

// CRLF line ends, no line over 78 characters but for long words. The boundary and the Message-ID hold letters only: a
// mailed code stays the only run of digits of its length.
[[nodiscard]] std::string to_rfc5322(const core::Mail& mail, const Sender& sender, base::TimePoint now,
                                     base::Random& random);

}  // namespace tilbage::tenant
