#include "adapters/ldap/kerberos/gss_context.h"

#include <fmt/core.h>
#include <gssapi/gssapi.h>
#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include "adapters/ldap/kerberos/ticket_parts.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {
namespace {

using Problem = KerberosProblem;

gss_buffer_desc borrowed(std::span<const std::uint8_t> bytes) {
    return {bytes.size(), const_cast<std::uint8_t*>(bytes.data())};
}

// What the library allocated.
class Buffer {
public:
    Buffer() = default;
    ~Buffer() {
        OM_uint32 ignored = 0;
        gss_release_buffer(&ignored, &value_);
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    [[nodiscard]] gss_buffer_t out() { return &value_; }
    [[nodiscard]] std::string text() const {
        return value_.length == 0 ? std::string() : std::string(static_cast<const char*>(value_.value), value_.length);
    }

private:
    gss_buffer_desc value_ = GSS_C_EMPTY_BUFFER;
};

std::string text_of(OM_uint32 code, int kind) {
    OM_uint32 minor = 0;
    OM_uint32 more = 0;
    Buffer text;
    gss_display_status(&minor, code, kind, GSS_C_NO_OID, &more, text.out());
    return text.text();
}

}  // namespace

struct GssContext::Parts {
    KerberosAttempt attempt;
    std::string channel_binding;
    gss_cred_id_t credential = GSS_C_NO_CREDENTIAL;
    gss_name_t service = GSS_C_NO_NAME;
    gss_ctx_id_t context = GSS_C_NO_CONTEXT;
    bool complete = false;

    Parts() = default;
    ~Parts() {
        OM_uint32 ignored = 0;
        gss_delete_sec_context(&ignored, &context, GSS_C_NO_BUFFER);
        gss_release_name(&ignored, &service);
        gss_release_cred(&ignored, &credential);
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    KerberosFailure failure(OM_uint32 major, OM_uint32 minor) const {
        const auto words = fmt::format("{}; {}", text_of(major, GSS_C_GSS_CODE), text_of(minor, GSS_C_MECH_CODE));
        return kerberos_failure(static_cast<std::int32_t>(minor), words, attempt);
    }
};

GssContext::GssContext(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
GssContext::~GssContext() = default;
bool GssContext::is_complete() const { return parts_->complete; }

Kerberos<std::unique_ptr<GssContext>> GssContext::create(const ServiceTicket& ticket, std::string channel_binding) {
    auto parts = std::make_unique<Parts>();
    parts->attempt = ticket.attempt();
    parts->channel_binding = std::move(channel_binding);
    OM_uint32 minor = 0;
    auto major = gss_krb5_import_cred(&minor, ticket.parts().cache.get(), nullptr, nullptr, &parts->credential);
    if (major == GSS_S_COMPLETE) {
        // The whole principal, so that nobody looks the host up in DNS and takes another name for it.
        auto name = borrowed(base::as_bytes(ticket.service()));
        major = gss_import_name(&minor, &name, GSS_KRB5_NT_PRINCIPAL_NAME, &parts->service);
    }
    if (major != GSS_S_COMPLETE) return kerberos_failed(parts->failure(major, minor));
    return std::unique_ptr<GssContext>(new GssContext(std::move(parts)));
}

Kerberos<std::string> GssContext::step(std::string_view token) {
    gss_channel_bindings_struct bindings{};
    bindings.application_data = borrowed(base::as_bytes(parts_->channel_binding));
    auto input = borrowed(base::as_bytes(token));
    Buffer output;
    OM_uint32 minor = 0;
    OM_uint32 flags = GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG | GSS_C_INTEG_FLAG | GSS_C_CONF_FLAG;
    const auto major = gss_init_sec_context(&minor, parts_->credential, &parts_->context, parts_->service,
                                            const_cast<gss_OID>(gss_mech_krb5), flags, 0,
                                            parts_->channel_binding.empty() ? GSS_C_NO_CHANNEL_BINDINGS : &bindings,
                                            &input, nullptr, output.out(), &flags, nullptr);
    if (GSS_ERROR(major)) return kerberos_failed(parts_->failure(major, minor));
    if (major == GSS_S_COMPLETE && (flags & GSS_C_MUTUAL_FLAG) == 0) {
        return kerberos_failed(Problem::not_sealed, parts_->attempt.server + ": the server did not prove who it is");
    }
    parts_->complete = major == GSS_S_COMPLETE;
    return output.text();
}

int GssContext::strength() const {
    OM_uint32 minor = 0;
    gss_buffer_set_t set = GSS_C_NO_BUFFER_SET;
    int strength = 0;
    if (gss_inquire_sec_context_by_oid(&minor, parts_->context, GSS_C_SEC_CONTEXT_SASL_SSF, &set) == GSS_S_COMPLETE &&
        set != nullptr && set->count > 0 && set->elements[0].length == 4) {
        const auto* octets = static_cast<const unsigned char*>(set->elements[0].value);
        for (int i = 0; i < 4; ++i) strength = strength << 8 | octets[i];
    }
    gss_release_buffer_set(&minor, &set);
    return strength;
}

std::optional<std::string> GssContext::wrap(std::span<const std::uint8_t> plain, bool seal) {
    auto input = borrowed(plain);
    Buffer output;
    OM_uint32 minor = 0;
    int sealed = 0;
    if (gss_wrap(&minor, parts_->context, seal ? 1 : 0, GSS_C_QOP_DEFAULT, &input, &sealed, output.out()) !=
            GSS_S_COMPLETE ||
        (seal && sealed == 0)) {
        return std::nullopt;
    }
    return output.text();
}

std::optional<GssContext::Unwrapped> GssContext::unwrap(std::span<const std::uint8_t> wrapped) {
    auto input = borrowed(wrapped);
    Buffer output;
    OM_uint32 minor = 0;
    int sealed = 0;
    // Anything but complete, an old or doubled message among it, ends the connection.
    if (gss_unwrap(&minor, parts_->context, &input, output.out(), &sealed, nullptr) != GSS_S_COMPLETE) {
        return std::nullopt;
    }
    return Unwrapped{output.text(), sealed != 0};
}

std::size_t GssContext::most_sealed_into(std::size_t size) const {
    OM_uint32 minor = 0;
    OM_uint32 most = 0;
    const auto major =
        gss_wrap_size_limit(&minor, parts_->context, 1, GSS_C_QOP_DEFAULT, static_cast<OM_uint32>(size), &most);
    return major == GSS_S_COMPLETE ? most : 0;
}

}  // namespace tilbage::adapters::ldap
