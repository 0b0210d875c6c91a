// One domain of a directory in memory, with its administrator's hands and what may befall it. It tells what a real one
// tells by DirSync: only what has changed, new objects whole, and nothing of a deletion that its reader may not see. It
// passes the same contract suite as a real domain controller.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/change_source.h"

namespace tilbage::fakes {

// One thread. The administrator's functions throw std::logic_error when an object is not there.
class FakeChangeSource final : public core::ChangeSource {
public:
    using Attributes = std::map<std::string, std::vector<std::string>>;

    // "ex1.test" has the head "DC=ex1,DC=test".
    explicit FakeChangeSource(std::string dns = "ex1.test", std::string netbios = "EX1");

    // --- the administrator
    [[nodiscard]] const core::ObjectGuid& head() const { return head_; }
    core::ObjectGuid add_unit(const core::ObjectGuid& parent, const std::string& rdn);  // "OU=People"
    // What is not given is made from the RDN: sAMAccountName, userPrincipalName, userAccountControl 512.
    core::ObjectGuid add_person(const core::ObjectGuid& parent, const std::string& rdn, Attributes attributes = {});
    // A global security group, unless groupType is given.
    core::ObjectGuid add_group(const core::ObjectGuid& parent, const std::string& rdn,
                               const std::vector<core::ObjectGuid>& members = {}, Attributes attributes = {});
    // No values: the attribute is removed.
    void set(const core::ObjectGuid& guid, const std::string& name, std::vector<std::string> values);
    void set_manager(const core::ObjectGuid& guid, const std::optional<core::ObjectGuid>& manager);
    void rename(const core::ObjectGuid& guid, const std::string& rdn);
    void move(const core::ObjectGuid& guid, const core::ObjectGuid& parent);
    // With everything below it; out of every group, and nobody's manager any more, without a word about either.
    void remove(const core::ObjectGuid& guid);
    // One object, with its attributes and without its groups.
    void revive(const core::ObjectGuid& guid, const core::ObjectGuid& parent);
    void add_member(const core::ObjectGuid& group, const core::ObjectGuid& member);
    void remove_member(const core::ObjectGuid& group, const core::ObjectGuid& member);
    // Not told, and of no consequence for anything that is.
    // Passwords live for ever, but of those whose expiry is set: they have a policy of their own.
    void set_password_expiry(const core::ObjectGuid& guid, std::int64_t expiry) { expiries_[guid] = expiry; }
    // The reader's account may no longer read the object, or may again. Neither is told.
    void hide(const core::ObjectGuid& guid, bool hidden);
    // Everything tells of the object but read_object.
    void hide_from_single_reads(const core::ObjectGuid& guid) { object(guid).hidden_alone = true; }
    [[nodiscard]] bool has(const core::ObjectGuid& guid) const;
    [[nodiscard]] std::string dn_of(const core::ObjectGuid& guid) const;
    [[nodiscard]] std::string attribute(const core::ObjectGuid& guid, const std::string& name) const;
    [[nodiscard]] std::vector<core::ObjectGuid> members_of(const core::ObjectGuid& group) const;

    // --- what may befall it
    void set_batch(std::size_t objects) { batch_ = objects; }
    // A round ends after so many objects, and there is more; 0: never.
    void set_page(std::size_t objects) { page_ = objects; }
    // Every call fails with this from now on; none: it is well again.
    void fail_with(std::optional<base::Error> error) { failure_ = std::move(error); }
    // The next read_changes fails after this many batches were handed over, once.
    void break_after(std::size_t batches) { breaks_after_ = batches; }
    void set_sees_deletions(bool sees) { sees_deletions_ = sees; }
    // Called before every look() answers: what the administrator does meanwhile.
    std::function<void()> before_look = [] {};
    // No cookie given out until now is taken any more.
    void refuse_cookies() { ++cookie_age_; }
    // Another server answers, or this one came back from a backup: another invocationId, and USNs of its own. `usn`:
    // the new highestCommittedUSN. Cookies of before are taken, and lead wherever they lead.
    void change_server(const std::string& name, std::int64_t usn);
    [[nodiscard]] std::int64_t usn() const { return usn_; }
    [[nodiscard]] int looks() const { return looks_; }
    [[nodiscard]] int full_reads() const { return full_reads_; }
    [[nodiscard]] int single_reads() const { return single_reads_; }
    [[nodiscard]] int expiry_reads() const { return expiry_reads_; }  // of everybody's

