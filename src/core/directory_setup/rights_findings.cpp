#include "core/directory_setup/rights_findings.h"

#include <algorithm>
#include <tuple>

namespace tilbage::core {
namespace {

constexpr std::size_t kMostCached = 4096;

bool lacks(unsigned rights, std::size_t right) { return (rights >> right & 1U) == 0; }

}  // namespace

RightsFindings::Rights RightsFindings::rights_on(const SecurityDescriptor& descriptor) const {
    Rights rights = 0;
    for (std::size_t i = 0; i < rights_on_people().size(); ++i) {
        if (holds(descriptor, token_, rights_on_people()[i])) rights = static_cast<Rights>(rights | 1U << i);
    }
    return rights;
}

RightsFindings::Held RightsFindings::look_at(std::span<const std::uint8_t> descriptor) const {
    const auto parsed = SecurityDescriptor::parse(descriptor);
    if (!parsed) return {};
    Held held{.rights = rights_on(*parsed), .inheritance_disabled = parsed->inheritance_disabled(), .denials = {}};
    for (std::size_t i = 0; i < rights_on_people().size(); ++i) {
        if (const auto* denial = denied_by(*parsed, token_, rights_on_people()[i])) held.denials.emplace(i, *denial);
    }
    return held;
}

const RightsFindings::Held& RightsFindings::held(std::span<const std::uint8_t> descriptor) {
    std::string bytes(descriptor.begin(), descriptor.end());
    if (const auto known = held_.find(bytes); known != held_.end()) return known->second;
    if (held_.size() < kMostCached) return held_.emplace(std::move(bytes), look_at(descriptor)).first->second;
    return uncached_ = look_at(descriptor);
}

void RightsFindings::add_unit(const DistinguishedName& dn, std::span<const std::uint8_t> descriptor, Place place) {
    Unit unit;
    unit.place = place;
    unit.descriptor.dacl.emplace();
    if (auto parsed = SecurityDescriptor::parse(descriptor)) unit.descriptor = std::move(*parsed);
    unit.inheritance_disabled = unit.descriptor.inheritance_disabled();
    units_.insert_or_assign(dn, std::move(unit));
}

RightsFindings::Rights RightsFindings::on_person_below(Unit& unit, const Guid& object_class) const {
    const auto known = unit.inherited.find(object_class);
    if (known != unit.inherited.end()) return known->second;
    const auto rights = rights_on(of_new_child(unit.descriptor, object_class));
    return unit.inherited.emplace(object_class, rights).first->second;
}

// Upwards as long as the right is missing and a grant further up would reach down here, but not out of the scope.
std::pair<const DistinguishedName*, const RightsFindings::Unit*> RightsFindings::grant_point(
    DistinguishedName container, const Guid& object_class, std::size_t right) {
    std::pair<const DistinguishedName*, const Unit*> point{nullptr, nullptr};
    while (covers(scope_, container, domain_)) {
        const auto found = units_.find(container);
        if (found == units_.end() || !lacks(on_person_below(found->second, object_class), right)) break;
        point = {&found->first, &found->second};
        if (found->second.inheritance_disabled || container.is_root()) break;
        container = container.parent();
    }
    return point;
}

RightGap& RightsFindings::gap_at(std::size_t right, const DistinguishedName& dn, const Unit& unit) {
    auto& gap = on_units_[{right, dn.str()}];
    gap.right = rights_on_people()[right];
    gap.object_dn = dn.str();
    gap.applies_to = dn == domain_ ? MissingRight::AppliesTo::domain : MissingRight::AppliesTo::unit;
    gap.inheritance_disabled = unit.inheritance_disabled && dn != domain_;
    return gap;
}

void RightsFindings::add_person(const DirectoryPersonRights& person) {
    const auto dn = DistinguishedName::parse(person.dn);
    if (!dn || !covers(scope_, *dn, domain_)) return;
    ++people_;
    if (person.is_protected) {
        ++protected_;
        return;
    }
    const auto& answer = held(person.descriptor);
    for (std::size_t right = 0; right < rights_on_people().size(); ++right) {
        if (!lacks(answer.rights, right)) continue;
        if (const auto denial = answer.denials.find(right); denial != answer.denials.end()) {
            add_denied(*dn, person, right, denial->second);
            continue;
        }
        const auto [at, unit] = answer.inheritance_disabled ? std::pair<const DistinguishedName*, const Unit*>{}
                                                            : grant_point(dn->parent(), person.object_class, right);
        if (at == nullptr) {
            add_own_gap(*dn, person, right, answer.inheritance_disabled, std::nullopt);
            continue;
        }
        auto& gap = gap_at(right, *at, *unit);
        ++gap.people;
        gap.classes.insert(person.object_class);
    }
}

void RightsFindings::add_own_gap(const DistinguishedName& person, const DirectoryPersonRights& who, std::size_t right,
                                 bool inheritance_disabled, std::optional<Ace> denial) {
    on_people_.push_back({.right = rights_on_people()[right],
                          .object_dn = person.str(),
                          .to = GrantTo::object_itself,
                          .applies_to = MissingRight::AppliesTo::person,
                          .inheritance_disabled = inheritance_disabled,
                          .required = true,
                          .people = 1,
                          .classes = {who.object_class},
                          .denial = std::move(denial)});
}

std::optional<RightsFindings::Source> RightsFindings::source_of(DistinguishedName container, const Ace& denial) {
    const auto is_it = [&](const Ace& ace) {
        return ace.type == denial.type && ace.mask == denial.mask && ace.object_type == denial.object_type &&
               ace.trustee == denial.trustee && ace.has(ace_flag::kContainerInherit) && !ace.has(ace_flag::kInherited);
    };
    for (; container.is_under(domain_) && !container.is_root(); container = container.parent()) {
        const auto found = units_.find(container);
        if (found == units_.end() || !found->second.descriptor.dacl) break;
        const auto& dacl = *found->second.descriptor.dacl;
        const auto entry = std::ranges::find_if(dacl, is_it);
        if (entry != dacl.end()) return Source{&found->first, &found->second, &*entry};
    }
    return std::nullopt;
}

void RightsFindings::add_denied(const DistinguishedName& person, const DirectoryPersonRights& who, std::size_t right,
                                const Ace& denial) {
    const auto source = denial.has(ace_flag::kInherited) ? source_of(person.parent(), denial) : std::nullopt;
    if (!source) {
        add_own_gap(person, who, right, false, denial);
        return;
    }
    auto& gap = gap_at(right, *source->dn, *source->unit);
    ++gap.people;
    gap.classes.insert(who.object_class);
    gap.denial = *source->entry;
}

void RightsFindings::add_domain_gap(ConnectorRight right, std::string object_dn, bool required) {
    on_domain_.push_back({.right = right,
                          .object_dn = std::move(object_dn),
                          .to = GrantTo::object_itself,
                          .applies_to = MissingRight::AppliesTo::domain,
                          .inheritance_disabled = false,
                          .required = required,
                          .people = 0,
                          .classes = {},
                          .denial = std::nullopt});
}

std::vector<RightGap> RightsFindings::gaps() const {
    // What units do not give: found in a copy, since it adds to what people lack.
    auto all = *this;
    for (auto& [dn, unit] : all.units_) {
        if (unit.place != Place::for_people || !covers(scope_, dn, domain_)) continue;
        for (std::size_t right = 0; right < rights_on_people().size(); ++right) {
            const auto [at, point] = all.grant_point(dn, kUserClass, right);
            if (at != nullptr) all.gap_at(right, *at, *point).classes.insert(kUserClass);
        }
    }
    std::vector<RightGap> gaps;
    for (auto& [key, gap] : all.on_units_) {
        // Where nobody lacks anything yet it is advice: an empty unit may be meant as it is, or hold groups alone. Only
        // where nobody at all is in scope must a chosen unit work from the first person in it. Change Password is
        // everybody's by the schema, until somebody takes it from them.
        const auto dn = DistinguishedName::parse(gap.object_dn);
        const bool is_chosen =
            dn && (scope_.mode == Scope::Mode::all ? *dn == domain_
                                                   : std::ranges::find(scope_.include, *dn) != scope_.include.end());
        gap.required = gap.people > 0 || (is_chosen && people_ == 0 && gap.right != ConnectorRight::change_password);
        gaps.push_back(std::move(gap));
    }
    std::ranges::move(all.on_people_, std::back_inserter(gaps));
    std::ranges::move(all.on_domain_, std::back_inserter(gaps));
    std::ranges::sort(gaps, {}, [](const RightGap& gap) {
        const bool is_person = gap.applies_to == MissingRight::AppliesTo::person;
        return std::tuple(!gap.required, is_person, std::string_view(gap.object_dn), gap.right);
    });
    return gaps;
}

RightsReport RightsFindings::report(const GrantContext& context) const {
    RightsReport report;
    report.people = people_;
    report.protected_people = protected_;
    std::set<std::string> named;
    std::set<std::string> not_named;
    for (const auto& gap : gaps()) {
        if (gap.applies_to == MissingRight::AppliesTo::person && !named.contains(gap.object_dn)) {
            if (named.size() == RightsReport::kMostPeopleNamed) {
                not_named.insert(gap.object_dn);
                continue;
            }
            named.insert(gap.object_dn);
        }
        report.missing.push_back(
            {.right = gap.right,
             .object_dn = gap.object_dn,
             .applies_to = gap.applies_to,
             .inheritance_disabled = gap.inheritance_disabled,
             .people = gap.people,
             .required = gap.required,
             .commands = gap.denial ? undeny_commands(context, gap.object_dn, *gap.denial)
                                    : grant_commands(context, gap.right, gap.object_dn, gap.to, gap.class_list())});
    }
    report.people_not_named = not_named.size();
    return report;
}

}  // namespace tilbage::core
