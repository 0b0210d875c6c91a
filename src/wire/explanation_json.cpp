#include "wire/explanation_json.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "wire/short_text.h"

namespace tilbage::wire {
namespace json = boost::json;
namespace {

constexpr std::size_t kMaxDn = 4096;
constexpr std::size_t kMaxName = 256;
constexpr std::size_t kMaxText = 1024;
constexpr std::size_t kMaxChanges = 100;
constexpr std::size_t kMaxDetails = 8;
constexpr std::size_t kMaxTexts = 20;

json::object details_json(const core::Explanation& explanation) {
    json::object details;
    for (const auto& [name, texts] : explanation.why_details) {
        json::array list;
        for (const auto& text : texts) {
            if (list.size() < kMaxTexts) list.push_back(json::value(short_text(text, kMaxDn)));
        }
        if (details.size() < kMaxDetails) details[name] = std::move(list);
    }
    return details;
}

json::array changes_json(const core::Explanation& explanation) {
    json::array changes;
    for (const auto& change : explanation.changes) {
        if (changes.size() == kMaxChanges) break;
        changes.push_back({{"attribute", change.attribute},
                           {"from", short_text(change.from, kMaxText)},
                           {"to", short_text(change.to, kMaxText)}});
    }
    return changes;
}

json::array services_json(const core::Explanation& explanation) {
    json::array services;
    for (const auto& one : explanation.services)
        services.push_back({{"name", one.name},
                            {"id", short_text(one.id, kMaxText)},
                            {"exported", core::to_string(one.exported)},
                            {"refusal", short_text(one.refusal, kMaxText)},
                            {"wouldDo", core::to_string(one.would_do)}});
    return services;
}

void read_details(const json::object& object, FieldError& error, core::Explanation& explanation) {
    const Fields fields(object, error);
    if (object.size() > kMaxDetails) return fields.refuse("whyDetails", "an object of at most 8 members");
    for (const auto& [name, value] : object) {
        auto& texts = explanation.why_details[std::string(name)];
        const auto* list = fields.array(name, 0, kMaxTexts);
        if (list == nullptr) return;
        for (const auto& text : *list) {
            if (!text.is_string() || text.get_string().size() > kMaxDn) return fields.refuse(name, "a list of texts");
            texts.emplace_back(text.get_string());
        }
    }
}

void read_changes(const json::array& list, FieldError& error, core::Explanation& explanation) {
    for (const auto& value : list) {
        const auto* object = value.if_object();
        if (object == nullptr) return error.set("changes", "a list of objects");
        const Fields fields(*object, error);
        explanation.changes.push_back({.attribute = fields.text("attribute", kMaxName),
                                       .from = fields.optional_text("from", kMaxText),
                                       .to = fields.optional_text("to", kMaxText)});
    }
}

template <class Word>
Word read_word(const Fields& fields, std::string_view name, std::optional<Word> (*parse)(std::string_view)) {
    const auto word = parse(fields.text(name, kMaxName));
    if (!word) fields.refuse(name, "a word that this version knows");
    return word.value_or(Word());
}

// Left out without any.
void read_services(const json::object& explained, FieldError& error, core::Explanation& explanation) {
    if (!explained.contains("services")) return;
    const auto* list = Fields(explained, error).array("services", 0, kMaxTexts);
    if (list == nullptr) return;
    for (const auto& value : *list) {
        const auto* object = value.if_object();
        if (object == nullptr) return error.set("services", "a list of objects");
        const Fields fields(*object, error);
        explanation.services.push_back({.name = fields.text("name", kMaxName),
                                        .id = fields.optional_text("id", kMaxText),
                                        .exported = read_word(fields, "exported", core::parse_exported_state),
                                        .refusal = fields.optional_text("refusal", kMaxText),
                                        .would_do = read_word(fields, "wouldDo", core::parse_would_do)});
    }
}

}  // namespace

json::object explanation_json(const core::Explanation& explanation) {
    json::object object{{"found", explanation.found},
                        {"several", explanation.several},
                        {"object",
                         {{"distinguishedName", short_text(explanation.distinguished_name, kMaxDn)},
                          {"guid", explanation.guid},
                          {"domain", explanation.domain}}},
                        {"inScope", explanation.in_scope},
                        {"why", core::to_string(explanation.why)},
                        {"whyDetails", details_json(explanation)},
                        {"joined", explanation.joined},
                        {"anchor", explanation.anchor},
                        {"tenantId", explanation.tenant_id},
                        {"exported", core::to_string(explanation.exported)},
                        {"refusal", short_text(explanation.refusal, kMaxText)},
                        {"wouldDo", core::to_string(explanation.would_do)},
                        {"changes", changes_json(explanation)}};
    if (!explanation.services.empty()) object["services"] = services_json(explanation);
    return object;
}

core::Explanation read_explanation(const json::object& object, FieldError& error) {
    const Fields fields(object, error);
    core::Explanation explanation;
    explanation.found = fields.flag("found");
    explanation.several = fields.flag("several");
    if (const auto* names = fields.object("object")) {
        const Fields members(*names, error);
        explanation.distinguished_name = members.optional_text("distinguishedName", kMaxDn);
        explanation.guid = members.optional_text("guid", kMaxName);
        explanation.domain = members.optional_text("domain", kMaxName);
    }
    explanation.in_scope = fields.flag("inScope");
    explanation.why = read_word(fields, "why", core::parse_explanation_why);
    if (const auto* details = fields.optional_object("whyDetails")) read_details(*details, error, explanation);
    explanation.joined = fields.flag("joined");
    explanation.anchor = fields.optional_text("anchor", kMaxName);
    explanation.tenant_id = fields.optional_text("tenantId", kMaxName);
    explanation.exported = read_word(fields, "exported", core::parse_exported_state);
    explanation.refusal = fields.optional_text("refusal", kMaxText);
    explanation.would_do = read_word(fields, "wouldDo", core::parse_would_do);
    if (const auto* changes = fields.array("changes", 0, kMaxChanges)) read_changes(*changes, error, explanation);
    read_services(object, error, explanation);
    return explanation;
}

}  // namespace tilbage::wire
