#include "adapters/ldap/connection.h"

#include "adapters/ldap/connection_impl.h"
#include "adapters/ldap/libldap_messages.h"
#include "adapters/ldap/libldap_transport.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using core::DirectoryAnswer;

int modify_code(Modification::Operation operation) {
    switch (operation) {
        case Modification::Operation::add:
            return LDAP_MOD_ADD | LDAP_MOD_BVALUES;
        case Modification::Operation::remove:
            return LDAP_MOD_DELETE | LDAP_MOD_BVALUES;
        case Modification::Operation::replace:
            return LDAP_MOD_REPLACE | LDAP_MOD_BVALUES;
    }
    return LDAP_MOD_REPLACE | LDAP_MOD_BVALUES;
}

}  // namespace

Connection::Connection(ServerAddress address, std::unique_ptr<Impl> impl)
    : address_(std::move(address)), impl_(std::move(impl)) {}
Connection::~Connection() = default;

base::Result<std::unique_ptr<Connection>> Connection::open(const ServerAddress& address, const std::string& ca_file,
                                                           Deadline deadline) {
    auto connection = open_any(address, ca_file, deadline);
    if (!connection) return connection;
    const auto checked = (*connection)->root_dse().check_writable_domain_controller(address.str());
    if (!checked) return base::fail(checked.error());
    return connection;
}

base::Result<std::unique_ptr<Connection>> Connection::open_any(const ServerAddress& address, const std::string& ca_file,
                                                               Deadline deadline) {
    auto impl = std::make_unique<Impl>();
    if (const auto connected = impl->connect(address, ca_file, deadline); !connected) {
        return base::fail(connected.error());
    }
    auto handle = make_handle(*impl->stream, address);
    if (!handle) return base::fail(handle.error());
    impl->handle = std::move(*handle);
    std::unique_ptr<Connection> connection(new Connection(address, std::move(impl)));
    if (const auto read = connection->read_root_dse(deadline); !read) return base::fail(read.error());
    return connection;
}

base::Result<void> Connection::read_root_dse(Deadline deadline) {
    const auto entries = search({.base = "", .attributes = RootDse::attributes()}, deadline);
    if (!entries) return base::fail(entries.error());
    if (entries->size() == 1) root_dse_ = RootDse::from(entries->front());
    return {};
}

bool Connection::usable() const { return impl_->handle != nullptr; }
bool Connection::is_quiet() const { return usable() && impl_->stream->is_quiet(); }

base::Result<BindAnswer> Connection::bind(const std::string& dn, const base::SecretBytes& password, Deadline deadline) {
    if (password.empty()) return base::fail(ErrorCode::invalid_argument, "an empty password would sign in as nobody");
    if (impl_->tls == nullptr) {
        return base::fail(ErrorCode::invalid_argument, address_.str() + ": no password is sent without TLS");
    }
    return send_bind(dn, LDAP_SASL_SIMPLE, password.open(), deadline);
}

base::Result<BindAnswer> Connection::sasl_bind(const char* mechanism, std::string_view credentials, Deadline deadline) {
    return send_bind("", mechanism, base::as_bytes(credentials), deadline);
}

base::Result<void> Connection::seal(std::unique_ptr<Sealer> sealer, Deadline deadline) {
    if (impl_->tcp == nullptr) return base::fail(ErrorCode::invalid_argument, address_.str() + ": TLS seals already");
    impl_->tcp->seal(std::move(sealer));
    root_dse_ = {};
    if (const auto read = read_root_dse(deadline); !read) return read;
    return root_dse_.check_writable_domain_controller(address_.str());
}

std::string Connection::channel_binding() const {
    return impl_->tls == nullptr ? std::string() : impl_->tls->channel_binding();
}

base::Result<BindAnswer> Connection::send_bind(const std::string& dn, const char* mechanism,
                                               std::span<const std::uint8_t> to_send, Deadline deadline) {
    if (!usable()) return base::fail(ErrorCode::unavailable, address_.str() + ": the connection is closed");
    impl_->stream->set_write_deadline(deadline);
    berval credentials = to_berval(to_send);
    int id = 0;
    if (ldap_sasl_bind(impl_->handle.get(), dn.c_str(), mechanism, &credentials, nullptr, nullptr, &id) !=
        LDAP_SUCCESS) {
        impl_->drop();
        return base::fail(ErrorCode::unavailable, address_.str() + ": the connection was closed before the sign-in");
    }
    Message message;
    switch (impl_->wait(id, deadline, message)) {
        case Impl::Wait::answered:
            break;
        case Impl::Wait::timeout:
            return base::fail(ErrorCode::timeout, address_.str() + ": no answer to the sign-in in time");
        case Impl::Wait::closed:
            return base::fail(ErrorCode::unavailable, address_.str() + ": the server closed the connection");
    }
    auto answer = read_answer(impl_->handle.get(), message.get());
    if (!answer) return base::fail(ErrorCode::internal, address_.str() + ": not an answer to a bind");
    return BindAnswer{answer->result_code, std::move(answer->diagnostic_message),
                      read_server_credentials(impl_->handle.get(), message.get())};
}

