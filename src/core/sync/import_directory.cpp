#include "core/sync/import_directory.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "core/sync/attribute_values.h"
#include "core/sync/password_expiries.h"
#include "core/sync/remove_gone.h"
#include "core/sync/sweep_directory.h"
#include "core/sync/synchronize.h"

namespace tilbage::core {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kMostSingleExpiries = 100;  // more are read in one go

std::string attribute_list(const DirectoryRules& rules) {
    std::string list;
    for (const auto& name : sync_attributes()) list += name + " ";
    return list + rules.alternate_mail_attribute;
}

// Of a change by which the password's expiry may be another.
bool moves_expiry(const ObjectChange& change) {
    if (change.whole) return change.kind == ObjectKind::person;
    return std::ranges::any_of(change.attributes, [](const StagedAttribute& attribute) {
        return attribute.name == "pwdLastSet" || attribute.name == "userAccountControl";
    });
}

}  // namespace

Result<ImportRun> DirectoryImport::run() {
    auto done = read();
    if (!done) directory_.unbroken = false;
    return done;
}

Result<ImportRun> DirectoryImport::read() {
    auto& source = directory_.config.source;
    const auto server = source.look();
    if (!server) return base::fail(server.error());
    auto position = space_.position(directory_.number());
    if (!position) return base::fail(position.error());
    position_ = std::move(*position);
    directory_.whole = position_.whole;
    if (auto learnt = learn_domain(*server); !learnt) return base::fail(learnt.error());
    if (auto bound = bind(); !bound) return base::fail(bound.error());
    if (auto why = why_full(*server); !why.empty()) return read_everything(*server, std::move(why));
    auto delta = server->highest_usn == position_.usn ? ImportRun{} : read_delta(*server);
    if (!delta && delta.error().code == ErrorCode::corrupt) return read_everything(*server, delta.error().message);
    if (!delta || directory_.unbroken) return delta;
    const auto put_back = was_put_back(*server, *delta);
    if (!put_back || !*put_back) return delta;  // what cannot be told now is asked the next time
    auto everything = read_everything(*server, server->name + " has not what it told last: it was put back");
    if (auto noted = witnesses().were_believed(); !noted) return base::fail(noted.error());
    return everything;
}

Result<ImportRun> DirectoryImport::run_between() {
    if (!directory_.is_ready() || !directory_.unbroken) return ImportRun{};
    const auto server = directory_.config.source.look();
    if (!server) return base::fail(server.error());
    auto position = space_.position(directory_.number());
    if (!position) return base::fail(position.error());
    position_ = std::move(*position);
    if (server->highest_usn == position_.usn || !why_full(*server).empty()) return ImportRun{};
    auto delta = read_delta(*server);
    if (!delta) directory_.unbroken = false;
    return delta;
}

Witnesses DirectoryImport::witnesses() {
    return {space_, metaverse_, clock_, directory_.config.source, directory_.number()};
}

// Asked of a directory that was out of sight, when all that it tells is staged.
Result<bool> DirectoryImport::was_put_back(const SourceServer& server, ImportRun& run) {
    auto asked = witnesses().may_be_asked();
    if (!asked || !*asked) return asked;
    auto agree = witnesses().agree();
    if (agree && !*agree) {  // perhaps one of them has changed just now
        const auto more = read_delta(server);
        if (!more) return base::fail(more.error());
        run.kind = more->kind;
        run.read += more->read;
        run.changed += more->changed;
        agree = witnesses().agree();
    }
    if (!agree) return base::fail(agree.error());
    if (!*agree) return true;
    if (auto vouched = work_.run([&] { return witnesses().vouch(); }); !vouched) return base::fail(vouched.error());
    directory_.unbroken = true;
    return false;
}

Result<void> DirectoryImport::learn_domain(const SourceServer& server) {
    if (directory_.domain && directory_.invocation_id == server.invocation_id) return {};
    auto domain = directory_.config.source.domain();
    if (!domain) return base::fail(domain.error());
    if (directory_.domain && directory_.domain->dns != domain->dns) directory_.rules.reset();
    directory_.domain = std::move(*domain);
    directory_.invocation_id = server.invocation_id;
    return {};
}

Result<void> DirectoryImport::bind() {
    if (directory_.rules) return {};
    auto bound = bind_rules(directory_.config.rules, directory_.number(), *directory_.domain, directory_.config.source,
                            metaverse_);
    if (!bound) return base::fail(bound.error());
    directory_.rules = std::move(*bound);
    auto taken = take_up_rules();
    if (!taken) directory_.rules.reset();
    return taken;
}

