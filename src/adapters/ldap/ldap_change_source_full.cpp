// Everything there is: where DirSync stands, a walk through the units, and what has changed during it. DirSync itself
// could tell all of it, but Samba works everything out and holds it (256 MB at most) before it sends the first object.
#include <fmt/core.h>
#include <unordered_set>

#include "adapters/ldap/change_session.h"
#include "adapters/ldap/directory_walk.h"
#include "adapters/ldap/extended_dn.h"

namespace tilbage::adapters::ldap {

using base::ErrorCode;
using base::Result;
using core::ObjectChange;
using core::ObjectGuid;
using core::ObjectKind;

namespace {

// Nobody's: what DirSync answers is its place alone (a cookie is no filter's, MS-ADTS 3.1.1.3.4.1.3).
constexpr std::string_view kNobody = R"((objectGUID=\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00))";

}  // namespace

class LdapChangeSource::FullReading {
public:
    FullReading(LdapChangeSource& source, Session& session, const Visit& visit)
        : source_(source), session_(session), visit_(visit) {}

    Result<void> run() {
        auto place = place_now();
        if (!place) return base::fail(place.error());
        if (auto walked = walk(); !walked) return walked;
        auto end = follow(std::move(*place));
        if (!end) return base::fail(end.error());
        for (const auto& guid : again_)
            if (auto read = read_again(guid); !read) return read;
        for (const auto& guid : revived_)
            if (auto related = source_.read_relations(session_, guid, batch_); !related) return related;
        batch_.cookie = std::move(*end);
        batch_.more = false;
        return visit_(std::move(batch_));
    }

private:
    Result<std::string> place_now() {
        const auto nobody = [](const Entry&) { return Result<void>(); };
        DirSyncAnswer place{.more = true, .cookie = {}};
        while (place.more) {
            auto next = source_.dirsync(session_, {{"objectGUID"}, kNobody}, place.cookie, nobody);
            if (!next) return base::fail(next.error());
            place = std::move(*next);
        }
        return std::move(place.cookie);
    }

    Result<void> walk() {
        const auto& reader = session_.reader;
        const auto head = source_.read_entry(session_, {.base = session_.base(),
                                                        .filter = std::string(kStagedFilter),
                                                        .attributes = reader.asked(),
                                                        .controls = {extended_dn_control()}});
        if (!head) return base::fail(head.error());
        auto change = *head ? reader.from_search(**head) : std::nullopt;
        if (!change) return {};  // without it nobody takes this for all there is
        const auto top = change->guid;
        if (auto told = tell(std::move(*change)); !told) return told;
        DirectoryWalk walk(*session_.connection,
                           {.filter = std::string(kStagedFilter),
                            .attributes = reader.asked_in_a_unit(),
                            .controls = {extended_dn_control()},
                            .page_size = source_.options_.page_size},
                           source_.for_all());
        return walk.run(top, [this](const ObjectGuid& parent, const Entry& entry) { return take(parent, entry); });
    }

    Result<std::optional<ObjectGuid>> take(const ObjectGuid& parent, const Entry& entry) {
        std::optional<ObjectGuid> below;
        auto change = session_.reader.from_search(entry, parent);
        if (!change) return below;
        if (change->kind == ObjectKind::unit) below = change->guid;
        // The rest of its members cannot be asked for while an answer is under way.
        if (change->kind == ObjectKind::group && members_in(entry).next)
            read_later(change->guid);
        else if (auto told = tell(std::move(*change)); !told)
            return base::fail(told.error());
        return below;
    }

    // What has changed since `place`, and where that ends. Whoever has is read whole: they may have been moved to where
    // the walk was already.
    Result<std::string> follow(std::string place) {
        bool more = true;
        while (more) {
            auto next =
                source_.dirsync(session_, {session_.reader.asked()}, place, [&](const Entry& entry) -> Result<void> {
                    auto change = session_.reader.from_dirsync(entry);
                    if (!change) return {};
                    const bool is_back = ChangeReader::tells_of_revival(entry) && !change->deleted;
                    if (is_back) revived_.push_back(change->guid);
                    if (!change->deleted) read_later(change->guid);
                    return change->deleted || is_back ? tell(deletion_of(change->guid)) : Result<void>();
                });
            if (!next) return base::fail(next.error());
            more = next->more;
            place = std::move(next->cookie);
        }
        return place;
    }

    Result<void> read_again(const ObjectGuid& guid) {
        if (source_.stopped_) return base::fail(ErrorCode::unavailable, "the synchronisation is being stopped");
        auto object = source_.read_object(session_, guid);
        if (!object) return base::fail(object.error());
        return *object ? tell(std::move(**object)) : Result<void>();
    }

    void read_later(const ObjectGuid& guid) {
        if (known_again_.insert(guid).second) again_.push_back(guid);
    }

    Result<void> tell(ObjectChange change) {
        members_ += change.members_added.size();
        batch_.changes.push_back(std::move(change));
        if (batch_.changes.size() < source_.options_.batch && members_ < kMembersInABatch) return {};
        members_ = 0;
        return visit_(std::exchange(batch_, {.changes = {}, .cookie = {}, .more = true}));
    }

    LdapChangeSource& source_;
    Session& session_;
    const Visit& visit_;
    core::ChangeBatch batch_{.changes = {}, .cookie = {}, .more = true};
    std::size_t members_ = 0;  // in batch_
    std::vector<ObjectGuid> again_;
    std::unordered_set<ObjectGuid, core::ObjectGuidHash> known_again_;
    std::vector<ObjectGuid> revived_;
};

Result<void> LdapChangeSource::read_everything(Session& session, const Visit& visit) {
    auto read = FullReading(*this, session, visit).run();
    if (!read) session_.reset();  // an answer may be under way on it
    return read;
}

}  // namespace tilbage::adapters::ldap
