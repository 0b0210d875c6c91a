// The reset page's calls, made as the page makes them (docs/protocol.md §1 and §2), up to the one that is measured.
#pragma once

#include <cstdint>
#include <string>

#include "environment.h"
#include "https_connection.h"

namespace tilbage::bench {

// A session that has begun. The cookie is the session.
struct ResetSession {
    std::string cookie;
};

// The measured call, ready to be written to a socket.
struct PreparedRequest {
    std::string wire;
    std::string new_password;  // empty: an unlock
};

// One call each, on any connection to the tenant. An answer that is not the documented one throws BenchFault.
class ResetPage {
public:
    explicit ResetPage(HttpsConnection& connection) : connection_(connection) {}

    [[nodiscard]] ResetSession start(const Person& person, const std::string& intent = "reset");
    void send_code(const ResetSession& session);
    void verify(const ResetSession& session, const std::string& code);
    // Takes a ticket, and for a reset seals `new_password` to every recipient on it.
    [[nodiscard]] PreparedRequest prepare(const ResetSession& session, const std::string& kind,
                                          const std::string& new_password);

private:
    HttpAnswer post(const std::string& path, const std::string& cookie, const std::string& body, unsigned expected);
    HttpsConnection& connection_;
};

// Throws BenchFault unless the answer's outcome is `succeeded`.
void require_success(const HttpAnswer& answer);

}  // namespace tilbage::bench