// Rules may be others than when the agent ran last: everybody is judged anew then, and when other attributes are wanted
// everything is read anew.
Result<void> DirectoryImport::take_up_rules() {
    const auto number = directory_.number();
    const auto rules_note = fmt::format("rules/{}", number);
    const auto list_note = fmt::format("attributes/{}", number);
    const auto rules = fingerprint_of(*directory_.rules, directory_.config.rules);
    const auto list = attribute_list(directory_.config.rules);
    const auto rules_before = metaverse_.note(rules_note);
    if (!rules_before) return base::fail(rules_before.error());
    const auto list_before = metaverse_.note(list_note);
    if (!list_before) return base::fail(list_before.error());
    if (*rules_before == rules && *list_before == list) return {};
    auto position = position_;
    if (*list_before != list) position.cookie.clear();
    auto noted = work_.run([&]() -> Result<void> {
        if (auto marked = space_.mark_all(number); !marked) return marked;
        if (auto set = space_.set_position(number, position); !set) return set;
        if (auto set = metaverse_.set_note(rules_note, rules); !set) return set;
        return metaverse_.set_note(list_note, list);
    });
    if (noted) position_ = std::move(position);
    return noted;
}

std::string DirectoryImport::why_full(const SourceServer& server) const {
    if (!position_.domain.empty() && position_.domain != directory_.domain->dns)
        return fmt::format("the directory was {} and is {}", position_.domain, directory_.domain->dns);
    if (position_.cookie.empty()) return position_.full_at ? "a full import was asked for" : "the first import";
    if (position_.invocation_id != server.invocation_id)
        return fmt::format("{} answers, which is another database than the last one", server.name);
    if (server.highest_usn < position_.usn) return fmt::format("{} is older than it was", server.name);
    return "";
}

// Who is read for the first time is judged and joined while the directory works on the next ones. Not behind a first
// import that broke off: of what that one staged nobody says it again when it has not changed.
Result<void> DirectoryImport::begin_full(const SourceServer& server) {
    const auto number = directory_.number();
    const bool same_domain = position_.domain == directory_.domain->dns;
    position_.domain = directory_.domain->dns;
    position_.invocation_id = server.invocation_id;
    position_.cookie.clear();
    position_.whole = position_.whole && same_domain;
    ++position_.generation;
    directory_.whole = position_.whole;
    judges_early_ = false;
    if (!position_.whole && !directory_.rules->pilot_group) {
        const auto staged = space_.counts(number);
        if (!staged) return base::fail(staged.error());
        judges_early_ = staged->people + staged->groups + staged->units == 0;
    }
    return space_.set_position(number, position_);
}

Result<ImportRun> DirectoryImport::read_everything(const SourceServer& server, std::string why) {
    const auto number = directory_.number();
    auto& source = directory_.config.source;
    if (auto begun = begin_full(server); !begun) return base::fail(begun.error());
    PasswordExpiries expiries(source, space_, number);
    if (auto learnt = expiries.learn(); !learnt) return base::fail(learnt.error());
    ImportRun run{.kind = ImportRun::Kind::full, .read = 0, .changed = 0, .why_full = std::move(why)};
    bool saw_head = false;
    std::string cookie;
    const auto read = source.read_changes("", [&](ChangeBatch batch) -> Result<void> {
        saw_head = saw_head || std::ranges::any_of(batch.changes, [&](const ObjectChange& change) {
                       return change.guid == directory_.domain->head;
                   });
        cookie = batch.cookie;
        return stage_full(std::move(batch), expiries, run);
    });
    if (!read) return base::fail(read.error());
    if (!saw_head) {
        return base::fail(ErrorCode::permission_denied,
                          fmt::format("{} does not show {} itself: what it shows cannot be all that there is",
                                      server.name, directory_.domain->base_dn));
    }
    if (auto removed = remove_unseen(run); !removed) return base::fail(removed.error());
    const auto corrections = expiries.corrections();
    if (!corrections) return base::fail(corrections.error());
    if (auto corrected = stage_whole(*corrections, run); !corrected) return base::fail(corrected.error());
    if (auto finished = finish_full(server, std::move(cookie)); !finished) return base::fail(finished.error());
    return run;
}

Result<void> DirectoryImport::remove_unseen(ImportRun& run) {
    if (judges_early_) return {};  // nothing was staged before
    const auto gone = space_.not_of_generation(directory_.number(), position_.generation);
    if (!gone) return base::fail(gone.error());
    const auto removed = remove_gone(space_, work_, directory_, position_.generation, *gone);
    if (!removed) return base::fail(removed.error());
    run.changed += *removed;
    return {};
}

Result<void> DirectoryImport::stage_full(ChangeBatch batch, const PasswordExpiries& expiries, ImportRun& run) {
    run.read += batch.changes.size();
    for (auto& change : batch.changes)
        if (change.kind == ObjectKind::person && !change.deleted) expiries.add_to(change);
    return stage_whole(batch.changes, run);
}

