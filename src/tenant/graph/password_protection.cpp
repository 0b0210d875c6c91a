// /policies/passwordProtection: what the tenant bans as passwords. Who saves says which state they have seen
// (If-Match), so that the later of two administrators is told.
#include <fmt/format.h>

#include "core/banned/banned_words.h"
#include "tenant/graph/entity_tag.h"
#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;

constexpr std::string_view kContext = "policies/passwordProtection/$entity";

Response protection_response(const Call& call, const core::PasswordProtection& protection) {
    auto response = entity(call, kContext,
                           {{"@odata.etag", etag_of(protection.version)},
                            {"enabled", protection.enabled},
                            {"mode", core::to_string(protection.mode)},
                            {"words", json::array(protection.words.begin(), protection.words.end())}});
    response.headers.push_back({"ETag", etag_of(protection.version)});
    return response;
}

void read_protection(const Ports& ports, const Call& call, const Reply& reply) {
    const auto protection = ports.protection.read(call.principal.tenant_id);
    reply(protection ? protection_response(call, *protection) : store_failed(call, protection.error()));
}

Response changed_meanwhile() {
    return problem(412, "resourceModified", "Somebody else changed the settings meanwhile. Read them again.");
}

struct WrongMember {
    std::string property;
    std::string message;
};

Response mistaken(const WrongMember& wrong) {
    const json::object error{
        {"code", "Request_BadRequest"},
        {"message", "Nothing was changed: " + wrong.property + ": " + wrong.message},
        {"details", json::array{json::object{{"property", wrong.property}, {"message", wrong.message}}}}};
    return json_response(400, {{"error", error}});
}

std::string words_of(const core::WordMistake& mistake) {
    switch (mistake.what) {
        case core::WordMistake::What::too_many:
            return fmt::format("At most {} words.", core::kMostBannedWords);
        case core::WordMistake::What::too_much:
            return fmt::format("At most {} KiB of words in all.", core::kMostBannedBytes / 1024);
        case core::WordMistake::What::not_a_word:
            break;
    }
    return fmt::format("Word {} must have {} to {} characters.", mistake.word + 1, core::kShortestBannedWord,
                       core::kLongestBannedWord);
}

tl::expected<std::vector<std::string>, WrongMember> read_words(const json::value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) return tl::unexpected(WrongMember{"words", "A list of texts."});
    std::vector<std::string> words;
    for (const auto& word : *list) {
        if (!word.is_string()) return tl::unexpected(WrongMember{"words", "A list of texts."});
        words.emplace_back(word.get_string());
    }
    words = core::tidy_words(words);
    if (const auto mistake = core::find_mistake(words)) return tl::unexpected(WrongMember{"words", words_of(*mistake)});
    return words;
}

tl::expected<core::PasswordProtectionChange, WrongMember> read_change(const json::object& object) {
    core::PasswordProtectionChange change;
    for (const auto& [name, value] : object) {
        if (name == "enabled") {
            if (!value.is_bool()) return tl::unexpected(WrongMember{"enabled", "true or false."});
            change.enabled = value.get_bool();
        } else if (name == "mode") {
            if (value.is_string()) change.mode = core::parse_ban_mode(value.get_string());
            if (!change.mode) return tl::unexpected(WrongMember{"mode", "enforce or audit."});
        } else if (name == "words") {
            auto words = read_words(value);
            if (!words) return tl::unexpected(std::move(words.error()));
            change.words = std::move(*words);
        } else if (!name.starts_with('@')) {
            return tl::unexpected(WrongMember{name, "There is no such setting."});
        }
    }
    return change;
}

Response change_protection(const Ports& ports, const Call& call) {
    if (call.request.header("If-Match").empty())
        return problem(428, "preconditionRequired", "If-Match is needed: the ETag of the settings as they were read.");
    const auto object = read_object(call.request.body);
    if (!object) return refused(call, object.error());
    const auto change = read_change(*object);
    if (!change) return mistaken(change.error());
    const auto& tenant = call.principal.tenant_id;
    const auto after = ports.change_protection.run(tenant, "administrator:" + call.principal.administrator_id.str(),
                                                   *change, expected_version(call.request));
    if (!after) {
        const bool conflict = after.error().code == base::ErrorCode::conflict;
        return conflict ? changed_meanwhile() : store_failed(call, after.error());
    }
    ports.hub.look_at_bans(tenant);
    return protection_response(call, *after);
}

}  // namespace

void add_password_protection(Routes& routes, const Ports& ports) {
    const std::string path = "/beta/policies/passwordProtection";
    routes.add({"GET",
                path,
                Access::reader,
                {.properties = {"enabled", "mode", "words"}, .filterable = {}},
                [&ports](const Call& call, const Reply& reply) { read_protection(ports, call, reply); }});
    routes.add({"PATCH", path, Access::global_administrator, {}, [&ports](const Call& call, const Reply& reply) {
                    reply(change_protection(ports, call));
                }});
}

}  // namespace tilbage::tenant::graph
