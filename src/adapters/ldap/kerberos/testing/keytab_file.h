// Keytabs for tests.
#pragma once

#include <filesystem>
#include <krb5/krb5.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tilbage::adapters::ldap::testing {

struct KeytabKey {
    std::string principal;  // "svc-writeback@EX1.TEST"
    std::string password;
    std::string salt;  // of Active Directory: the realm and the account, "EX1.TESTsvc-writeback"
    int version = 1;
    krb5_enctype encryption = ENCTYPE_AES256_CTS_HMAC_SHA1_96;
};

// Adds the key to the file, which only its owner may read then.
inline void add_key(const std::filesystem::path& file, const KeytabKey& key) {
    const auto must = [](krb5_error_code code, const char* what) {
        if (code != 0) throw std::runtime_error(what);
    };
    krb5_context context = nullptr;
    must(krb5_init_context(&context), "krb5_init_context");
    krb5_keytab keytab = nullptr;
    must(krb5_kt_resolve(context, ("WRFILE:" + file.string()).c_str(), &keytab), "krb5_kt_resolve");
    krb5_keytab_entry entry{};
    must(krb5_parse_name(context, key.principal.c_str(), &entry.principal), "krb5_parse_name");
    entry.vno = static_cast<krb5_kvno>(key.version);
    auto password = key.password;
    auto salt = key.salt;
    krb5_data password_data{KV5M_DATA, static_cast<unsigned>(password.size()), password.data()};
    krb5_data salt_data{KV5M_DATA, static_cast<unsigned>(salt.size()), salt.data()};
    must(krb5_c_string_to_key(context, key.encryption, &password_data, &salt_data, &entry.key), "krb5_c_string_to_key");
    must(krb5_kt_add_entry(context, keytab, &entry), "krb5_kt_add_entry");
    krb5_free_keytab_entry_contents(context, &entry);
    krb5_kt_close(context, keytab);
    krb5_free_context(context);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace tilbage::adapters::ldap::testing
