// GET /api/tree, GET /api/groups, POST /api/tree/counts, PUT /api/scope, GET /api/directories/removal.
#include <algorithm>
#include <boost/json/array.hpp>
#include <span>

#include "connect/setup/changed_scopes.h"
#include "connect/setup/compare.h"
#include "connect/setup/resolve_scope.h"
#include "connect/sync/agent_orders.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::size_t kMostNodes = 1000;
constexpr std::size_t kMostGroups = 50;

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

Response tree(Session& session, core::DirectoryNumber number, const Request& request) {
    const std::string text(request.query_value("search").value_or(""));
    const std::string parent(request.query_value("parent").value_or(""));
    const auto nodes = session.directory(number).ask([&](core::DirectorySession& directory) {
        return text.empty() ? directory.children(parent, kMostNodes) : directory.search(text, kMostNodes);
    });
    return nodes ? json_response(200, to_json(*nodes)) : directory_refusal(nodes.error());
}

Response groups(Session& session, core::DirectoryNumber number, const Request& request) {
    const std::string text(request.query_value("search").value_or(""));
    const auto found = session.directory(number).ask(
        [&](core::DirectorySession& directory) { return directory.search_groups(text, kMostGroups); });
    if (!found) return directory_refusal(found.error());
    json::array array;
    for (const auto& group : found->groups)
        array.push_back({{"dn", group.dn}, {"name", group.name}, {"description", group.description}});
    return json_response(200, {{"groups", std::move(array)}, {"more", found->more}});
}

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.push_back(json::string(text));
    return array;
}

// The page's choice with what else the draft's scope has.
ScopeConfig read_choice(Session& session, core::DirectoryNumber number, Body& body) {
    auto scope = read_scope(body);
    auto draft = session.draft_scope(number);
    scope.protected_groups = std::move(draft.protected_groups);
    scope.guids = std::move(draft.guids);
    setup::drop_spare_guids(scope);
    return scope;
}

// What is to be asked of the agent, and why it is not.
struct Question {
    std::string_view not_asked;  // empty: it is to be asked
    std::filesystem::path state_dir;
    std::vector<core::WantedRules> wanted;  // that of the one directory first, then of the others that change
};

// The draft with that scope for the one directory, or without the directory.
Config with_choice(const Config& draft, core::DirectoryNumber number, const ScopeConfig* scope) {
    auto config = connect::clone(draft);
    if (scope != nullptr) {
        setup::directory_of(config, number)->scope = *scope;
    } else if (number == 1) {
        config.directory.servers.clear();
    } else {
        setup::remove_directory(config, number);
    }
    return config;
}

// Only an agent that runs, and has read the same directory, knows who comes and who goes. `scope`: null when the
// directory goes.
Question question_of(Session& session, core::DirectoryNumber number, const ScopeConfig* scope) {
    return session.with([&](const setup::Current& current, const setup::Draft& draft) -> Question {
        const auto& config = current.config;
        const bool synchronizes = current.identity && is_whole(config) && config.synchronization.start;
        const auto* now = find_directory(config, number);
        const auto* then = find_directory(draft.config, number);
        if (!synchronizes || now == nullptr) return {"first", {}, {}};
        if (scope != nullptr && (then == nullptr || !setup::same_directory(*now, *then))) return {"first", {}, {}};
        // The guard counts what all directories remove.
        auto wanted = setup::changed_scopes(config, with_choice(draft.config, number, scope));
        const auto own = std::ranges::find(wanted, number, &core::WantedRules::directory);
        if (own == wanted.end()) return {"none", {}, {}};
        if (!current.agent_running) return {"agent_stopped", {}, {}};
        std::rotate(wanted.begin(), own, own + 1);
        return {{}, config.state_dir, std::move(wanted)};
    });
}

json::object to_json(const std::vector<core::ScopePreview>& previews) {
    const auto& preview = previews.front();
    std::size_t elsewhere = 0;
    for (const auto& other : std::span(previews).subspan(1)) elsewhere += other.removed;
    return {{"change", "known"},
            {"added", preview.added},
            {"removed", preview.removed},
            {"removedGroups", preview.removed_groups},
            {"removedElsewhere", elsewhere},
            {"sampleAdded", array_of(preview.added_sample)},
            {"sampleRemoved", array_of(preview.removed_sample)},
            {"removalLimit", preview.limit ? json::value(*preview.limit) : json::value(nullptr)},
            {"removalsWait", preview.holds}};
}

// Whom the scope adds to those who are synchronised now, and whom it removes.
json::object change_of(Session& session, core::DirectoryNumber number, const ScopeConfig* scope) {
    constexpr std::chrono::seconds kPatience{5};
    const auto question = question_of(session, number, scope);
    if (!question.not_asked.empty()) return {{"change", question.not_asked}};
    const auto previews = ask_preview(question.state_dir, question.wanted, kPatience);
    if (previews) return to_json(*previews);
    const bool is_gone = previews.error().code == base::ErrorCode::unavailable;
    return {{"change", is_gone ? "agent_stopped" : "agent_busy"}};
}

Response counts(Session& session, core::DirectoryNumber number, Body& body) {
    const auto scope = read_choice(session, number, body);
    if (body.malformed()) return malformed_response();
    const auto counted = session.directory(number).ask(
        [&](core::DirectorySession& directory) { return directory.count(scope.units, scope.pilot_group); });
    if (!counted) return directory_refusal(counted.error());
    auto answer = change_of(session, number, &scope);
    answer["in"] = counted->in;
    answer["out"] = counted->out;
    return json_response(200, std::move(answer));
}

Response set_scope(Session& session, core::DirectoryNumber number, Body& body) {
    auto scope = read_choice(session, number, body);
    if (body.malformed()) return malformed_response();
    if (scope.units.mode == core::Scope::Mode::selected && scope.units.include.empty())
        return error_response(422, "scope_empty", "Choose at least one domain or OU.");
    const auto draft = session.draft_scope(number);
    const bool is_new = scope.units != draft.units || scope.pilot_group != draft.pilot_group;
    const bool has_names = !scope.units.include.empty() || !scope.units.exclude.empty() || !scope.pilot_group.empty();
    if (has_names && (is_new || !setup::is_resolved(scope))) {
        auto found = session.directory(number).ask(
            [&](core::DirectorySession& directory) { return setup::resolve_scope(directory, scope); });
        // What was chosen before stays chosen, though the directory cannot be asked about it now.
        if (!found && is_new) return directory_refusal(found.error());
        if (found) scope = std::move(*found);
    }
    session.set_scope(number, std::move(scope));
    return state_response(session);
}

}  // namespace

void add_tree(adapters::http::Router& router, Session& session) {
    const auto add = [&](std::string_view method, std::string_view path, auto answer) {
        router.add(method, path, answers_of_directory(session, [&session, answer](auto number, Request& request) {
                       return answer(session, number, request);
                   }));
    };
    const auto add_with_body = [&](std::string_view method, std::string_view path, auto answer) {
        router.add(method, path, takes_body_of_directory(session, [&session, answer](auto number, Body& body) {
                       return answer(session, number, body);
                   }));
    };
    add("GET", "/api/tree", tree);
    add("GET", "/api/groups", groups);
    add_with_body("POST", "/api/tree/counts", counts);
    add_with_body("PUT", "/api/scope", set_scope);
    add("GET", "/api/directories/removal", [](Session& of, core::DirectoryNumber number, const Request&) {
        return json_response(200, change_of(of, number, nullptr));
    });
}

}  // namespace tilbage::connect::wizard
