// GET /api/tree, POST /api/tree/counts, PUT /api/scope.
#include <boost/json/array.hpp>

#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::size_t kMostNodes = 1000;

std::string_view name_of(core::TreeNode::Kind kind) {
    switch (kind) {
        case core::TreeNode::Kind::domain:
            return "domain";
        case core::TreeNode::Kind::unit:
            return "unit";
        case core::TreeNode::Kind::container:
            return "container";
    }
    return "container";
}

json::object to_json(const core::TreeNodes& nodes) {
    json::array array;
    for (const auto& node : nodes.nodes) {
        array.push_back({{"dn", node.dn},
                         {"name", node.name},
                         {"kind", name_of(node.kind)},
                         {"hasChildren", node.has_children},
                         {"people", node.people}});
    }
    return {{"nodes", std::move(array)}, {"more", nodes.more}};
}

Response tree(Session& session, const Request& request) {
    const std::string text(request.query_value("search").value_or(""));
    const std::string parent(request.query_value("parent").value_or(""));
    const auto nodes = session.directory().ask([&](core::DirectorySession& directory) {
        return text.empty() ? directory.children(parent, kMostNodes) : directory.search(text, kMostNodes);
    });
    return nodes ? json_response(200, to_json(*nodes)) : directory_refusal(nodes.error());
}

Response counts(Session& session, Body& body) {
    const auto scope = read_scope(body);
    if (body.malformed()) return malformed_response();
    const auto counted =
        session.directory().ask([&](core::DirectorySession& directory) { return directory.count(scope); });
    if (!counted) return directory_refusal(counted.error());
    return json_response(200, {{"in", counted->in}, {"out", counted->out}});
}

// Each name as the directory spells it; one that it does not have is refused.
core::Found<std::vector<core::DistinguishedName>> resolved(core::DirectorySession& directory,
                                                           const std::vector<core::DistinguishedName>& names) {
    std::vector<core::DistinguishedName> found;
    for (const auto& name : names) {
        const auto dn = directory.resolve_unit(name.str());
        if (!dn) return tl::unexpected(dn.error());
        auto parsed = core::DistinguishedName::parse(*dn);
        found.push_back(parsed ? std::move(*parsed) : name);
    }
    return found;
}

Response set_scope(Session& session, Body& body) {
    auto scope = read_scope(body);
    if (body.malformed()) return malformed_response();
    if (scope.mode == core::Scope::Mode::selected && scope.include.empty())
        return error_response(422, "scope_empty", "Choose at least one domain or OU.");
    if (scope == session.draft_scope()) return state_response(session);
    if (!scope.include.empty() || !scope.exclude.empty()) {
        const auto checked = session.directory().ask([&](core::DirectorySession& directory) -> core::Found<bool> {
            auto include = resolved(directory, scope.include);
            if (!include) return tl::unexpected(include.error());
            auto exclude = resolved(directory, scope.exclude);
            if (!exclude) return tl::unexpected(exclude.error());
            scope.include = std::move(*include);
            scope.exclude = std::move(*exclude);
            return true;
        });
        if (!checked) return directory_refusal(checked.error());
    }
    session.set_scope(std::move(scope));
    return state_response(session);
}

}  // namespace

void add_tree(adapters::http::Router& router, Session& session) {
    router.add("GET", "/api/tree", answers([&session](Request& request) { return tree(session, request); }));
    router.add("POST", "/api/tree/counts", takes_body([&session](Body& body) { return counts(session, body); }));
    router.add("PUT", "/api/scope", takes_body([&session](Body& body) { return set_scope(session, body); }));
}

}  // namespace tilbage::connect::wizard
