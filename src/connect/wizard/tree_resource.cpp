// GET /api/tree, POST /api/tree/counts, PUT /api/scope.
#include <boost/json/array.hpp>

#include "connect/setup/compare.h"
#include "connect/sync/agent_orders.h"
#include "connect/sync/directory_rules.h"
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

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.push_back(json::string(text));
    return array;
}

// Whom the scope adds to those who are synchronised now, and whom it removes: when an agent runs that has read the same
// directory, and has a moment.
void add_preview(Session& session, const core::Scope& scope, json::object& answer) {
    constexpr std::chrono::seconds kPatience{3};
    struct Wanted {
        std::filesystem::path state_dir;
        core::DirectoryRules rules;
    };
    const auto wanted = session.with([&](const setup::Current& current, const setup::Draft& draft) {
        const bool same =
            current.agent_running && is_whole(current.config) && setup::same_directory(current.config, draft.config);
        if (!same) return std::optional<Wanted>();
        auto rules = directory_rules(current.config);
        rules.scope = scope;
        return std::optional(Wanted{current.config.state_dir, std::move(rules)});
    });
    if (!wanted) return;
    const auto preview = ask_preview(wanted->state_dir, wanted->rules, kPatience);
    if (!preview) return;
    answer["added"] = preview->added;
    answer["removed"] = preview->removed;
    answer["sampleAdded"] = array_of(preview->added_sample);
    answer["sampleRemoved"] = array_of(preview->removed_sample);
}

Response counts(Session& session, Body& body) {
    const auto scope = read_scope(body);
    if (body.malformed()) return malformed_response();
    const auto counted =
        session.directory().ask([&](core::DirectorySession& directory) { return directory.count(scope); });
    if (!counted) return directory_refusal(counted.error());
    json::object answer{{"in", counted->in}, {"out", counted->out}};
    add_preview(session, scope, answer);
    return json_response(200, std::move(answer));
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
