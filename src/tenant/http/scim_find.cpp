#include "tenant/http/scim_find.h"

#include "wire/scim_list.h"

namespace tilbage::tenant {
namespace {

using Attribute = wire::ScimLookup::Attribute;

template <class T>
base::Result<std::optional<std::vector<T>>> as_list(base::Result<std::optional<T>> found) {
    if (!found) return base::fail(found.error());
    std::vector<T> list;
    if (*found) list.push_back(std::move(**found));
    return list;
}

// Everybody who may match; nullopt: there is no index for it.
base::Result<std::optional<std::vector<core::Person>>> look_up(core::PersonStore& people, const core::TenantId& tenant,
                                                               const wire::ScimFilter& filter) {
    const auto lookup = wire::lookup_in(filter);
    if (!lookup) return std::nullopt;
    switch (lookup->attribute) {
        case Attribute::id:
            return as_list(people.find(tenant, core::PersonId(lookup->value)));
        case Attribute::user_name:
            return as_list(people.find_by_user_name(tenant, lookup->value));
        case Attribute::external_id:
            return people.find_by_external_id(tenant, lookup->value);
        case Attribute::mail:
            return people.find_by_mail(tenant, lookup->value);
    }
    return std::nullopt;
}

base::Result<std::optional<std::vector<core::Group>>> look_up(core::GroupStore& groups, const core::TenantId& tenant,
                                                              const wire::ScimFilter& filter) {
    const auto lookup = wire::lookup_in(filter);
    if (lookup && lookup->attribute == Attribute::id) return as_list(groups.find(tenant, core::GroupId(lookup->value)));
    if (!lookup || lookup->attribute != Attribute::external_id) return std::nullopt;
    const auto anchor = core::SourceAnchor::parse(lookup->value);
    if (!anchor) return std::nullopt;  // of a group that is not from a directory
    auto found = groups.find_by_anchor(tenant, *anchor);
    if (!found) return base::fail(found.error());
    if (!*found) return std::nullopt;
    return as_list(std::move(found));
}

// Counts who matches and keeps those of the page.
template <class T>
class Page {
public:
    explicit Page(const ScimQuery& query) : query_(query) {}
    void add(T one) {
        if (!wire::matches(*query_.filter, one)) return;
        ++total;
        if (total >= query_.start && total - query_.start < query_.count) kept.push_back(std::move(one));
    }
    std::vector<T> kept;
    std::int64_t total = 0;

private:
    const ScimQuery& query_;
};

std::vector<core::Person>& content_of(core::PersonPage& page) { return page.people; }
std::vector<core::Group>& content_of(core::GroupPage& page) { return page.groups; }

template <class T, class Store>
base::Result<Page<T>> find(Store& store, const core::TenantId& tenant, const ScimQuery& query, std::int64_t step) {
    Page<T> page(query);
    auto candidates = look_up(store, tenant, *query.filter);
    if (!candidates) return base::fail(candidates.error());
    if (*candidates) {
        for (auto& one : **candidates) page.add(std::move(one));
        return page;
    }
    for (std::int64_t start = 1;; start += step) {
        auto some = store.list(tenant, start, step);
        if (!some) return base::fail(some.error());
        const bool last = static_cast<std::int64_t>(content_of(*some).size()) < step;
        for (auto& one : content_of(*some)) page.add(std::move(one));
        if (last) return page;
    }
}

}  // namespace

base::Result<core::PersonPage> find_people(core::PersonStore& people, const core::TenantId& tenant,
                                           const ScimQuery& query) {
    if (!query.filter) return people.list(tenant, query.start, query.count);
    auto page = find<core::Person>(people, tenant, query, wire::kMaxScimPage);
    if (!page) return base::fail(page.error());
    return core::PersonPage{.people = std::move(page->kept), .total = page->total};
}

base::Result<core::GroupPage> find_groups(core::GroupStore& groups, const core::TenantId& tenant,
                                          const ScimQuery& query) {
    if (!query.filter) return groups.list(tenant, query.start, query.count);
    auto page = find<core::Group>(groups, tenant, query, wire::kMaxScimGroupPage);
    if (!page) return base::fail(page.error());
    return core::GroupPage{.groups = std::move(page->kept), .total = page->total};
}

}  // namespace tilbage::tenant
