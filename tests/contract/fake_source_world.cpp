#include "contract/source_world.h"
#include "contract/world.h"
#include "fakes/fake_change_source.h"

namespace tilbage::contract {
namespace {

using core::ObjectGuid;

std::string escape(const std::string& name) {
    std::string escaped;
    for (const char c : name) {
        if (c == ',' || c == '\\' || c == '"') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

// The account that sees no deletions looks at the same objects.
class BlindSource final : public core::ChangeSource {
public:
    explicit BlindSource(fakes::FakeChangeSource& all) : all_(all) {}
    base::Result<core::SourceServer> look() override { return all_.look(); }
    base::Result<core::SourceDomain> domain() override { return all_.domain(); }
    base::Result<void> read_changes(const std::string& cookie,
                                    const std::function<base::Result<void>(core::ChangeBatch)>& visit) override {
        all_.set_sees_deletions(false);
        auto done = all_.read_changes(cookie, visit);
        all_.set_sees_deletions(true);
        return done;
    }
    base::Result<std::optional<core::ObjectChange>> read_object(const ObjectGuid& guid) override {
        return all_.read_object(guid);
    }
    base::Result<std::optional<ObjectGuid>> find_by_name(const std::string& dn) override {
        return all_.find_by_name(dn);
    }
    base::Result<bool> sees_deletions() override {
        all_.set_sees_deletions(false);
        auto sees = all_.sees_deletions();
        all_.set_sees_deletions(true);
        return sees;
    }
    base::Result<void> each_guid(const std::function<void(const ObjectGuid&)>& visit) override {
        return all_.each_guid(visit);
    }
    base::Result<std::optional<core::PasswordLife>> password_life() override { return all_.password_life(); }
    base::Result<std::optional<std::int64_t>> password_expiry(const ObjectGuid& guid) override {
        return all_.password_expiry(guid);
    }
    base::Result<void> each_password_expiry(
        const std::function<void(const ObjectGuid&, std::int64_t)>& visit) override {
        return all_.each_password_expiry(visit);
    }

private:
    fakes::FakeChangeSource& all_;
};

class FakeSourceWorld final : public SourceWorld {
public:
    explicit FakeSourceWorld(std::size_t page) {
        source_.set_page(page);
        source_.set_batch(2);
    }
    core::ChangeSource& source() override { return source_; }
    core::ChangeSource& blind_source() override { return blind_; }
    void break_next_reading() override { source_.break_after(1); }

    ObjectGuid root() override { return root_; }
    ObjectGuid add_unit(const ObjectGuid& parent, const std::string& name) override {
        return source_.add_unit(parent, "OU=" + escape(name));
    }
    ObjectGuid add_person(const ObjectGuid& parent, const std::string& name) override {
        return source_.add_person(parent, "CN=" + escape(name));
    }
    ObjectGuid add_group(const ObjectGuid& parent, const std::string& name,
                         const std::vector<ObjectGuid>& members) override {
        return source_.add_group(parent, "CN=" + escape(name), members);
    }
    std::vector<ObjectGuid> many_objects() override {
        constexpr int kMany = 1'600;
        std::vector<ObjectGuid> many;
        const auto unit = add_unit(root_, new_name("many"));
        for (int i = 0; i < kMany; ++i) many.push_back(add_unit(unit, std::to_string(i)));
        return many;
    }
    ObjectGuid add_computer(const ObjectGuid& /*parent*/, const std::string& /*name*/) override {
        return ObjectGuid::from(new_anchor().guid()).value();
    }
    void set(const ObjectGuid& guid, const std::string& attribute, const std::vector<std::string>& values) override {
        source_.set(guid, attribute, values);
    }
    void set_manager(const ObjectGuid& guid, const std::optional<ObjectGuid>& manager) override {
        source_.set_manager(guid, manager);
    }
    void rename(const ObjectGuid& guid, const std::string& name, const ObjectGuid& parent) override {
        source_.rename(guid, type_of(guid) + escape(name));
        source_.move(guid, parent);
    }
    void remove(const ObjectGuid& guid) override { source_.remove(guid); }
    void revive(const ObjectGuid& guid, const std::string& name, const ObjectGuid& parent) override {
        source_.revive(guid, parent);
        source_.rename(guid, type_of(guid) + escape(name));
    }
    void add_member(const ObjectGuid& group, const ObjectGuid& member) override { source_.add_member(group, member); }
    void remove_member(const ObjectGuid& group, const ObjectGuid& member) override {
        source_.remove_member(group, member);
    }
    std::string dn_of(const ObjectGuid& guid) override { return source_.dn_of(guid); }

private:
    std::string type_of(const ObjectGuid& guid) { return dn_of(guid).substr(0, 3); }

    fakes::FakeChangeSource source_;
    BlindSource blind_{source_};
    ObjectGuid root_ = source_.add_unit(source_.head(), "OU=Contract");
};

}  // namespace

std::unique_ptr<SourceWorld> make_fake_source_world(std::size_t page) {
    return std::make_unique<FakeSourceWorld>(page);
}

}  // namespace tilbage::contract
