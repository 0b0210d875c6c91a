#include "adapters/ldap/directory_walk.h"

#include <utility>

#include "adapters/ldap/identifiers.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using base::Result;
using core::ObjectGuid;

// The server works on the next while the first is taken, and has enough to do while whoever takes it waits for a disk.
constexpr std::size_t kAtOnce = 4;

}  // namespace

SearchRequest DirectoryWalk::below(const ObjectGuid& parent) const {
    return {.base = guid_dn(guid_to_text(parent.bytes)),
            .scope = SearchRequest::Scope::one_level,
            .filter = question_.filter,
            .attributes = question_.attributes,
            .controls = question_.controls};
}

Result<void> DirectoryWalk::run(const ObjectGuid& top, const Visit& visit) {
    to_do_ = {top};
    while (!to_do_.empty() || !under_way_.empty()) {
        if (!gives_all_ && under_way_.empty()) {
            const auto next = to_do_.back();
            to_do_.pop_back();
            if (auto taken = take_pages(next, visit); !taken) return taken;
            continue;
        }
        if (auto begun = begin_some(); !begun) return begun;
        const auto first = std::move(under_way_.front());
        under_way_.pop_front();
        if (auto taken = take(first, visit); !taken) return taken;
    }
    return {};
}

Result<void> DirectoryWalk::begin_some() {
    while (gives_all_ && under_way_.size() < kAtOnce && !to_do_.empty()) {
        UnderWay next{to_do_.back(), below(to_do_.back())};
        to_do_.pop_back();
        const auto number = connection_.begin_search(next.request, Deadline::in(patience_.between));
        if (!number) return base::fail(number.error());
        next.number = *number;
        under_way_.push_back(std::move(next));
    }
    return {};
}

Result<void> DirectoryWalk::take(const UnderWay& under_way, const Visit& visit) {
    const auto end = connection_.take_search(under_way.number, under_way.request, patience_,
                                             [&](const Entry& entry) { return note(under_way.parent, entry, visit); });
    if (!end && end.error().code == ErrorCode::not_found && connection_.usable()) return {};  // it is gone
    if (!end) return base::fail(end.error());
    if (!end->cut_off) return {};
    gives_all_ = false;
    to_do_.push_back(under_way.parent);
    return {};
}

Result<void> DirectoryWalk::take_pages(const ObjectGuid& parent, const Visit& visit) {
    const auto request = below(parent);
    std::string cookie;
    do {
        if (patience_.stop != nullptr && *patience_.stop)
            return base::fail(ErrorCode::unavailable, connection_.address().str() + ": a search was stopped");
        auto page = connection_.search_page(request, question_.page_size, cookie, Deadline::in(patience_.until_first));
        if (!page && page.error().code == ErrorCode::not_found && connection_.usable()) return {};
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries)
            if (auto noted = note(parent, entry, visit); !noted) return noted;
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return {};
}

Result<void> DirectoryWalk::note(const ObjectGuid& parent, const Entry& entry, const Visit& visit) {
    auto next = visit(parent, entry);
    if (!next) return base::fail(next.error());
    if (*next) to_do_.push_back(**next);
    return {};
}

}  // namespace tilbage::adapters::ldap
