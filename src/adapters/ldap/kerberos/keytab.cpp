#include "adapters/ldap/kerberos/keytab.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/ldap/kerberos/krb5_handles.h"
#include "base/unicode.h"

namespace tilbage::adapters::ldap {
namespace {

using Problem = KerberosProblem;

Kerberos<void> check_file(const std::string& file) {
    struct stat facts{};
    if (::stat(file.c_str(), &facts) != 0 || ::access(file.c_str(), R_OK) != 0) {
        return kerberos_failed(Problem::keytab_unreadable,
                               fmt::format("cannot read the keytab {}: {}", file, std::strerror(errno)));
    }
    if (!S_ISREG(facts.st_mode)) {
        return kerberos_failed(Problem::keytab_unreadable, fmt::format("{} is not a file", file));
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return kerberos_failed(
            Problem::keytab_unreadable,
            fmt::format("the keytab {} can be read by others, who could sign in with it; run: chmod 600 {}", file,
                        file));
    }
    return {};
}

bool is_for(const std::string& principal, const std::string& account) {
    const auto folded = base::fold_case(principal);
    const auto wanted = base::fold_case(account);
    return folded == wanted || folded.substr(0, folded.rfind('@')) == wanted;
}

}  // namespace

Kerberos<std::vector<KeytabEntry>> read_keytab(const std::string& file) {
    if (const auto checked = check_file(file); !checked) return kerberos_failed(checked.error());
    const auto context = krb5::make_context();
    if (!context) {
        return kerberos_failed(Problem::other, "Kerberos cannot be set up on this machine; is /etc/krb5.conf right?");
    }
    auto* const library = context.get();
    krb5::Keytab keytab(library);
    krb5_kt_cursor cursor{};
    auto code = krb5_kt_resolve(library, ("FILE:" + file).c_str(), keytab.out());
    if (code == 0) code = krb5_kt_start_seq_get(library, keytab.get(), &cursor);
    if (code != 0) {
        return kerberos_failed(Problem::keytab_unreadable,
                               fmt::format("{} is not a keytab ({})", file, krb5::text_of(library, code)));
    }
    std::vector<KeytabEntry> entries;
    krb5_keytab_entry entry{};
    while ((code = krb5_kt_next_entry(library, keytab.get(), &entry, &cursor)) == 0) {
        entries.push_back({krb5::name_of(library, entry.principal), static_cast<int>(entry.vno)});
        krb5_free_keytab_entry_contents(library, &entry);
    }
    (void)krb5_kt_end_seq_get(library, keytab.get(), &cursor);
    if (code != KRB5_KT_END) {
        return kerberos_failed(Problem::keytab_unreadable,
                               fmt::format("{} is a broken keytab ({})", file, krb5::text_of(library, code)));
    }
    if (entries.empty()) return kerberos_failed(Problem::keytab_unreadable, fmt::format("{} has no key in it", file));
    return entries;
}

Kerberos<KeytabEntry> find_key(const std::string& file, const std::string& account) {
    const auto entries = read_keytab(file);
    if (!entries) return kerberos_failed(entries.error());
    const KeytabEntry* found = nullptr;
    std::set<std::string> others;
    for (const auto& entry : *entries) {
        if (!is_for(entry.principal, account)) {
            others.insert(entry.principal);
        } else if (found != nullptr && found->principal != entry.principal) {
            return kerberos_failed(Problem::keytab_has_no_key,
                                   fmt::format("{} has keys for {} and for {}; write the account with its realm", file,
                                               found->principal, entry.principal));
        } else if (found == nullptr || found->version < entry.version) {
            found = &entry;
        }
    }
    if (found != nullptr) return *found;
    return kerberos_failed(
        Problem::keytab_has_no_key,
        fmt::format("the keytab {} has no key for {}; it has keys for {}", file, account, fmt::join(others, ", ")));
}

}  // namespace tilbage::adapters::ldap
