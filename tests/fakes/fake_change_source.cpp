#include "fakes/fake_change_source.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/unicode.h"
#include "core/sync/password_expiries.h"

namespace tilbage::fakes {

using base::ErrorCode;
using base::Result;
using core::ObjectChange;
using core::ObjectGuid;
using core::ObjectKind;

namespace {

std::string base_dn_of(const std::string& dns) {
    std::string dn;
    std::istringstream labels(dns);
    for (std::string label; std::getline(labels, label, '.');) dn += (dn.empty() ? "DC=" : ",DC=") + label;
    return dn;
}

std::string value_of_rdn(const std::string& rdn) { return rdn.substr(rdn.find('=') + 1); }

std::string bytes_of(const ObjectGuid& guid) { return {guid.bytes.begin(), guid.bytes.end()}; }

void give(FakeChangeSource::Attributes& attributes, const std::string& name, const std::string& value) {
    attributes.try_emplace(name, std::vector{value});
}

}  // namespace

FakeChangeSource::FakeChangeSource(std::string dns, std::string netbios)
    : dns_(std::move(dns)), netbios_(std::move(netbios)), base_dn_(base_dn_of(dns_)) {
    change_server(server_, usn_);
    head_ = add(ObjectKind::unit, {}, base_dn_, {});
}

ObjectGuid FakeChangeSource::add(ObjectKind kind, const ObjectGuid& parent, const std::string& rdn,
                                 Attributes attributes) {
    if (!parent.is_nil() && !has(parent)) throw std::logic_error("no such parent");
    ObjectGuid guid;
    // As random in its first half as a real one, and the same in every run.
    std::uint64_t number = ++made_ * 0x9E3779B97F4A7C15U ^ std::hash<std::string>()(dns_);
    for (std::size_t i = 0; i < 8; ++i, number >>= 8U) guid.bytes[i] = static_cast<std::uint8_t>(number);
    for (std::size_t i = 0; i < 8; ++i) guid.bytes[8 + i] = static_cast<std::uint8_t>(made_ >> (8 * i));
    auto& made = objects_[guid];
    made.guid = guid;
    made.kind = kind;
    made.created = touch(made);
    made.parent = {parent, made.created};
    made.rdn = {rdn, made.created};
    for (auto& [name, values] : attributes) {
        if (!values.empty()) made.attributes[name] = {std::move(values), made.created};
    }
    return guid;
}

ObjectGuid FakeChangeSource::add_unit(const ObjectGuid& parent, const std::string& rdn) {
    return add(ObjectKind::unit, parent, rdn, {});
}

ObjectGuid FakeChangeSource::add_person(const ObjectGuid& parent, const std::string& rdn, Attributes attributes) {
    const auto account = value_of_rdn(rdn);
    give(attributes, "sAMAccountName", account);
    give(attributes, "userPrincipalName", account + "@" + dns_);
    give(attributes, "userAccountControl", "512");
    return add(ObjectKind::person, parent, rdn, std::move(attributes));
}

ObjectGuid FakeChangeSource::add_group(const ObjectGuid& parent, const std::string& rdn,
                                       const std::vector<ObjectGuid>& members, Attributes attributes) {
    give(attributes, "sAMAccountName", value_of_rdn(rdn));
    give(attributes, "groupType", "-2147483646");  // MS-ADTS 2.2.12: global, security
    const auto group = add(ObjectKind::group, parent, rdn, std::move(attributes));
    for (const auto& member : members) object(group).members[member] = {true, object(group).created};
    return group;
}

void FakeChangeSource::set(const ObjectGuid& guid, const std::string& name, std::vector<std::string> values) {
    auto& changed = object(guid);
    changed.attributes[name] = {std::move(values), touch(changed)};
}

void FakeChangeSource::set_manager(const ObjectGuid& guid, const std::optional<ObjectGuid>& manager) {
    set(guid, "manager", manager ? std::vector{bytes_of(*manager)} : std::vector<std::string>());
}

void FakeChangeSource::rename(const ObjectGuid& guid, const std::string& rdn) {
    auto& changed = object(guid);
    changed.rdn = {rdn, touch(changed)};
}

void FakeChangeSource::move(const ObjectGuid& guid, const ObjectGuid& parent) {
    auto& changed = object(guid);
    changed.parent = {object(parent).guid, touch(changed)};
}

void FakeChangeSource::remove(const ObjectGuid& guid) {
    for (auto& [child, each] : objects_) {
        if (each.parent.value == guid && !each.deleted.value) remove(child);
    }
    auto& removed = object(guid);
    removed.deleted = {true, touch(removed)};
    for (auto& [name, each] : objects_) {
        each.members.erase(guid);
        const auto manager = each.attributes.find("manager");
        if (manager != each.attributes.end() && manager->second.value == std::vector{bytes_of(guid)})
            manager->second.value.clear();  // and a change of it before is still told
    }
}

void FakeChangeSource::revive(const ObjectGuid& guid, const ObjectGuid& parent) {
    const auto found = objects_.find(guid);
    if (found == objects_.end() || !found->second.deleted.value) throw std::logic_error("nothing to revive");
    auto& revived = found->second;
    const auto now = touch(revived);
    revived.deleted = {false, now};
    revived.parent = {object(parent).guid, now};
    revived.rdn.usn = now;
}

void FakeChangeSource::add_member(const ObjectGuid& group, const ObjectGuid& member) {
    auto& changed = object(group);
    changed.members[object(member).guid] = {true, touch(changed)};
}

void FakeChangeSource::remove_member(const ObjectGuid& group, const ObjectGuid& member) {
    auto& changed = object(group);
    changed.members[member] = {false, touch(changed)};
}

void FakeChangeSource::hide(const ObjectGuid& guid, bool hidden) { object(guid).hidden = hidden; }

bool FakeChangeSource::has(const ObjectGuid& guid) const {
    const auto found = objects_.find(guid);
    return found != objects_.end() && !found->second.deleted.value;
}

std::string FakeChangeSource::dn_of(const ObjectGuid& guid) const {
    const auto& each = object(guid);
    return each.parent.value.is_nil() ? each.rdn.value : each.rdn.value + "," + dn_of(each.parent.value);
}

std::string FakeChangeSource::attribute(const ObjectGuid& guid, const std::string& name) const {
    const auto& attributes = object(guid).attributes;
    const auto found = attributes.find(name);
    return found == attributes.end() || found->second.value.empty() ? std::string() : found->second.value.front();
}

std::vector<ObjectGuid> FakeChangeSource::members_of(const ObjectGuid& group) const {
    return whole(object(group)).members_added;
}

void FakeChangeSource::change_server(const std::string& name, std::int64_t usn) {
    server_ = name;
    usn_ = usn;
    invocation_ = fmt::format("00000000-0000-0000-0000-{:012}", ++servers_);
}

FakeChangeSource::Object& FakeChangeSource::object(const ObjectGuid& guid) {
    if (!has(guid)) throw std::logic_error("no such object");
    return objects_.at(guid);
}
const FakeChangeSource::Object& FakeChangeSource::object(const ObjectGuid& guid) const {
    if (!has(guid)) throw std::logic_error("no such object");
    return objects_.at(guid);
}
const FakeChangeSource::Object* FakeChangeSource::visible(const ObjectGuid& guid) const {
    const auto found = objects_.find(guid);
    const bool seen = found != objects_.end() && !found->second.deleted.value && !found->second.hidden;
    return seen ? &found->second : nullptr;
}

std::int64_t FakeChangeSource::touch(Object& object) { return object.changed = ++usn_; }

Result<FakeChangeSource::Cookie> FakeChangeSource::parse(const std::string& cookie) const {
    if (cookie.empty()) return Cookie{cookie_age_, 0, 0};
    Cookie read;
    char first = 0;
    char second = 0;
    std::istringstream text(cookie);
    text >> read.age >> first >> read.object >> second >> read.property;
    if (!text || !text.eof() || first != ':' || second != ':' || read.age != cookie_age_)
        return base::fail(ErrorCode::corrupt, "the directory does not take the cookie");
    return read;
}
std::string FakeChangeSource::text_of(const Cookie& cookie) {
    return fmt::format("{}:{}:{}", cookie.age, cookie.object, cookie.property);
}

std::vector<const FakeChangeSource::Object*> FakeChangeSource::changed_after(std::int64_t usn) const {
    std::vector<const Object*> found;
    for (const auto& [guid, each] : objects_) {
        const bool told = each.deleted.value ? sees_deletions_ : !each.hidden;
        if (each.changed > usn && told) found.push_back(&each);
    }
    std::ranges::sort(found, {}, &Object::changed);
    return found;
}

ObjectChange FakeChangeSource::change_of(const Object& object, std::int64_t after) {
    ObjectChange change;
    change.guid = object.guid;
    if (object.deleted.value) {
        change.deleted = true;
        return change;
    }
    change.whole = object.created > after;
    if (change.whole) change.kind = object.kind;
    if (object.parent.usn > after) change.parent = object.parent.value;
    if (object.rdn.usn > after) change.rdn = object.rdn.value;
    for (const auto& [name, values] : object.attributes) {
        if (values.usn > after && !(change.whole && values.value.empty()))
            change.attributes.push_back({name, values.value});
    }
    change.members_whole = change.whole && object.kind == ObjectKind::group;
    for (const auto& [member, is_one] : object.members) {
        if (is_one.usn <= after) continue;
        if (is_one.value)
            change.members_added.push_back(member);
        else if (!change.whole)
            change.members_removed.push_back(member);
    }
    return change;
}

Result<void> FakeChangeSource::pass(core::ChangeBatch& batch,
                                    const std::function<Result<void>(core::ChangeBatch)>& visit) {
    if (breaks_after_ && (*breaks_after_)-- == 0) {
        breaks_after_.reset();
        return base::fail(ErrorCode::unavailable, server_ + ": the connection was closed");
    }
    return visit(std::exchange(batch, {}));
}

Result<void> FakeChangeSource::read_changes(const std::string& cookie,
                                            const std::function<Result<void>(core::ChangeBatch)>& visit) {
    if (failure_) return base::fail(*failure_);
    auto position = parse(cookie);
    if (!position) return base::fail(position.error());
    if (cookie.empty()) ++full_reads_;
    // What happens while somebody visits comes with the next call.
    std::vector<std::pair<std::int64_t, ObjectChange>> changes;
    for (const auto* each : changed_after(position->object)) {
        if (cookie.empty() && each->deleted.value) continue;
        auto change = change_of(*each, position->property);
        const bool is_back = !each->deleted.value && each->deleted.usn > position->property && !change.whole;
        if (is_back) {
            changes.emplace_back(each->changed, ObjectChange()).second.guid = each->guid;
            changes.back().second.deleted = true;
        }
        changes.emplace_back(each->changed, std::move(change));
    }
    const auto end = usn_;
    auto round = cookie;
    core::ChangeBatch batch;
    std::size_t in_page = 0;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        batch.changes.push_back(std::move(changes[i].second));
        // A page never ends between two words about one object.
        const bool page_ends =
            page_ > 0 && ++in_page >= page_ && i + 1 < changes.size() && changes[i].first != changes[i + 1].first;
        if (page_ends) {
            round = text_of({position->age, changes[i].first, position->property});
            in_page = 0;
        }
        if (!page_ends && (batch.changes.size() < batch_ || i + 1 == changes.size())) continue;
        batch.cookie = round;
        batch.more = true;
        if (const auto taken = pass(batch, visit); !taken) return taken;
    }
    batch.cookie = text_of({position->age, end, end});
    return pass(batch, visit);
}

