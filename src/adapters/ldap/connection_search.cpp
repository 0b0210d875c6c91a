// The searches of a connection.
#include <fmt/core.h>

#include "adapters/ldap/connection_impl.h"
#include "adapters/ldap/libldap_messages.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;

constexpr base::Millis kStopIsSeenWithin{200};

int scope_code(SearchRequest::Scope scope) {
    switch (scope) {
        case SearchRequest::Scope::base:
            return LDAP_SCOPE_BASE;
        case SearchRequest::Scope::one_level:
            return LDAP_SCOPE_ONELEVEL;
        case SearchRequest::Scope::subtree:
            return LDAP_SCOPE_SUBTREE;
    }
    return LDAP_SCOPE_BASE;
}

std::string paged_results_value(LDAP* handle, int page_size, const std::string& cookie) {
    berval in = to_berval(base::as_bytes(cookie));
    berval out{};
    if (ldap_create_page_control_value(handle, page_size, &in, &out) != LDAP_SUCCESS) return {};
    std::string value(out.bv_val, out.bv_len);
    ber_memfree(out.bv_val);
    return value;
}

ErrorCode code_of(int result_code) {
    switch (result_code) {
        case LDAP_NO_SUCH_OBJECT:
            return ErrorCode::not_found;
        case LDAP_INSUFFICIENT_ACCESS:
            return ErrorCode::permission_denied;
        case LDAP_OPERATIONS_ERROR:
        case LDAP_TIMELIMIT_EXCEEDED:
        case LDAP_ADMINLIMIT_EXCEEDED:
        case LDAP_BUSY:
        case LDAP_UNAVAILABLE:
            return ErrorCode::unavailable;
        default:
            return ErrorCode::internal;
    }
}

base::Result<Answer> answer_to_search(const ServerAddress& address, const SearchRequest& request, LDAP* handle,
                                      LDAPMessage* message) {
    auto answer = read_answer(handle, message);
    if (!answer) return base::fail(ErrorCode::internal, address.str() + ": not an answer to a search");
    if (answer->result_code != LDAP_SUCCESS && answer->result_code != LDAP_SIZELIMIT_EXCEEDED) {
        return base::fail(code_of(answer->result_code),
                          fmt::format("{}: search of \"{}\": {} ({})", address.str(), request.base,
                                      ldap_err2string(answer->result_code), answer->diagnostic_message));
    }
    return std::move(*answer);
}

}  // namespace

base::Result<std::vector<Entry>> Connection::search(const SearchRequest& request, Deadline deadline) {
    auto page = search_page(request, 0, "", deadline);
    if (!page) return base::fail(page.error());
    return std::move(page->entries);
}

base::Result<int> Connection::send_search(const SearchRequest& request, const Control* paging, Deadline deadline) {
    if (!usable()) return base::fail(ErrorCode::unavailable, address_.str() + ": the connection is closed");
    std::vector<char*> attributes;
    attributes.reserve(request.attributes.size() + 1);
    for (const auto& name : request.attributes) attributes.push_back(unconst(name.c_str()));
    attributes.push_back(nullptr);
    ControlList controls;
    if (paging != nullptr) controls.add(*paging);
    for (const auto& control : request.controls) controls.add(control);

    impl_->stream->set_write_deadline(deadline);
    int id = 0;
    const int sent =
        ldap_search_ext(impl_->handle.get(), request.base.c_str(), scope_code(request.scope), request.filter.c_str(),
                        attributes.data(), 0, controls.get(), nullptr, nullptr, request.size_limit, &id);
    if (sent == LDAP_FILTER_ERROR) return base::fail(ErrorCode::invalid_argument, "not a filter: " + request.filter);
    if (sent != LDAP_SUCCESS) {
        impl_->drop();
        return base::fail(ErrorCode::unavailable, address_.str() + ": the connection was closed");
    }
    return id;
}

base::Error Connection::no_answer(bool in_time) const {
    if (in_time) return {ErrorCode::unavailable, address_.str() + ": the server closed the connection"};
    return {ErrorCode::timeout, address_.str() + ": no answer to a search in time"};
}

base::Result<Page> Connection::search_page(const SearchRequest& request, int page_size, const std::string& cookie,
                                           Deadline deadline) {
    Control paging{LDAP_CONTROL_PAGEDRESULTS, true, {}};
    if (page_size > 0 && usable()) paging.value = paged_results_value(impl_->handle.get(), page_size, cookie);
    const auto id = send_search(request, page_size > 0 ? &paging : nullptr, deadline);
    if (!id) return base::fail(id.error());
    Message message;
    const auto waited = impl_->wait(*id, deadline, message);
    if (waited != Impl::Wait::answered) return base::fail(no_answer(waited == Impl::Wait::closed));
    auto answer = answer_to_search(address_, request, impl_->handle.get(), message.get());
    if (!answer) return base::fail(answer.error());
    return Page{read_entries(impl_->handle.get(), message.get()), std::move(answer->page_cookie)};
}

base::Result<std::vector<Control>> Connection::search_each(const SearchRequest& request, const Patience& patience,
                                                           const std::function<base::Result<void>(Entry)>& visit) {
    const auto number = begin_search(request, Deadline::in(patience.between));
    if (!number) return base::fail(number.error());
    auto end = take_search(*number, request, patience, visit);
    if (!end) return base::fail(end.error());
    return std::move(end->controls);
}

base::Result<int> Connection::begin_search(const SearchRequest& request, Deadline deadline) {
    return send_search(request, nullptr, deadline);
}

base::Result<SearchEnd> Connection::take_search(int number, const SearchRequest& request, const Patience& patience,
                                                const std::function<base::Result<void>(Entry)>& visit) {
    if (!usable()) return base::fail(ErrorCode::unavailable, address_.str() + ": the connection is closed");
    const auto end = [&](base::Error error) {
        impl_->drop();  // what is still to come would be in the way of the next operation
        return base::fail(std::move(error));
    };
    auto deadline = Deadline::in(patience.until_first);
    while (true) {
        Message message;
        const auto slice = patience.stop == nullptr ? deadline : deadline.or_in(kStopIsSeenWithin);
        const auto waited = impl_->wait(number, LDAP_MSG_ONE, slice, message);
        if (patience.stop != nullptr && *patience.stop)
            return end({ErrorCode::unavailable, address_.str() + ": a search was stopped"});
        if (waited == Impl::Wait::timeout && !deadline.passed()) continue;
        if (waited != Impl::Wait::answered) return end(no_answer(waited == Impl::Wait::closed));
        const auto type = ldap_msgtype(message.get());
        if (type == LDAP_RES_SEARCH_RESULT) {
            auto answer = answer_to_search(address_, request, impl_->handle.get(), message.get());
            if (!answer) return base::fail(answer.error());
            return SearchEnd{read_controls(impl_->handle.get(), message.get()),
                             answer->result_code == LDAP_SIZELIMIT_EXCEEDED};
        }
        if (type == LDAP_RES_SEARCH_ENTRY) {
            if (const auto taken = visit(read_entry(impl_->handle.get(), message.get())); !taken)
                return end(taken.error());
        }
        deadline = Deadline::in(patience.between);
    }
}

}  // namespace tilbage::adapters::ldap
