// One LDAP connection to one domain controller, over TLS or sealed by Kerberos, with a deadline on every operation.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/ldap/deadline.h"
#include "adapters/ldap/entry.h"
#include "adapters/ldap/root_dse.h"
#include "adapters/ldap/sealer.h"
#include "adapters/ldap/server_address.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/writeback/directory_answer.h"

namespace tilbage::adapters::ldap {

// RFC 4511 §4.1.11
struct Control {
    std::string oid;
    bool critical = true;
    std::string value;  // BER; empty: none
};

struct SearchRequest {
    enum class Scope { base, one_level, subtree };
    std::string base;  // a DN, or "<GUID=…>"
    Scope scope = Scope::base;
    std::string filter = "(objectClass=*)";
    std::vector<std::string> attributes;
    int size_limit = 0;  // 0: none. What the limit cuts off is no error here
    // Two at most. NOLINTNEXTLINE(readability-redundant-member-init): may be left out then
    std::vector<Control> controls = {};
};

// How long a search may be silent, and what ends it early.
struct Patience {
    base::Millis until_first;                 // entry, or the end
    base::Millis between;                     // one entry and the next
    const std::atomic<bool>* stop = nullptr;  // looked at several times a second; null: nothing does
};

// How a search ended that was taken entry by entry.
struct SearchEnd {
    std::vector<Control> controls;
    bool cut_off = false;  // sizeLimitExceeded: the server has more than it gives at once
};

// One page of a paged search (RFC 2696). An empty cookie ends the search.
struct Page {
    std::vector<Entry> entries;
    std::string cookie;
};

struct Modification {
    enum class Operation { add, remove, replace };
    Operation operation;
    const char* attribute;
    std::span<const std::uint8_t> value;
};

// One attribute of an object that is to be made.
struct NewAttribute {
    const char* name;
    std::vector<std::span<const std::uint8_t>> values;
};

struct BindAnswer {
    int result_code = 0;
    std::string diagnostic_message;
    // Of a SASL bind. NOLINTNEXTLINE(readability-redundant-member-init): may be left out then
    std::string server_credentials = {};
};

// Not thread-safe. An operation that gets no answer breaks the connection: usable() is false from then on, and it is
// closed. Referrals are neither followed nor returned. Errors: unavailable, timeout (no answer in time), not_found,
// permission_denied, internal.
class Connection {
public:
    // Connects and reads the root DSE, before anything secret is sent. Refuses what is not a writable domain
    // controller.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const ServerAddress& address,
                                                                        const std::string& ca_file, Deadline deadline);
    // The same for who only looks: root_dse() tells what kind of server it is.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open_any(const ServerAddress& address,
                                                                            const std::string& ca_file,
                                                                            Deadline deadline);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Simple bind (RFC 4513 §5.1). The answer is the directory's, also when it refuses. An empty password, which a
    // server may take for an anonymous bind, is invalid_argument; so is any password over ldap://.
    [[nodiscard]] base::Result<BindAnswer> bind(const std::string& dn, const base::SecretBytes& password,
                                                Deadline deadline);
    // One step of a SASL bind (RFC 4513 §5.2). saslBindInProgress (14) asks for another.
    [[nodiscard]] base::Result<BindAnswer> sasl_bind(const char* mechanism, std::string_view credentials,
                                                     Deadline deadline);
    // After a SASL bind over ldap://: `sealer` protects everything from here on, and the root DSE, which was read in
    // clear, is read again. Errors as of open.
    [[nodiscard]] base::Result<void> seal(std::unique_ptr<Sealer> sealer, Deadline deadline);
    // TlsStream::channel_binding; empty over ldap://.
    [[nodiscard]] std::string channel_binding() const;
    // When the sign-in ends: a connection signed in by Kerberos is not to be used beyond its ticket's end.
    void set_end(Deadline end) {
        end_ = end;
        const auto left = end.remaining();
        good_until_ = Deadline::in(left - std::min<base::Millis>(std::chrono::minutes(2), left / 4));
    }
    [[nodiscard]] const std::optional<Deadline>& end() const { return end_; }
    // For who keeps it for long: two minutes, or a quarter of the whole, are left, and a new one is to be made.
    [[nodiscard]] bool is_near_its_end() const { return good_until_ && good_until_->passed(); }
    [[nodiscard]] base::Result<std::vector<Entry>> search(const SearchRequest& request, Deadline deadline);
    [[nodiscard]] base::Result<Page> search_page(const SearchRequest& request, int page_size, const std::string& cookie,
                                                 Deadline deadline);
    // Entry by entry as they arrive, so that a hundred thousand need no memory. The controls of the answer that ends
    // it. An error of `visit` ends it too and is returned; it, a stop (unavailable) and impatience (timeout) close the
    // connection.
    [[nodiscard]] base::Result<std::vector<Control>> search_each(const SearchRequest& request, const Patience& patience,
                                                                 const std::function<base::Result<void>(Entry)>& visit);
    // search_each in two steps, so that a server works on the next while one is taken; each that was begun is to be
    // taken, or the connection not used any more. The number is for take_search.
    [[nodiscard]] base::Result<int> begin_search(const SearchRequest& request, Deadline deadline);
    [[nodiscard]] base::Result<SearchEnd> take_search(int number, const SearchRequest& request,
                                                      const Patience& patience,
                                                      const std::function<base::Result<void>(Entry)>& visit);
    // One modify, sent at most once.
    [[nodiscard]] core::DirectoryAnswer modify(const std::string& dn, std::span<const Modification> modifications,
                                               const std::optional<Control>& control, Deadline deadline);
    [[nodiscard]] core::DirectoryAnswer modify(const std::string& dn, std::span<const Modification> modifications,
                                               std::span<const Control> controls, Deadline deadline);
    // One add (RFC 4511 §4.7) or delete (§4.8), sent at most once.
    [[nodiscard]] core::DirectoryAnswer add(const std::string& dn, std::span<const NewAttribute> attributes,
                                            Deadline deadline);
    [[nodiscard]] core::DirectoryAnswer remove(const std::string& dn, Deadline deadline);

    [[nodiscard]] bool usable() const;
    // Whether the server has neither closed the connection nor said goodbye, as far as this end can know without
    // asking.
    [[nodiscard]] bool is_quiet() const;
    [[nodiscard]] const RootDse& root_dse() const { return root_dse_; }
    [[nodiscard]] const ServerAddress& address() const { return address_; }

private:
    struct Impl;  // keeps libldap's header out of this one
    Connection(ServerAddress address, std::unique_ptr<Impl> impl);
    base::Result<void> read_root_dse(Deadline deadline);
    base::Result<int> send_search(const SearchRequest& request, const Control* paging, Deadline deadline);
    [[nodiscard]] base::Error no_answer(bool in_time) const;
    core::DirectoryAnswer answer_to_write(int sent, int message_id, Deadline deadline);
    base::Result<BindAnswer> send_bind(const std::string& dn, const char* mechanism,
                                       std::span<const std::uint8_t> credentials, Deadline deadline);

    ServerAddress address_;
    std::optional<Deadline> end_;
    std::optional<Deadline> good_until_;
    std::unique_ptr<Impl> impl_;
    RootDse root_dse_;
};

}  // namespace tilbage::adapters::ldap