Result<void> DirectoryImport::stage_whole(const std::vector<ObjectChange>& changes, ImportRun& run) {
    Stage stage(space_, directory_.number(), position_.generation, position_.whole || judges_early_);
    auto staged = work_.run([&]() -> Result<void> {
        for (const auto& change : changes)
            if (auto applied = stage.apply(change); !applied) return applied;
        if (!judges_early_) return stage.flush();
        if (stage.units_changed()) directory_.units.forget();
        return Synchronization(space_, metaverse_, work_, directory_, followers_).judge_early(stage.take_marks());
    });
    if (!staged) directory_.units.forget();  // some may have been read that are not there
    took(stage, run);
    return staged;
}

Result<void> DirectoryImport::finish_full(const SourceServer& server, std::string cookie) {
    const auto number = directory_.number();
    const bool first = !position_.whole;
    auto position = position_;
    position.cookie = std::move(cookie);
    position.usn = server.highest_usn;
    position.whole = true;
    position.full_at = clock_.now();
    auto finished = work_.run([&]() -> Result<void> {
        if (first && !judges_early_)
            if (auto marked = space_.mark_all(number); !marked) return marked;
        if (auto set = space_.set_position(number, position); !set) return set;
        if (auto vouched = witnesses().vouch(); !vouched) return vouched;
        return metaverse_.set_note(kReconcileNote, "a full import");
    });
    if (!finished) return finished;
    position_ = std::move(position);
    directory_.whole = true;
    directory_.unbroken = true;
    return metaverse_.set_note(expiries_note(number), std::to_string(base::to_millis(clock_.now())));
}

Result<ImportRun> DirectoryImport::read_delta(const SourceServer& server) {
    ImportRun run{.kind = ImportRun::Kind::delta, .read = 0, .changed = 0, .why_full = ""};
    auto read = directory_.config.source.read_changes(
        position_.cookie, [&](ChangeBatch batch) { return stage_delta(std::move(batch), server, run); });
    if (!read) return base::fail(read.error());
    return run;
}

Result<void> DirectoryImport::stage_delta(ChangeBatch batch, const SourceServer& server, ImportRun& run) {
    run.read += batch.changes.size();
    if (auto completed = complete(batch); !completed) return completed;
    auto position = position_;
    position.cookie = batch.cookie;
    if (!batch.more) position.usn = server.highest_usn;
    Stage stage(space_, directory_.number(), position_.generation);
    auto staged = work_.run([&]() -> Result<void> {
        for (const auto& change : batch.changes)
            if (auto applied = stage.apply(change); !applied) return applied;
        if (auto flushed = stage.flush(); !flushed) return flushed;
        if (auto noted = witnesses().note(batch.changes, directory_.unbroken); !noted) return noted;
        return space_.set_position(directory_.number(), position);
    });
    if (!staged) return staged;
    position_ = std::move(position);
    took(stage, run);
    return {};
}

// A change is all that is told of an object that is not staged, when it came into sight: it is read whole. Everything
// that asks the directory happens here, before the transaction.
Result<void> DirectoryImport::complete(ChangeBatch& batch) {
    std::vector<ObjectChange> completed;
    completed.reserve(batch.changes.size());
    std::set<ObjectGuid> gone;  // by this batch: who was deleted and came back is told as both
    for (auto& change : batch.changes) {
        if (change.deleted) gone.insert(change.guid);
        if (change.deleted || change.whole) {
            completed.push_back(std::move(change));
            continue;
        }
        const auto staged = space_.find(directory_.number(), change.guid);
        if (!staged) return base::fail(staged.error());
        if (*staged && !gone.contains(change.guid)) {
            change.kind = (*staged)->kind;
            completed.push_back(std::move(change));
            continue;
        }
        auto whole = directory_.config.source.read_object(change.guid);
        if (!whole) return base::fail(whole.error());
        if (*whole) completed.push_back(std::move(**whole));
    }
    batch.changes = std::move(completed);
    std::vector<ObjectChange*> people;
    for (auto& change : batch.changes) {
        if (!change.deleted && change.kind == ObjectKind::person && moves_expiry(change)) people.push_back(&change);
    }
    return add_expiries(std::move(people));
}

Result<void> DirectoryImport::add_expiries(std::vector<ObjectChange*> people) {
    if (people.size() > kMostSingleExpiries) {
        if (!expiries_) {
            auto all = read_password_expiries(directory_.config.source);
            if (!all) return base::fail(all.error());
            expiries_ = std::move(*all);
        }
        for (auto* person : people) {
            const auto known = expiries_->find(person->guid);
            person->attributes.push_back(
                expiry_attribute(known == expiries_->end() ? std::nullopt : std::optional(known->second)));
        }
        return {};
    }
    for (auto* person : people) {
        const auto expiry = directory_.config.source.password_expiry(person->guid);
        if (!expiry && expiry.error().code == ErrorCode::permission_denied) return {};
        if (!expiry) return base::fail(expiry.error());
        person->attributes.push_back(expiry_attribute(*expiry));
    }
    return {};
}

void DirectoryImport::took(const Stage& stage, ImportRun& run) {
    run.changed += stage.changed();
    if (stage.units_changed()) directory_.units.forget();
}

}  // namespace tilbage::core
