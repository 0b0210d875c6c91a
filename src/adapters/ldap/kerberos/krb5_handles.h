// libkrb5's types with their owners. Included by this folder's .cpp files and by nobody else.
#pragma once

#include <krb5/krb5.h>
#include <memory>
#include <string>

namespace tilbage::adapters::ldap::krb5 {

struct ContextDeleter {
    void operator()(krb5_context context) const noexcept { krb5_free_context(context); }
};
// One thread at a time.
using Context = std::unique_ptr<_krb5_context, ContextDeleter>;

// Null: libkrb5 cannot be set up (a broken krb5.conf, say).
[[nodiscard]] inline Context make_context() {
    krb5_context context = nullptr;
    return Context(krb5_init_context(&context) == 0 ? context : nullptr);
}

[[nodiscard]] inline std::string text_of(krb5_context context, krb5_error_code code) {
    const char* raw = krb5_get_error_message(context, code);
    std::string text = raw;
    krb5_free_error_message(context, raw);
    return text;
}

// What must be freed with the context that it was made in, which must outlive it.
template <class T, auto kFree>
class Owned {
public:
    explicit Owned(krb5_context context) : context_(context) {}
    ~Owned() {
        if (value_ != T{}) (void)kFree(context_, value_);
    }
    Owned(Owned&& other) noexcept : context_(other.context_), value_(std::exchange(other.value_, T{})) {}
    Owned& operator=(Owned&&) = delete;
    [[nodiscard]] T* out() { return &value_; }
    [[nodiscard]] T get() const { return value_; }

private:
    krb5_context context_;
    T value_{};
};
using Principal = Owned<krb5_principal, krb5_free_principal>;
using Keytab = Owned<krb5_keytab, krb5_kt_close>;
using Cache = Owned<krb5_ccache, krb5_cc_destroy>;
using Options = Owned<krb5_get_init_creds_opt*, krb5_get_init_creds_opt_free>;
using InitialExchange = Owned<krb5_init_creds_context, krb5_init_creds_free>;
using TicketExchange = Owned<krb5_tkt_creds_context, krb5_tkt_creds_free>;

// krb5_creds by value.
class Credentials {
public:
    explicit Credentials(krb5_context context) : context_(context) {}
    ~Credentials() { krb5_free_cred_contents(context_, &value_); }
    Credentials(const Credentials&) = delete;
    Credentials& operator=(const Credentials&) = delete;
    [[nodiscard]] krb5_creds* get() { return &value_; }
    krb5_creds* operator->() { return &value_; }

private:
    krb5_context context_;
    krb5_creds value_{};
};

[[nodiscard]] inline std::string name_of(krb5_context context, krb5_const_principal principal) {
    char* text = nullptr;
    if (krb5_unparse_name(context, principal, &text) != 0) return {};
    std::string name = text;
    krb5_free_unparsed_name(context, text);
    return name;
}

}  // namespace tilbage::adapters::ldap::krb5