DirectoryAnswer Connection::modify(const std::string& dn, std::span<const Modification> modifications,
                                   const std::optional<Control>& control, Deadline deadline) {
    return modify(dn, modifications, control ? std::span(&*control, 1) : std::span<const Control>(), deadline);
}

DirectoryAnswer Connection::modify(const std::string& dn, std::span<const Modification> modifications,
                                   std::span<const Control> controls_to_send, Deadline deadline) {
    using Delivery = DirectoryAnswer::Delivery;
    if (!usable()) return {Delivery::not_sent, 0, address_.str() + ": the connection is closed"};
    if (deadline.passed()) return {Delivery::not_sent, 0, "the deadline has passed"};

    const auto count = modifications.size();
    std::vector<berval> values(count);
    std::vector<berval*> value_lists(count * 2, nullptr);
    std::vector<LDAPMod> changes(count);
    std::vector<LDAPMod*> pointers(count + 1, nullptr);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = to_berval(modifications[i].value);
        value_lists[i * 2] = &values[i];
        changes[i].mod_op = modify_code(modifications[i].operation);
        changes[i].mod_type = unconst(modifications[i].attribute);
        changes[i].mod_bvalues = &value_lists[i * 2];
        pointers[i] = &changes[i];
    }
    ControlList controls;
    for (const auto& control : controls_to_send) controls.add(control);

    impl_->stream->set_write_deadline(deadline);
    int id = 0;
    const int sent = ldap_modify_ext(impl_->handle.get(), dn.c_str(), pointers.data(), controls.get(), nullptr, &id);
    return answer_to_write(sent, id, deadline);
}

DirectoryAnswer Connection::add(const std::string& dn, std::span<const NewAttribute> attributes, Deadline deadline) {
    using Delivery = DirectoryAnswer::Delivery;
    if (!usable()) return {Delivery::not_sent, 0, address_.str() + ": the connection is closed"};
    const auto count = attributes.size();
    std::vector<std::vector<berval>> values(count);
    std::vector<std::vector<berval*>> value_lists(count);
    std::vector<LDAPMod> changes(count);
    std::vector<LDAPMod*> pointers(count + 1, nullptr);
    for (std::size_t i = 0; i < count; ++i) {
        for (const auto& value : attributes[i].values) values[i].push_back(to_berval(value));
        for (auto& value : values[i]) value_lists[i].push_back(&value);
        value_lists[i].push_back(nullptr);
        changes[i].mod_op = LDAP_MOD_ADD | LDAP_MOD_BVALUES;
        changes[i].mod_type = unconst(attributes[i].name);
        changes[i].mod_bvalues = value_lists[i].data();
        pointers[i] = &changes[i];
    }
    impl_->stream->set_write_deadline(deadline);
    int id = 0;
    const int sent = ldap_add_ext(impl_->handle.get(), dn.c_str(), pointers.data(), nullptr, nullptr, &id);
    return answer_to_write(sent, id, deadline);
}

DirectoryAnswer Connection::remove(const std::string& dn, Deadline deadline) {
    if (!usable()) return {DirectoryAnswer::Delivery::not_sent, 0, address_.str() + ": the connection is closed"};
    impl_->stream->set_write_deadline(deadline);
    int id = 0;
    const int sent = ldap_delete_ext(impl_->handle.get(), dn.c_str(), nullptr, nullptr, &id);
    return answer_to_write(sent, id, deadline);
}

DirectoryAnswer Connection::answer_to_write(int sent, int message_id, Deadline deadline) {
    using Delivery = DirectoryAnswer::Delivery;
    if (sent != LDAP_SUCCESS) {
        // The stream takes a request whole or the peer cannot read it.
        impl_->drop();
        return {Delivery::not_sent, 0, address_.str() + ": the connection was closed before the request was sent"};
    }
    Message message;
    switch (impl_->wait(message_id, deadline, message)) {
        case Impl::Wait::answered:
            break;
        case Impl::Wait::timeout:
            return {Delivery::unanswered, 0, address_.str() + ": no answer in time"};
        case Impl::Wait::closed:
            return {Delivery::unanswered, 0, address_.str() + ": the server closed the connection before it answered"};
    }
    auto answer = read_answer(impl_->handle.get(), message.get());
    if (!answer) return {Delivery::unanswered, 0, address_.str() + ": not an answer to a write"};
    return {Delivery::answered, answer->result_code, std::move(answer->diagnostic_message)};
}

}  // namespace tilbage::adapters::ldap
