#include "adapters/ldap/setup/paged.h"

namespace tilbage::adapters::ldap {

Found<void> each_entry(Connection& connection, const SearchRequest& request, base::Millis timeout,
                       const std::atomic<bool>* stop, const std::function<void(const Entry&)>& visit) {
    std::string cookie;
    do {
        if (stop != nullptr && *stop) return failed(DirectoryFailureCode::stopped, "stopped");
        auto page = connection.search_page(request, kSetupPage, cookie, Deadline::in(timeout));
        if (!page) return failed(failure_of(page.error()));
        for (const auto& entry : page->entries) {
            if (!entry.dn.empty()) visit(entry);
        }
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return {};
}

Control dacl_only() {
    // SEQUENCE { INTEGER 4 }
    return {"1.2.840.113556.1.4.801", true, {0x30, 0x03, 0x02, 0x01, 0x04}};
}

Control owner_alone() { return {"1.2.840.113556.1.4.801", true, {0x30, 0x03, 0x02, 0x01, 0x01}}; }

Control show_deleted() { return {"1.2.840.113556.1.4.417", true, {}}; }

}  // namespace tilbage::adapters::ldap
