// What a connection is made of. Included by connection*.cpp and by nobody else.
#pragma once

#include <sys/socket.h>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/libldap.h"
#include "adapters/ldap/tcp_stream.h"
#include "adapters/ldap/tls_stream.h"

namespace tilbage::adapters::ldap {

// libldap's interfaces are older than const; it writes to none of these.
inline char* unconst(const char* text) { return const_cast<char*>(text); }
inline berval to_berval(std::span<const std::uint8_t> bytes) {
    return {bytes.size(), const_cast<char*>(reinterpret_cast<const char*>(bytes.data()))};
}

// Controls as libldap takes them, pointing into the ones they were made from.
class ControlList {
public:
    void add(const Control& control) {
        if (count_ == kMost) return;
        auto& slot = controls_[count_];
        slot = {unconst(control.oid.c_str()), to_berval(base::as_bytes(control.value)),
                static_cast<char>(control.critical ? 1 : 0)};
        pointers_[count_++] = &slot;
    }
    [[nodiscard]] LDAPControl** get() { return count_ == 0 ? nullptr : pointers_; }

private:
    static constexpr std::size_t kMost = 3;
    LDAPControl controls_[kMost]{};
    LDAPControl* pointers_[kMost + 1]{};
    std::size_t count_ = 0;
};

struct Connection::Impl {
    enum class Wait { answered, timeout, closed };

    std::unique_ptr<Stream> stream;  // outlives the handle, which writes its good-bye on it
    TlsStream* tls = nullptr;        // the stream, which is one of the two
    TcpStream* tcp = nullptr;
    Handle handle;

    ~Impl() { handle.reset(); }

    base::Result<void> connect(const ServerAddress& address, const std::string& ca_file, Deadline deadline) {
        if (address.scheme == ServerAddress::Scheme::ldap) {
            auto made = TcpStream::connect(address, deadline);
            if (!made) return base::fail(made.error());
            tcp = made->get();
            stream = std::move(*made);
            return {};
        }
        auto made = TlsStream::connect(address, ca_file, deadline);
        if (!made) return base::fail(made.error());
        tls = made->get();
        stream = std::move(*made);
        return {};
    }

    // Nothing of this connection can be trusted or used any more.
    void drop() {
        if (handle == nullptr) return;
        ::shutdown(stream->descriptor(), SHUT_RDWR);
        handle.reset();
    }

    // What is `which` of the operation: LDAP_MSG_ALL, all of it at once; LDAP_MSG_ONE, its next message.
    Wait wait(int message_id, int which, Deadline deadline, Message& message) {
        while (true) {
            const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline.remaining()).count();
            timeval time{left / 1'000'000, left % 1'000'000};
            LDAPMessage* raw = nullptr;
            const int type = ldap_result(handle.get(), message_id, which, &time, &raw);
            message.reset(raw);
            if (type > 0) return Wait::answered;
            if (type < 0) return Wait::closed;
            if (deadline.passed()) return Wait::timeout;
        }
    }
    // A whole answer; without one the connection is dropped.
    Wait wait(int message_id, Deadline deadline, Message& message) {
        const auto waited = wait(message_id, LDAP_MSG_ALL, deadline, message);
        if (waited != Wait::answered) drop();
        return waited;
    }
};

}  // namespace tilbage::adapters::ldap
