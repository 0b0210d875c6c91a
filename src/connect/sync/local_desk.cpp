#include "connect/sync/local_desk.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/log.h"
#include "connect/config.h"
#include "connect/log_events.h"
#include "core/sync/guid_text.h"
#include "wire/explanation_json.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::chrono::hours kKept{1};  // an order that nobody waits for any more

json::object run_json(const core::SyncRun& run) {
    json::array refusals;
    for (const auto& refusal : run.refusals) refusals.push_back({{"who", refusal.who}, {"message", refusal.message}});
    return {{"id", run.id.str()},
            {"kind", core::to_string(run.kind)},
            {"started_at", base::to_millis(run.started_at)},
            {"ended_at", base::to_millis(run.ended_at)},
            {"result", core::to_string(run.result)},
            {"message", run.message},
            {"read", run.read},
            {"created", run.created},
            {"updated", run.updated},
            {"removed", run.removed},
            {"held", run.held},
            {"refused", run.refused},
            {"refusals", std::move(refusals)}};
}

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.push_back(json::string(text));
    return array;
}

json::object preview_json(const core::ScopePreview& preview) {
    return {{"people", preview.people},
            {"groups", preview.groups},
            {"added", preview.added},
            {"removed", preview.removed},
            {"added_sample", array_of(preview.added_sample)},
            {"removed_sample", array_of(preview.removed_sample)},
            {"removed_groups", preview.removed_groups},
            {"unknown", array_of(preview.unknown)},
            {"limit", preview.limit ? json::value(*preview.limit) : json::value(nullptr)},
            {"holds", preview.holds}};
}

json::array names_json(const std::vector<core::DistinguishedName>& names) {
    json::array array;
    for (const auto& name : names) array.push_back(json::string(name.str()));
    return array;
}

std::vector<core::DistinguishedName> read_names(const wire::Fields& fields, std::string_view name) {
    constexpr std::size_t kMost = 10'000;
    std::vector<core::DistinguishedName> names;
    const auto* array = fields.array(name, 0, kMost);
    if (array == nullptr) return names;
    for (const auto& text : *array) {
        auto dn = text.is_string() ? core::DistinguishedName::parse(text.get_string()) : std::nullopt;
        if (!dn) {
            fields.refuse(name, "a list of distinguished names");
            return {};
        }
        names.push_back(std::move(*dn));
    }
    return names;
}

std::map<std::string, core::ObjectGuid> read_guids(const wire::Fields& fields, const json::object& object) {
    std::map<std::string, core::ObjectGuid> guids;
    for (const auto& [name, text] : object) {
        const auto guid = text.is_string() ? core::parse_guid(text.get_string()) : std::nullopt;
        if (!guid) {
            fields.refuse("guids", "GUIDs by name");
            return {};
        }
        guids.emplace(name, *guid);
    }
    return guids;
}

json::object rules_json(const core::WantedRules& wanted) {
    const auto& rules = wanted.rules;
    json::object guids;
    for (const auto& [name, guid] : rules.guids) guids[name] = core::to_text(guid);
    return {{"directory", wanted.directory},
            {"all", rules.scope.mode == core::Scope::Mode::all},
            {"include", names_json(rules.scope.include)},
            {"exclude", names_json(rules.scope.exclude)},
            {"include_new_units", rules.scope.include_new_units},
            {"pilot_group", rules.pilot_group},
            {"guids", std::move(guids)},
            {"consistency_guid", rules.consistency_guid},
            {"alternate_mail_attribute", rules.alternate_mail_attribute}};
}

std::optional<core::WantedRules> read_rules(const json::object& object) {
    constexpr std::size_t kLong = 4096;
    wire::FieldError error;
    const wire::Fields fields(object, error);
    core::WantedRules wanted;
    wanted.directory = static_cast<core::DirectoryNumber>(fields.number("directory", 1, kMostDirectories));
    auto& rules = wanted.rules;
    rules.scope.mode = fields.flag("all") ? core::Scope::Mode::all : core::Scope::Mode::selected;
    rules.scope.include = read_names(fields, "include");
    rules.scope.exclude = read_names(fields, "exclude");
    rules.scope.include_new_units = fields.flag("include_new_units");
    rules.pilot_group = fields.optional_text("pilot_group", kLong);
    if (const auto* guids = fields.object("guids")) rules.guids = read_guids(fields, *guids);
    rules.consistency_guid = fields.flag("consistency_guid");
    rules.alternate_mail_attribute = fields.optional_text("alternate_mail_attribute", kLong);
    return error.is_set() ? std::nullopt : std::optional(std::move(wanted));
}

}  // namespace

std::string encode_wanted(const std::vector<core::WantedRules>& wanted) {
    json::array directories;
    for (const auto& one : wanted) directories.push_back(rules_json(one));
    return json::serialize(json::object{{"directories", std::move(directories)}});
}

std::optional<std::vector<core::WantedRules>> decode_wanted(const std::string& text) {
    boost::system::error_code code;
    const auto value = json::parse(text, code);
    const auto* object = code ? nullptr : value.if_object();
    const auto* directories = object == nullptr ? nullptr : object->if_contains("directories");
    if (directories == nullptr || !directories->is_array()) return std::nullopt;
    std::vector<core::WantedRules> wanted;
    for (const auto& directory : directories->get_array()) {
        auto rules = directory.is_object() ? read_rules(directory.get_object()) : std::nullopt;
        if (!rules) return std::nullopt;
        wanted.push_back(std::move(*rules));
    }
    return wanted;
}

std::string_view local_word(core::SyncOrderKind kind) { return core::to_string(kind); }

std::string encode_local_answer(const LoopOrder::Answer& answer) {
    json::object object;
    if (answer.problem) {
        object["error"] = json::object{{"code", answer.problem->code}, {"message", answer.problem->message}};
    } else if (answer.explanation) {
        object = wire::explanation_json(*answer.explanation);
    } else if (answer.previews) {
        json::array previews;
        for (const auto& preview : *answer.previews) previews.push_back(preview_json(preview));
        object["previews"] = std::move(previews);
    } else {
        if (answer.run) object["run"] = run_json(*answer.run);
        object["allowed"] = answer.allowed;
    }
    return json::serialize(object);
}

void LocalDesk::answer(const std::string& id, const LoopOrder::Answer& answer) {
    const auto kept = orders_.answer(id, encode_local_answer(answer));
    if (!kept) base::log(events::kStateNotWritten, {{"message", kept.error().message}});
}

std::vector<LoopOrder> LocalDesk::take() {
    const auto now = clock_.now();
    if (now > cleaned_ + kKept) {
        cleaned_ = now;
        (void)orders_.drop_before(now - kKept);  // the next hour does, when this one cannot
    }
    std::vector<LoopOrder> taken;
    const auto open = orders_.open();
    if (!open) return taken;  // whoever waits goes on waiting, and the next look tries again
    for (const auto& order : *open) {
        const auto kind = core::parse_sync_order_kind(order.what);
        auto wanted = order.what == kPreviewWord ? decode_wanted(order.argument) : std::nullopt;
        if (!kind && !wanted) {
            answer(order.id, {.problem = core::SyncProblem{.code = "unknown_order",
                                                           .message = "this agent does not know the order: the command "
                                                                      "line is of another version"}});
            continue;
        }
        taken.push_back({.kind = kind.value_or(core::SyncOrderKind::run),
                         .user = wanted ? std::string() : order.argument,
                         .wanted = std::move(wanted),
                         .answer = [this, id = order.id](const LoopOrder::Answer& what) { answer(id, what); }});
    }
    return taken;
}

}  // namespace tilbage::connect
