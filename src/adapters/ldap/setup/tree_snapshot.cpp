#include "adapters/ldap/setup/tree_snapshot.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/setup/discovery.h"
#include "adapters/ldap/setup/paged.h"
#include "base/unicode.h"

namespace tilbage::adapters::ldap {
namespace {

using Kind = core::TreeNode::Kind;

bool has_class(const Entry& entry, std::string_view name) {
    const auto* classes = entry.find("objectClass");
    return classes != nullptr && std::ranges::find(classes->values, name) != classes->values.end();
}

// Behind the first comma that is no part of the name (RFC 4514 §2.4).
std::string_view parent_of(std::string_view dn) {
    for (std::size_t i = 0; i < dn.size(); ++i) {
        if (dn[i] == '\\') {
            ++i;
        } else if (dn[i] == ',') {
            return dn.substr(i + 1);
        }
    }
    return {};
}

core::TreeNodes cut(std::vector<const core::TreeNode*> found, std::size_t limit) {
    std::ranges::sort(found, [](const auto* a, const auto* b) {
        const auto first = base::fold_case(a->name);
        const auto second = base::fold_case(b->name);
        return first != second ? first < second : a->dn < b->dn;
    });
    core::TreeNodes nodes;
    nodes.more = found.size() > limit;
    for (const auto* node : found) {
        if (nodes.nodes.size() == limit) break;
        nodes.nodes.push_back(*node);
    }
    return nodes;
}

}  // namespace

Found<TreeSnapshot> TreeSnapshot::read(Connection& connection, const Name& domain, base::Millis timeout) {
    TreeSnapshot snapshot;
    snapshot.domain_ = domain;
    const auto dns = dns_name_of(domain.str());
    const auto head = connection.search({.base = domain.str(), .attributes = {"objectGUID"}}, Deadline::in(timeout));
    if (!head) return failed(failure_of(head.error()));
    Node top{.shown = {.dn = domain.str(), .name = dns, .kind = Kind::domain}, .folded_name = base::fold_case(dns)};
    if (!head->empty()) top.guid = core::ObjectGuid::from(head->front().bytes("objectGUID")).value_or(top.guid);
    snapshot.nodes_[domain] = std::move(top);
    if (auto read = snapshot.read_units(connection, timeout); !read) return failed(read.error());
    if (auto read = snapshot.read_people(connection, timeout); !read) return failed(read.error());
    snapshot.arrange();
    return snapshot;
}

Found<void> TreeSnapshot::read_units(Connection& connection, base::Millis timeout) {
    const SearchRequest request{
        .base = domain_.str(),
        .scope = SearchRequest::Scope::subtree,
        .filter = "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))",
        .attributes = {"objectClass", "name", "showInAdvancedViewOnly", "objectGUID"}};
    return each_entry(connection, request, timeout, nullptr, [&](const Entry& entry) {
        auto dn = Name::parse(entry.dn);
        if (!dn) return;
        Node node;
        const bool is_unit = has_class(entry, "organizationalUnit");
        node.shown = {
            .dn = entry.dn, .name = std::string(entry.text("name")), .kind = is_unit ? Kind::unit : Kind::container};
        node.folded_name = base::fold_case(node.shown.name);
        node.guid = core::ObjectGuid::from(entry.bytes("objectGUID")).value_or(core::ObjectGuid());
        node.is_plain = is_unit || entry.text("showInAdvancedViewOnly") != "TRUE";
        nodes_.insert_or_assign(std::move(*dn), std::move(node));
    });
}

Found<void> TreeSnapshot::read_people(Connection& connection, base::Millis timeout) {
    const SearchRequest request{.base = domain_.str(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kPersonFilter),
                                .attributes = {"1.1"}};
    std::unordered_map<std::string, std::uint64_t> by_container;
    auto read = each_entry(connection, request, timeout, nullptr,
                           [&](const Entry& entry) { ++by_container[std::string(parent_of(entry.dn))]; });
    for (const auto& [container, people] : by_container) {
        auto dn = Name::parse(container);
        if (!dn) continue;
        people_ += people;
        direct_people_[std::move(*dn)] += people;
    }
    return read;
}

void TreeSnapshot::arrange() {
    for (const auto& [container, people] : direct_people_) {
        for (auto name = container; name.is_under(domain_) && !name.is_root(); name = name.parent()) {
            if (const auto node = nodes_.find(name); node != nodes_.end()) node->second.shown.people += people;
        }
    }
    const auto is_out_of_sight = [&](const Name& dn) {
        for (auto name = dn; name != domain_ && !name.is_root(); name = name.parent()) {
            if (const auto node = nodes_.find(name); node != nodes_.end() && !node->second.is_plain) return true;
        }
        return false;
    };
    std::vector<Name> out_of_sight;
    for (const auto& [dn, node] : nodes_) {
        if (node.shown.people == 0 && is_out_of_sight(dn)) out_of_sight.push_back(dn);
    }
    for (const auto& dn : out_of_sight) nodes_.erase(dn);
    for (auto& [dn, node] : nodes_) {
        if (dn == domain_) continue;
        auto parent = dn.parent();
        while (parent != domain_ && !parent.is_root() && !nodes_.contains(parent)) parent = parent.parent();
        children_[parent].push_back(&node);
        if (const auto above = nodes_.find(parent); above != nodes_.end()) above->second.shown.has_children = true;
    }
}

Found<core::TreeNodes> TreeSnapshot::children(const std::string& parent, std::size_t limit) const {
    if (parent.empty()) return cut({&nodes_.at(domain_).shown}, limit);
    const auto dn = Name::parse(parent);
    if (!dn || !nodes_.contains(*dn)) {
        return failed(DirectoryFailureCode::not_found, fmt::format("there is no unit \"{}\"", parent));
    }
    std::vector<const core::TreeNode*> found;
    if (const auto below = children_.find(*dn); below != children_.end()) {
        for (const auto* node : below->second) found.push_back(&node->shown);
    }
    return cut(std::move(found), limit);
}

core::TreeNodes TreeSnapshot::search(const std::string& text, std::size_t limit) const {
    const auto wanted = base::fold_case(text);
    std::vector<const core::TreeNode*> found;
    for (const auto& [dn, node] : nodes_) {
        if (node.folded_name.find(wanted) != std::string::npos) found.push_back(&node.shown);
    }
    return cut(std::move(found), limit);
}

core::ScopeCounts TreeSnapshot::count(const core::Scope& scope) const {
    core::ScopeCounts counts;
    for (const auto& [container, people] : direct_people_) {
        (covers(scope, container, domain_) ? counts.in : counts.out) += people;
    }
    return counts;
}

Found<core::NamedObject> TreeSnapshot::find(const std::string& dn) const {
    const auto parsed = Name::parse(dn);
    const auto node = parsed ? nodes_.find(*parsed) : nodes_.end();
    if (node == nodes_.end()) {
        return failed(DirectoryFailureCode::not_found, fmt::format("there is no unit \"{}\" in the domain", dn));
    }
    return core::NamedObject{node->second.shown.dn, node->second.guid};
}

Found<core::NamedObject> TreeSnapshot::find(const core::ObjectGuid& guid, const std::string& name) const {
    for (const auto& [dn, node] : nodes_) {
        if (node.guid == guid) return core::NamedObject{node.shown.dn, guid};
    }
    return failed(DirectoryFailureCode::not_found,
                  fmt::format("there is no unit with the GUID of \"{}\" in the domain any more", name));
}

}  // namespace tilbage::adapters::ldap