Result<std::optional<ObjectChange>> FakeChangeSource::read_object(const ObjectGuid& guid) {
    if (failure_) return base::fail(*failure_);
    ++single_reads_;
    const auto* found = visible(guid);
    return found == nullptr || found->hidden_alone ? std::nullopt : std::optional(whole(*found));
}

Result<std::optional<ObjectGuid>> FakeChangeSource::find_by_name(const std::string& dn) {
    if (failure_) return base::fail(*failure_);
    for (const auto& [guid, each] : objects_) {
        if (visible(guid) != nullptr && base::fold_case(dn_of(guid)) == base::fold_case(dn)) return guid;
    }
    return std::nullopt;
}

Result<core::SourceServer> FakeChangeSource::look() {
    ++looks_;
    before_look();
    if (failure_) return base::fail(*failure_);
    return core::SourceServer{server_, invocation_, usn_};
}

Result<core::SourceDomain> FakeChangeSource::domain() {
    if (failure_) return base::fail(*failure_);
    return core::SourceDomain{dns_, netbios_, base_dn_, head_, dns_};
}

Result<bool> FakeChangeSource::sees_deletions() {
    if (failure_) return base::fail(*failure_);
    return sees_deletions_;
}

Result<void> FakeChangeSource::each_guid(const std::function<void(const ObjectGuid&)>& visit) {
    if (failure_) return base::fail(*failure_);
    for (const auto& [guid, each] : objects_) {
        if (visible(guid) != nullptr) visit(guid);
    }
    return {};
}

Result<std::optional<core::PasswordLife>> FakeChangeSource::password_life() {
    if (failure_) return base::fail(*failure_);
    core::PasswordLife life;
    for (const auto& [guid, expiry] : expiries_) life.exceptions.push_back(guid);
    return std::optional(std::move(life));
}

Result<std::optional<std::int64_t>> FakeChangeSource::password_expiry(const ObjectGuid& guid) {
    if (failure_) return base::fail(*failure_);
    const auto* found = visible(guid);
    const auto expiry = expiries_.find(guid);
    if (found == nullptr || found->kind != ObjectKind::person) return std::nullopt;
    if (expiry != expiries_.end()) return expiry->second;
    return core::password_expiry_under(0, whole(*found).attributes);
}

Result<void> FakeChangeSource::each_password_expiry(const std::function<void(const ObjectGuid&, std::int64_t)>& visit) {
    ++expiry_reads_;
    if (failure_) return base::fail(*failure_);
    for (const auto& [guid, each] : objects_) {
        if (const auto expiry = password_expiry(guid); expiry && *expiry) visit(guid, **expiry);
    }
    return {};
}

}  // namespace tilbage::fakes