    base::Result<core::SourceServer> look() override;
    base::Result<core::SourceDomain> domain() override;
    base::Result<void> read_changes(const std::string& cookie,
                                    const std::function<base::Result<void>(core::ChangeBatch)>& visit) override;
    base::Result<std::optional<core::ObjectChange>> read_object(const core::ObjectGuid& guid) override;
    base::Result<std::optional<core::ObjectGuid>> find_by_name(const std::string& dn) override;
    base::Result<bool> sees_deletions() override;
    base::Result<void> each_guid(const std::function<void(const core::ObjectGuid&)>& visit) override;
    base::Result<std::optional<core::PasswordLife>> password_life() override;
    base::Result<std::optional<std::int64_t>> password_expiry(const core::ObjectGuid& guid) override;
    base::Result<void> each_password_expiry(
        const std::function<void(const core::ObjectGuid&, std::int64_t)>& visit) override;

private:
    template <class T>
    struct Stamped {
        T value{};
        std::int64_t usn = 0;  // of its last change
    };
    struct Object {
        core::ObjectGuid guid;
        core::ObjectKind kind = core::ObjectKind::unit;
        std::int64_t created = 0;
        std::int64_t changed = 0;
        Stamped<core::ObjectGuid> parent;
        Stamped<std::string> rdn;
        Stamped<bool> deleted;
        bool hidden = false;
        bool hidden_alone = false;
        std::map<std::string, Stamped<std::vector<std::string>>> attributes;
        std::map<core::ObjectGuid, Stamped<bool>> members;  // true: is one
    };
    // Everything changed after `object` is still to come, and of it what changed after `property` is told.
    struct Cookie {
        int age = 0;
        std::int64_t object = 0;
        std::int64_t property = 0;
    };

    core::ObjectGuid add(core::ObjectKind kind, const core::ObjectGuid& parent, const std::string& rdn,
                         Attributes attributes);
    Object& object(const core::ObjectGuid& guid);
    [[nodiscard]] const Object& object(const core::ObjectGuid& guid) const;
    [[nodiscard]] const Object* visible(const core::ObjectGuid& guid) const;
    [[nodiscard]] std::int64_t touch(Object& object);
    [[nodiscard]] base::Result<Cookie> parse(const std::string& cookie) const;
    [[nodiscard]] static std::string text_of(const Cookie& cookie);
    [[nodiscard]] std::vector<const Object*> changed_after(std::int64_t usn) const;
    [[nodiscard]] static core::ObjectChange change_of(const Object& object, std::int64_t after);
    [[nodiscard]] static core::ObjectChange whole(const Object& object) { return change_of(object, 0); }
    base::Result<void> pass(core::ChangeBatch& batch,
                            const std::function<base::Result<void>(core::ChangeBatch)>& visit);

    std::string dns_;
    std::string netbios_;
    std::string base_dn_;
    core::ObjectGuid head_;
    std::map<core::ObjectGuid, Object> objects_;
    std::map<core::ObjectGuid, std::int64_t> expiries_;
    std::string server_ = "ldaps://dc1.ex1.test:636";
    std::string invocation_;
    std::int64_t usn_ = 1000;
    std::uint64_t made_ = 0;
    std::size_t batch_ = 300;
    std::size_t page_ = 0;
    std::optional<base::Error> failure_;
    std::optional<std::size_t> breaks_after_;
    bool sees_deletions_ = true;
    int cookie_age_ = 0;
    int servers_ = 0;
    int looks_ = 0;
    int full_reads_ = 0;
    int expiry_reads_ = 0;
    int single_reads_ = 0;
};

}  // namespace tilbage::fakes
