// Directories for the wizard's tests: ex1.test with a small tree, ex2.test with a smaller one, and switches for what
// may go wrong.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "adapters/ldap/kerberos/keytab.h"
#include "core/ports/directory_setup.h"

namespace tilbage::connect::wizard {

// What all sessions share. Any thread.
struct FakeForest {
    std::string dns = "ex1.test";
    std::map<std::string, std::string> passwords{{"CN=svc,OU=Services,DC=ex1,DC=test", "svc-secret-1"}};
    std::string administrator_password = "admin-secret-1";
    std::set<std::string> units{"DC=ex1,DC=test", "OU=People,DC=ex1,DC=test", "OU=Staff,OU=People,DC=ex1,DC=test",
                                "OU=Services,DC=ex1,DC=test"};
    std::map<std::string, std::string> groups{{"CN=Pilot,OU=People,DC=ex1,DC=test", "Pilot"},
                                              {"CN=Choir,OU=People,DC=ex1,DC=test", "Choir"}};
    std::atomic<bool> gone = false;
    std::atomic<int> opened = 0;
    [[nodiscard]] std::string base_dn() const { return "DC=" + dns.substr(0, dns.find('.')) + ",DC=test"; }

    // Of who has been renamed: the name before, which its GUID is made of.
    std::map<std::string, std::string> renamed_from;
    [[nodiscard]] core::ObjectGuid guid_of(const std::string& dn) const {
        const auto before = renamed_from.find(dn);
        core::ObjectGuid guid;
        std::size_t at = 0;
        for (const char c : before == renamed_from.end() ? dn : before->second) {
            auto& byte = guid.bytes[at++ % guid.bytes.size()];
            byte = static_cast<std::uint8_t>(byte * 31 + c);
        }
        return guid;
    }

    // Set: every call is refused so.
    std::mutex mutex;
    std::optional<core::DirectoryFailureCode> refuses;
    core::RightsReport report;
    bool holds_rights_test = false;  // until released
    std::condition_variable changed;

    std::optional<core::DirectoryFailure> failure() {
        std::lock_guard lock(mutex);
        if (gone) {
            return core::DirectoryFailure{core::DirectoryFailureCode::directory_unreachable,
                                          "ldaps://dc1.ex1.test: connection refused"};
        }
        if (refuses) return core::DirectoryFailure{*refuses, "the directory says no"};
        return std::nullopt;
    }
    void release_rights_test() {
        std::lock_guard lock(mutex);
        holds_rights_test = false;
        changed.notify_all();
    }
};

class FakeDirectorySession final : public core::DirectorySession {
public:
    FakeDirectorySession(FakeForest& forest, core::DirectoryFacts facts) : forest_(forest), facts_(std::move(facts)) {}

    [[nodiscard]] const core::DirectoryFacts& facts() const override { return facts_; }

    core::Found<core::TreeNodes> children(const std::string& parent_dn, std::size_t) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        core::TreeNodes nodes;
        for (const auto& unit : forest_.units) {
            const auto dn = core::DistinguishedName::parse(unit);
            const bool is_domain = unit == forest_.base_dn();
            if (parent_dn.empty() ? !is_domain : is_domain || dn->parent() != core::DistinguishedName::parse(parent_dn))
                continue;
            nodes.nodes.push_back(node(unit));
        }
        return nodes;
    }
    core::Found<core::TreeNodes> search(const std::string& text, std::size_t) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        core::TreeNodes nodes;
        for (const auto& unit : forest_.units) {
            if (node(unit).name.find(text) != std::string::npos) nodes.nodes.push_back(node(unit));
        }
        return nodes;
    }
    core::Found<core::FoundGroups> search_groups(const std::string& text, std::size_t limit) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        core::FoundGroups found;
        for (const auto& [dn, name] : forest_.groups) {
            if (name.find(text) != std::string::npos && found.groups.size() < limit)
                found.groups.push_back({dn, name, "of " + forest_.dns});
        }
        return found;
    }
    core::Found<core::ScopeCounts> count(const core::Scope& scope, const std::string& pilot_group) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        if (!pilot_group.empty()) return core::ScopeCounts{2, 10};
        return scope.mode == core::Scope::Mode::all ? core::ScopeCounts{12, 0} : core::ScopeCounts{5, 7};
    }
    core::Found<core::NamedObject> resolve_unit(const std::string& dn,
                                                const std::optional<core::ObjectGuid>& guid) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        return find(dn, guid, forest_.units);
    }
    core::Found<core::NamedObject> resolve_group(const std::string& dn,
                                                 const std::optional<core::ObjectGuid>& guid) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        std::set<std::string> groups;
        for (const auto& group : forest_.groups) groups.insert(group.first);
        return find(dn, guid, groups);
    }
    core::Found<core::RightsReport> test_rights(const core::Scope&, const core::RightsProgress& progress,
                                                const std::atomic<bool>& stop) override {
        if (auto failed = forest_.failure()) return tl::unexpected(*failed);
        progress(3, 12);
        std::unique_lock lock(forest_.mutex);
        while (forest_.holds_rights_test && !stop) forest_.changed.wait_for(lock, std::chrono::milliseconds(5));
        if (stop) return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::stopped, "stopped"});
        return forest_.report;
    }

