#include "adapters/log/journal_socket.h"

#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tilbage::adapters::log {
namespace {

// A value with a line break has its length in front, 64 bits, little endian; any other stands behind "=".
void append_field(std::string& entry, const JournalField& field) {
    entry += field.name;
    if (field.value.find('\n') == std::string::npos) {
        entry += '=';
    } else {
        entry += '\n';
        for (unsigned shift = 0; shift < 64; shift += 8) {
            entry += static_cast<char>(static_cast<std::uint64_t>(field.value.size()) >> shift & 0xFF);
        }
    }
    entry += field.value;
    entry += '\n';
}

}  // namespace

bool JournalSocket::send(const std::vector<JournalField>& fields) const {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto& path = path_.native();
    if (path.size() >= sizeof(address.sun_path)) return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    std::string entry;
    for (const auto& field : fields) append_field(entry, field);
    const auto sent = ::sendto(descriptor, entry.data(), entry.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                               reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    ::close(descriptor);
    return sent == static_cast<ssize_t>(entry.size());
}

}  // namespace tilbage::adapters::log
