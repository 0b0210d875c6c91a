#include "core/sync/explain.h"

#include <algorithm>

#include "base/unicode.h"
#include "core/directory_setup/guid.h"
#include "core/sync/join.h"
#include "core/sync/judge.h"

namespace tilbage::core {
namespace {

using base::Result;

constexpr std::size_t kChunk = 500;

std::string text_of(const ObjectGuid& guid) {
    Guid text;
    text.bytes = guid.bytes;
    return text.str();
}

bool is_joined_to(const MetaverseEntry& entry, DirectoryNumber directory, const ObjectGuid& guid) {
    return entry.joined && entry.joined->directory == directory && entry.joined->guid == guid;
}

ExportedState state_of(const ExportState& exported, bool pending) {
    if (exported.removal_held) return ExportedState::held;
    if (!exported.refusal.empty()) return ExportedState::refused;
    if (pending) return ExportedState::pending;
    return exported.tenant_id.empty() ? ExportedState::no : ExportedState::yes;
}

// Of somebody new, everything by which people are known.
std::vector<ExplainedChange> what_is_new(const SourcePerson& person) {
    std::vector<ExplainedChange> changes;
    const auto add = [&](std::string name, const std::string& value) {
        if (!value.empty()) changes.push_back({std::move(name), "", value});
    };
    add("userPrincipalName", person.user_principal_name);
    add("sAMAccountName", person.sam_account_name);
    add("displayName", person.display_name);
    add("mail", person.mail);
    add("accountEnabled", person.active ? "true" : "false");
    add("manager", person.manager ? person.manager->str() : "");
    return changes;
}

}  // namespace

Result<Explanation> Explainer::explain(const std::string& text) {
    const auto found = find(text);
    if (!found) return base::fail(found.error());
    if (found->empty()) return explain_missing(text);
    if (found->size() == 1) return explain_object(found->front());
    Explanation several;
    several.found = several.several = true;
    return several;
}

Result<std::vector<Explainer::Found>> Explainer::find(const std::string& text) {
    std::vector<Found> all;
    for (const auto& directory : directories_) {
        const auto some = find_in(*directory, text);
        if (!some) return some;
        all.insert(all.end(), some->begin(), some->end());
    }
    if (const auto anchor = SourceAnchor::parse(text); anchor && all.empty()) {
        const auto claims = metaverse_.claims(*anchor);
        if (!claims) return base::fail(claims.error());
        for (const auto& claim : *claims)
            for (const auto& directory : directories_)
                if (directory->number() == claim.directory) all.push_back({directory.get(), claim.guid});
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

Result<std::vector<Explainer::Found>> Explainer::find_in(DirectoryContext& directory, const std::string& text) {
    const auto named = space_.find_by_text(directory.number(), text);
    if (!named) return base::fail(named.error());
    std::vector<Found> found;
    for (const auto& guid : *named) found.push_back({&directory, guid});
    if (!found.empty() || !directory.domain) return found;
    if (const auto anchor = SourceAnchor::parse(text)) {
        const auto own = ObjectGuid::from(anchor->guid());
        const auto staged = space_.find(directory.number(), *own);
        if (!staged) return base::fail(staged.error());
        if (*staged) found.push_back({&directory, *own});
        return found;
    }
    const auto name = DistinguishedName::parse(text);
    const auto base = DistinguishedName::parse(directory.domain->base_dn);
    if (!name || name->is_root() || !base || !name->is_under(*base)) return found;
    const auto guid = directory.config.source.find_by_name(text);
    if (!guid) return base::fail(guid.error());
    if (*guid) found.push_back({&directory, **guid});
    return found;
}

// Perhaps somebody whom the tenant still has.
Result<Explanation> Explainer::explain_missing(const std::string& text) {
    Explanation explanation;
    const auto folded = base::fold_case(text);
    SourceAnchor after;
    while (true) {
        const auto leaving = metaverse_.removals(after, kChunk);
        if (!leaving) return base::fail(leaving.error());
        if (leaving->empty()) return explanation;
        after = leaving->back().anchor;
        for (const auto& entry : *leaving) {
            if (base::fold_case(entry.exported.name) != folded && entry.anchor.str() != text) continue;
            explanation.found = true;
            explanation.why = ExplanationWhy::deleted;
            explanation.anchor = entry.anchor.str();
            if (auto told = tell_what_is_next(explanation, entry); !told) return base::fail(told.error());
            return explanation;
        }
    }
}

Result<Explanation> Explainer::explain_object(const Found& found) {
    auto& directory = *found.directory;
    if (!directory.is_ready())
        return base::fail(base::ErrorCode::unavailable, "the directory has not been read since the start");
    Explanation explanation;
    explanation.found = true;
    explanation.guid = text_of(found.guid);
    explanation.domain = directory.domain->dns;
    const auto object = space_.find(directory.number(), found.guid);
    if (!object) return base::fail(object.error());
    if (!*object) {
        explanation.why = ExplanationWhy::not_a_person;
        return explanation;
    }
    auto judgement = judge(**object, *directory.rules, directory.units, directory.pilot);
    if (!judgement) return base::fail(judgement.error());
    explanation.distinguished_name = std::move(judgement->distinguished_name);
    explanation.why = judgement->why;
    explanation.in_scope = judgement->in_scope();
    if ((*object)->kind == ObjectKind::unit) return explanation;
    if (auto told = tell_of_entry(explanation, found, **object); !told) return base::fail(told.error());
    return explanation;
}

Result<void> Explainer::tell_of_entry(Explanation& explanation, const Found& found, const StagedObject& object) {
    const auto number = found.directory->number();
    const auto anchor = anchor_of(object, found.directory->config.rules.consistency_guid);
    explanation.anchor = anchor.str();
    const auto entry = metaverse_.find(anchor);
    if (!entry) return base::fail(entry.error());
    if (!*entry) {
        if (!explanation.in_scope) return {};
        explanation.exported = ExportedState::pending;
        explanation.would_do = WouldDo::create;
        return {};
    }
    explanation.joined = is_joined_to(**entry, number, found.guid);
    const bool others = (*entry)->disputed || ((*entry)->joined && !explanation.joined);
    if (explanation.in_scope && others) {
        explanation.why = ExplanationWhy::anchor_disputed;
        return tell_of_rivals(explanation, found, anchor);
    }
    if ((*entry)->joined && !explanation.joined) return {};  // the tenant knows somebody else by it
    return tell_what_is_next(explanation, **entry);
}

Result<void> Explainer::tell_of_rivals(Explanation& explanation, const Found& found, const SourceAnchor& anchor) {
    const auto claims = metaverse_.claims(anchor);
    if (!claims) return base::fail(claims.error());
    auto& with = explanation.why_details["with"];
    for (const auto& claim : *claims) {
        if (claim.directory == found.directory->number() && claim.guid == found.guid) continue;
        auto name = name_of(claim.directory, claim.guid);
        if (!name) return base::fail(name.error());
        with.push_back(std::move(*name));
    }
    return {};
}

Result<void> Explainer::tell_what_is_next(Explanation& explanation, const MetaverseEntry& entry) {
    explanation.tenant_id = entry.exported.tenant_id;
    explanation.refusal = entry.exported.refusal;
    if (!entry.joined) {
        if (!entry.disputed && !entry.exported.tenant_id.empty()) explanation.would_do = WouldDo::remove;
        explanation.exported = state_of(entry.exported, explanation.would_do == WouldDo::remove);
        return {};
    }
    const auto planned = planner_.plan(entry);
    if (!planned) return base::fail(planned.error());
    if (*planned) {
        if ((*planned)->kind == PlannedExport::Kind::create) explanation.would_do = WouldDo::create;
        if ((*planned)->kind == PlannedExport::Kind::update) explanation.would_do = WouldDo::update;
        const auto* put = std::get_if<PutPerson>(&(*planned)->change);
        if (put != nullptr && explanation.would_do == WouldDo::create) explanation.changes = what_is_new(put->person);
    }
    explanation.exported = state_of(entry.exported, explanation.would_do != WouldDo::nothing);
    return {};
}

Result<std::string> Explainer::name_of(DirectoryNumber number, const ObjectGuid& guid) {
    for (const auto& directory : directories_) {
        if (directory->number() != number) continue;
        const auto object = space_.find(number, guid);
        if (!object) return base::fail(object.error());
        if (!*object) break;
        auto placement = directory->units.place(**object);
        if (!placement) return base::fail(placement.error());
        if (!placement->distinguished_name.empty()) return std::move(placement->distinguished_name);
    }
    return text_of(guid);
}

}  // namespace tilbage::core