private:
    core::Found<core::NamedObject> find(const std::string& dn, const std::optional<core::ObjectGuid>& guid,
                                        const std::set<std::string>& names) const {
        const auto wanted = core::DistinguishedName::parse(dn);
        for (const auto& name : names) {
            const auto its_guid = forest_.guid_of(name);
            if (guid ? its_guid == *guid : core::DistinguishedName::parse(name) == wanted)
                return core::NamedObject{name, its_guid};
        }
        return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::not_found, dn + " is not there"});
    }
    [[nodiscard]] core::TreeNode node(const std::string& dn) const {
        const auto name = dn.substr(3, dn.find(',') - 3);
        return {.dn = dn,
                .name = dn.starts_with("DC=") ? forest_.dns : name,
                .kind = dn.starts_with("DC=") ? core::TreeNode::Kind::domain : core::TreeNode::Kind::unit,
                .has_children = dn != "OU=Services,DC=ex1,DC=test",
                .people = 5};
    }

    FakeForest& forest_;
    const core::DirectoryFacts facts_;
};

class FakeDirectorySetup final : public core::DirectorySetup {
public:
    FakeDirectorySetup() {
        second.dns = "ex2.test";
        second.passwords = {{"CN=svc,DC=ex2,DC=test", "svc-secret-2"}};
        second.units = {"DC=ex2,DC=test", "OU=Guests,DC=ex2,DC=test"};
        second.groups = {{"CN=Band,DC=ex2,DC=test", "Band"}};
    }
    FakeForest forest;
    FakeForest second;

    core::Found<std::vector<std::string>> discover(const std::string& name) override {
        if (auto failed = forest.failure()) return tl::unexpected(*failed);
        if (name != forest.dns && name != second.dns) {
            return tl::unexpected(core::DirectoryFailure{core::DirectoryFailureCode::forest_not_found,
                                                         name + " has no domain controllers in DNS"});
        }
        return std::vector<std::string>{"ldaps://dc1." + name};
    }
    core::Found<std::unique_ptr<core::DirectorySession>> open(const core::DirectoryTarget& target,
                                                              const core::DirectoryCredentials& who) override {
        auto& asked = target.servers.front().find(second.dns) == std::string::npos ? forest : second;
        if (auto failed = asked.failure()) return tl::unexpected(*failed);
        ++asked.opened;
        if (auto refused = refusal(asked, who)) return tl::unexpected(std::move(*refused));
        core::DirectoryFacts facts;
        facts.server = target.servers.front() + ":636";
        facts.forest_dns = facts.domain_dns = asked.dns;
        facts.base_dn = asked.base_dn();
        facts.account_dn = who.keytab_file.empty() ? who.name : "CN=svc-tilbage,OU=Services,DC=ex1,DC=test";
        facts.policy_hints = true;
        facts.schema_attributes = 1521;
        return std::make_unique<FakeDirectorySession>(asked, std::move(facts));
    }
    [[nodiscard]] bool offers_keytab() const override { return true; }
    core::Found<core::CreatedConnectorAccount> create_account(const core::DirectoryTarget&,
                                                              const core::DirectoryCredentials& administrator,
                                                              const core::NewConnectorAccount& account) override {
        if (auto failed = forest.failure()) return tl::unexpected(*failed);
        if (administrator.password.open_text() != forest.administrator_password) {
            return tl::unexpected(
                core::DirectoryFailure{core::DirectoryFailureCode::credentials_wrong, "80090308: data 52e"});
        }
        core::CreatedConnectorAccount made;
        made.name = account.name;
        made.dn = "CN=" + account.name + ",CN=Users,DC=ex1,DC=test";
        if (forest.passwords.contains(made.dn)) {
            return tl::unexpected(
                core::DirectoryFailure{core::DirectoryFailureCode::name_taken, account.name + " is there already"});
        }
        forest.passwords[made.dn] = "made-secret-1";
        made.password = base::SecretBytes::copy_of("made-secret-1");
        return made;
    }
    core::Found<int> grant(const core::DirectoryTarget&, const core::DirectoryCredentials&, const std::string&,
                           const core::Scope&) override {
        return 0;
    }

private:
    [[nodiscard]] static std::optional<core::DirectoryFailure> refusal(const FakeForest& forest,
                                                                       const core::DirectoryCredentials& who) {
        using Code = core::DirectoryFailureCode;
        if (!who.keytab_file.empty()) {
            const auto key = adapters::ldap::find_key(who.keytab_file, who.name);
            if (key) return std::nullopt;
            const bool unreadable = key.error().problem == adapters::ldap::KerberosProblem::keytab_unreadable;
            return core::DirectoryFailure{unreadable ? Code::keytab_unreadable : Code::keytab_wrong,
                                          key.error().error.message};
        }
        const auto known = forest.passwords.find(who.name);
        if (known != forest.passwords.end() && known->second == who.password.open_text()) return std::nullopt;
        return core::DirectoryFailure{Code::credentials_wrong, "80090308: data 52e"};
    }
};

}  // namespace tilbage::connect::wizard
