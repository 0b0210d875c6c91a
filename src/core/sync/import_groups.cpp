#include "core/sync/import_groups.h"

#include <fmt/core.h>
#include <map>
#include <set>

namespace tilbage::core {
namespace {

using Members = std::map<SourceAnchor, GroupMember>;
using Wanted = std::map<SourceAnchor, SourceGroup>;

base::Result<Wanted> read_all(GroupSource& source) {
    Wanted groups;
    const auto read = source.each_group([&](SourceGroup group) {
        const auto anchor = group.anchor;
        groups.try_emplace(anchor, std::move(group));
    });
    if (!read) return base::fail(read.error());
    return groups;
}

Group to_group(const SourceGroup& source) {
    Group group;
    group.anchor = source.anchor;
    group.display_name = source.display_name;
    group.description = source.description;
    group.sam_account_name = source.sam_account_name;
    group.netbios_domain = source.netbios_domain;
    group.domain = source.domain;
    group.mail = source.mail;
    return group;
}

std::vector<GroupMember> known_members(const SourceGroup& source, const Members& known) {
    std::vector<GroupMember> members;
    for (const auto& anchor : source.members) {
        if (const auto found = known.find(anchor); found != known.end()) members.push_back(found->second);
    }
    normalise_members(members);
    return members;
}

bool refuses_only_this(base::ErrorCode code) {
    return code == base::ErrorCode::invalid_argument || code == base::ErrorCode::conflict ||
           code == base::ErrorCode::not_found;
}

class Import {
public:
    Import(GroupProvisioning& tenant, const Wanted& wanted, bool staging)
        : tenant_(tenant), wanted_(wanted), staging_(staging) {
        report_.groups = wanted.size();
    }

    base::Result<GroupImportReport> run(const std::vector<ProvisionedPerson>& people, std::vector<Group> there,
                                        const ImportRules& rules) {
        for (auto& group : there) there_.emplace(group.anchor, std::move(group));
        for (const auto& [anchor, group] : there_) report_.removed += wanted_.contains(anchor) ? 0U : 1U;
        if (report_.removed > rules.max_removals) {
            return base::fail(
                base::ErrorCode::conflict,
                fmt::format("{} groups would be removed from the tenant, more than import.max_removals ({}) allows; "
                            "nothing was changed. Look at [scope] and at the directory, then raise the limit.",
                            report_.removed, rules.max_removals));
        }
        for (const auto& person : people)
            known_.emplace(person.person.anchor, GroupMember{GroupMember::Kind::person, person.id.str()});
        if (auto done = remove_spent(); !done) return base::fail(done.error());
        if (auto done = create_missing(); !done) return base::fail(done.error());
        if (auto done = replace_changed(); !done) return base::fail(done.error());
        return std::move(report_);
    }

private:
    // What the tenant refuses by itself is noted; the rest ends the import.
    base::Result<void> noted(const base::Error& error, const std::string& name) {
        if (!refuses_only_this(error.code)) return base::fail(error);
        report_.refused.push_back(name + ": " + error.message);
        return {};
    }

    base::Result<void> remove_spent() {
        for (auto group = there_.begin(); group != there_.end();) {
            if (wanted_.contains(group->first)) {
                ++group;
                continue;
            }
            if (!staging_) {
                if (auto removed = tenant_.remove_group(group->second.id); !removed) {
                    if (auto done = noted(removed.error(), group->second.display_name); !done) return done;
                }
            }
            group = there_.erase(group);
        }
        return {};
    }

    base::Result<void> create_missing() {
        for (const auto& [anchor, source] : wanted_) {
            if (there_.contains(anchor)) continue;
            ++report_.created;
            if (staging_) continue;
            auto group = to_group(source);
            auto id = tenant_.create_group(group);
            if (!id) {
                if (auto done = noted(id.error(), group.display_name); !done) return done;
                continue;
            }
            group.id = *id;
            created_.insert(anchor);
            there_.emplace(anchor, std::move(group));
        }
        for (const auto& [anchor, group] : there_)
            known_.emplace(anchor, GroupMember{GroupMember::Kind::group, group.id.str()});
        return {};
    }

    base::Result<void> replace_changed() {
        for (const auto& [anchor, before] : there_) {
            const auto& source = wanted_.at(anchor);
            auto group = to_group(source);
            group.id = before.id;
            group.tenant_id = before.tenant_id;
            group.members = known_members(source, known_);
            if (group == before) continue;
            if (!created_.contains(anchor)) ++report_.replaced;
            if (staging_) continue;
            if (auto replaced = tenant_.replace_group(group); !replaced) {
                if (auto done = noted(replaced.error(), group.display_name); !done) return done;
            }
        }
        return {};
    }

    GroupProvisioning& tenant_;
    const Wanted& wanted_;
    const bool staging_;
    std::map<SourceAnchor, Group> there_;
    std::set<SourceAnchor> created_;
    Members known_;
    GroupImportReport report_;
};

}  // namespace

base::Result<GroupImportReport> import_groups(GroupSource& source, Provisioning& people, GroupProvisioning& tenant,
                                              const ImportRules& rules) {
    const auto wanted = read_all(source);
    if (!wanted) return base::fail(wanted.error());
    auto there = tenant.list_groups();
    if (!there) return base::fail(there.error());
    if (wanted->empty() && there->empty()) return GroupImportReport{};
    const auto known = people.list();
    if (!known) return base::fail(known.error());
    return Import(tenant, *wanted, rules.staging).run(*known, std::move(*there), rules);
}

}  // namespace tilbage::core
