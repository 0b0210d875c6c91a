#include "adapters/ldap/libldap_transport.h"

#include <fmt/core.h>

#include "base/secret.h"

namespace tilbage::adapters::ldap {
namespace {

Stream& stream_of(Sockbuf_IO_Desc* transport) { return *static_cast<Stream*>(transport->sbiod_pvt); }

int set_up_transport(Sockbuf_IO_Desc* transport, void* stream) {
    transport->sbiod_pvt = stream;
    return 0;
}
int leave_alone(Sockbuf_IO_Desc* /*transport*/) { return 0; }
int control_transport(Sockbuf_IO_Desc* transport, int option, void* /*argument*/) {
    return option == LBER_SB_OPT_DATA_READY && stream_of(transport).has_pending() ? 1 : 0;
}
ber_slen_t read_transport(Sockbuf_IO_Desc* transport, void* buffer, ber_len_t size) {
    return stream_of(transport).read(buffer, size);
}
ber_slen_t write_transport(Sockbuf_IO_Desc* transport, void* buffer, ber_len_t size) {
    const auto written = stream_of(transport).write(buffer, size);
    // The encoded request, which may hold a password, is libldap's to free and nobody's to wipe: libldap has no wiping
    // allocator for clients. It goes out whole or not at all and is never looked at again (no referral is followed), so
    // it ends here.
    base::wipe(buffer, size);
    return written;
}

Sockbuf_IO kTransport{&set_up_transport, &leave_alone,     &control_transport,
                      &read_transport,   &write_transport, &leave_alone};

// An address that no connection can be made to: should libldap ever want to reconnect by itself, over whatever, it
// fails.
constexpr const char* kNowhere = "ldapi://%2Fdev%2Fnull%2Fnowhere";

}  // namespace

base::Result<Handle> make_handle(Stream& stream, const ServerAddress& address) {
    prepare_libldap();
    LDAP* raw = nullptr;
    const int made = ldap_init_fd(stream.descriptor(), LDAP_PROTO_EXT, kNowhere, &raw);
    Handle handle(raw);
    Sockbuf* buffer = nullptr;
    const int version = LDAP_VERSION3;
    if (made != LDAP_SUCCESS ||
        ldap_get_option(raw, LDAP_OPT_SOCKBUF, static_cast<void*>(&buffer)) != LDAP_OPT_SUCCESS ||
        ber_sockbuf_add_io(buffer, &kTransport, LBER_SBIOD_LEVEL_PROVIDER, &stream) != 0 ||
        ldap_set_option(raw, LDAP_OPT_PROTOCOL_VERSION, &version) != LDAP_OPT_SUCCESS ||
        ldap_set_option(raw, LDAP_OPT_REFERRALS, LDAP_OPT_OFF) != LDAP_OPT_SUCCESS ||
        ldap_set_option(raw, LDAP_OPT_RESTART, LDAP_OPT_ON) != LDAP_OPT_SUCCESS) {
        return base::fail(base::ErrorCode::internal, fmt::format("{}: libldap cannot be set up", address.str()));
    }
    return handle;
}

}  // namespace tilbage::adapters::ldap
