#include "adapters/ldap/ldap_change_source.h"

#include <fmt/core.h>
#include <limits>

#include "adapters/ldap/dirsync_control.h"
#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/extended_dn.h"
#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/open_connection.h"
#include "adapters/ldap/person_entry.h"
#include "adapters/ldap/setup/domain_rights.h"
#include "adapters/ldap/setup/paged.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {

using base::ErrorCode;
using base::Result;
using core::ObjectChange;
using core::ObjectGuid;

namespace {

constexpr int kLargestPage = 1000;  // MaxPageSize of a domain controller that nobody has changed
constexpr const char* kExpiry = "msDS-UserPasswordExpiryTimeComputed";

constexpr std::int64_t kDay = 864'000'000'000;  // in units of 100 ns
constexpr std::int64_t kDomainUsers = 513;      // MS-DTYP 2.4.2.4

// A server may work for long before it has the first entry: Samba reads the whole domain before it sends any (some 11 s
// for 100,000 people).
constexpr base::Millis kPatienceForAll = std::chrono::minutes(10);
constexpr base::Millis kPatienceForSome = std::chrono::minutes(1);

// So many members at once, whatever the number of objects.
constexpr std::size_t kMembersInABatch = 20'000;

std::string dn_of(const ObjectGuid& guid) { return guid_dn(guid_to_text(guid.bytes)); }

// "example.org" of "DC=example,DC=org" (MS-ADTS 3.1.1.1.5).
std::string dns_name_of(std::string_view dn) {
    std::string name;
    while (!dn.empty()) {
        const auto rdn = first_rdn(dn);
        const auto value = rdn.substr(std::min(rdn.size(), rdn.find('=') + 1));
        name += (name.empty() ? "" : ".") + std::string(value);
        dn.remove_prefix(std::min(dn.size(), rdn.size() + 1));
    }
    return name;
}

Result<std::string> decode_cookie(const std::string& cookie) {
    const auto bytes = base::from_base64(cookie);
    if (!bytes) return base::fail(ErrorCode::corrupt, "the stored cookie is none of DirSync");
    return std::string(bytes->begin(), bytes->end());
}

// What a server says of a cookie that it does not take: Samba 12 (0000202C), Windows 53 or 2. Neither says it of itself
// while the connection stands, so nothing else can be meant.
base::Error with_cookie(base::Error error, const std::string& cookie) {
    if (error.code == ErrorCode::internal && !cookie.empty()) error.code = ErrorCode::corrupt;
    return error;
}

}  // namespace

struct LdapChangeSource::Session {
    std::unique_ptr<Connection> connection;
    std::string invocation_id;
    ChangeReader reader;

    [[nodiscard]] const std::string& base() const { return connection->root_dse().default_naming_context; }
    [[nodiscard]] bool works() const {
        return connection->is_quiet() && !(connection->end() && connection->end()->passed());
    }
};

LdapChangeSource::LdapChangeSource(Settings settings, ServerList servers, Options options)
    : settings_(std::move(settings)), servers_(std::move(servers)), options_(std::move(options)) {}
LdapChangeSource::~LdapChangeSource() = default;

Result<std::unique_ptr<LdapChangeSource>> LdapChangeSource::create(Settings settings, Options options) {
    auto servers = ServerList::parse(settings.servers, settings.signs_in_with());
    if (!servers) return base::fail(servers.error());
    if (options.page_size < 1 || options.page_size > kLargestPage || options.batch < 1)
        return base::fail(ErrorCode::invalid_argument, fmt::format("the page size must be 1 to {}", kLargestPage));
    return std::unique_ptr<LdapChangeSource>(
        new LdapChangeSource(std::move(settings), std::move(*servers), std::move(options)));
}

Result<LdapChangeSource::Session*> LdapChangeSource::session() {
    if (stopped_) return base::fail(ErrorCode::unavailable, "the synchronisation is being stopped");
    if (session_ != nullptr && session_->works()) return session_.get();
    session_.reset();
    auto opened = open_session();
    if (!opened) return base::fail(opened.error());
    session_ = std::move(*opened);
    return session_.get();
}

Result<std::unique_ptr<LdapChangeSource::Session>> LdapChangeSource::open_session() {
    const auto deadline = soon();
    auto connection = servers_.connect(
        [this](const ServerAddress& address, Deadline until) { return open_signed_in(address, settings_, until); },
        deadline);
    if (!connection) return base::fail(connection.error());
    const auto root = (*connection)->search({.base = "", .attributes = {"dsServiceName"}}, deadline);
    if (!root) return base::fail(root.error());
    const std::string service(root->size() == 1 ? root->front().text("dsServiceName") : "");
    const auto settings = (*connection)->search({.base = service, .attributes = {"invocationId"}}, deadline);
    if (!settings) return base::fail(settings.error());
    auto invocation = settings->size() == 1 ? guid_to_text(settings->front().bytes("invocationId")) : std::string();
    if (invocation.empty()) {
        return base::fail(ErrorCode::permission_denied,
                          fmt::format("{}: the account may not read invocationId of \"{}\"; let it read the "
                                      "configuration, as everybody who is signed in may by default",
                                      (*connection)->address().str(), service));
    }
    auto names = core::sync_attributes();
    names.push_back(options_.alternate_mail_attribute);
    ChangeReader reader(names, (*connection)->root_dse().default_naming_context);
    return std::make_unique<Session>(Session{std::move(*connection), std::move(invocation), std::move(reader)});
}

Result<core::SourceServer> LdapChangeSource::look() {
    const auto open = session();
    if (!open) return base::fail(open.error());
    auto& connection = *(*open)->connection;
    const auto entries = connection.search({.base = "", .attributes = {"highestCommittedUSN"}}, soon());
    if (!entries) return base::fail(entries.error());
    const auto usn = entries->size() == 1 ? entries->front().number("highestCommittedUSN") : std::nullopt;
    if (!usn) return base::fail(ErrorCode::corrupt, connection.address().str() + ": tells no highestCommittedUSN");
    return core::SourceServer{connection.address().str(), (*open)->invocation_id, *usn};
}

Result<core::SourceDomain> LdapChangeSource::domain() {
    if (domain_) return *domain_;
    const auto open = session();
    if (!open) return base::fail(open.error());
    auto& connection = *(*open)->connection;
    auto names = read_domain_names(connection, soon());
    if (!names) return base::fail(names.error());
    const auto& base = (*open)->base();
    const auto heads = connection.search({.base = base, .attributes = {"objectGUID"}}, soon());
    if (!heads) return base::fail(heads.error());
    const auto head = heads->size() == 1 ? ObjectGuid::from(heads->front().bytes("objectGUID")) : std::nullopt;
    if (!head) return base::fail(ErrorCode::permission_denied, "the account may not read the domain " + base);
    domain_ = core::SourceDomain{std::move(names->dns), std::move(names->netbios), base, *head,
                                 dns_name_of(connection.root_dse().root_domain_naming_context)};
    return *domain_;
}

Result<void> LdapChangeSource::read_changes(const std::string& cookie,
                                            const std::function<Result<void>(core::ChangeBatch)>& visit) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    core::ChangeBatch batch{.changes = {}, .cookie = cookie, .more = true};
    while (true) {
        const auto before = batch.cookie;
        // Of what was gone before the first reading nobody needs to hear.
        const Round round{.cookie = before, .tells_deletions = !cookie.empty()};
        if (const auto read = read_round(**open, round, batch, visit); !read) return read;
        const auto here = batch.cookie;
        const bool more = batch.more;
        if (more && here == before) {
            return base::fail(ErrorCode::internal,
                              (*open)->connection->address().str() + ": DirSync gives the same answer again and again");
        }
        if (const auto taken = visit(std::exchange(batch, {.changes = {}, .cookie = here, .more = true})); !taken)
            return taken;
        if (!more) return {};
    }
}

// Leaves what was not handed over yet in `batch`, with the cookie of the round's end.
Result<void> LdapChangeSource::read_round(Session& session, const Round& round, core::ChangeBatch& batch,
                                          const std::function<Result<void>(core::ChangeBatch)>& visit) {
    const auto& cookie = round.cookie;
    const auto bytes = decode_cookie(cookie);
    if (!bytes) return base::fail(bytes.error());
    const SearchRequest request{.base = session.base(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(kStagedFilter),
                                .attributes = session.reader.asked(),
                                .controls = {dirsync_control(*bytes, options_.max_bytes), extended_dn_control()}};
    const Patience patience{
        .until_first = std::max(settings_.timeout, cookie.empty() ? kPatienceForAll : kPatienceForSome),
        .between = std::max(settings_.timeout, kPatienceForSome),
        .stop = &stopped_};
    std::size_t members = 0;
    const auto end = session.connection->search_each(request, patience, [&](const Entry& entry) -> Result<void> {
        auto change = session.reader.from_dirsync(entry);
        if (!change || (change->deleted && !round.tells_deletions)) return {};
        members += change->members_added.size() + change->members_removed.size();
        batch.changes.push_back(std::move(*change));
        if (batch.changes.size() < options_.batch && members < kMembersInABatch) return {};
        members = 0;
        return visit(std::exchange(batch, {.changes = {}, .cookie = cookie, .more = true}));
    });
    if (!end) return base::fail(with_cookie(end.error(), cookie));
    const auto answer = read_dirsync_answer(*end);
    if (!answer || answer->cookie.empty()) {
        return base::fail(ErrorCode::internal,
                          session.connection->address().str() + ": the answer to DirSync has no cookie");
    }
    batch.cookie = base::to_base64(base::as_bytes(answer->cookie));
    batch.more = answer->more;
    return {};
}

Result<std::optional<Entry>> LdapChangeSource::read_entry(Session& session, SearchRequest request) {
    auto entries = session.connection->search(request, soon());
    if (!entries && entries.error().code == ErrorCode::not_found) return std::optional<Entry>();
    if (!entries) return base::fail(entries.error());
    if (entries->size() != 1) return std::optional<Entry>();
    return std::optional<Entry>(std::move(entries->front()));
}

Result<std::optional<ObjectChange>> LdapChangeSource::read_object(const ObjectGuid& guid) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto entry = read_entry(**open, {.base = dn_of(guid),
                                           .filter = std::string(kStagedFilter),
                                           .attributes = (*open)->reader.asked(),
                                           .controls = {extended_dn_control()}});
    if (!entry) return base::fail(entry.error());
    auto change = *entry ? (*open)->reader.from_search(**entry) : std::nullopt;
    if (!change) return std::optional<ObjectChange>();
    if (const auto all = complete_members(**open, dn_of(guid), **entry, *change); !all) return base::fail(all.error());
    return change;
}

// The members that a server gives only range by range (MS-ADTS 3.1.1.3.1.3.3).
Result<void> LdapChangeSource::complete_members(Session& session, const std::string& dn, const Entry& entry,
                                                ObjectChange& change) {
    auto next = members_in(entry).next;
    while (next) {
        const auto more = read_entry(
            session,
            {.base = dn, .attributes = {fmt::format("member;range={}-*", *next)}, .controls = {extended_dn_control()}});
        if (!more) return base::fail(more.error());
        auto range = *more ? members_in(**more) : MemberRange();
        change.members_added.insert(change.members_added.end(), range.members.begin(), range.members.end());
        if (range.next && *range.next <= *next)
            return base::fail(ErrorCode::internal, "the directory gives the same members again: " + dn);
        next = range.next;
    }
    return {};
}

Result<std::optional<ObjectGuid>> LdapChangeSource::find_by_name(const std::string& dn) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto name = core::DistinguishedName::parse(dn);
    const auto base = core::DistinguishedName::parse((*open)->base());
    if (!name || !base || name->is_root() || !name->is_under(*base)) return std::optional<ObjectGuid>();
    const auto entry = read_entry(
        **open, {.base = dn, .filter = std::string(kStagedFilter), .attributes = {"objectGUID"}, .controls = {}});
    if (!entry) return base::fail(entry.error());
    return *entry ? ObjectGuid::from((*entry)->bytes("objectGUID")) : std::optional<ObjectGuid>();
}

Result<bool> LdapChangeSource::sees_deletions() {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto entry = read_entry(
        **open,
        {.base = deleted_objects_dn((*open)->base()), .attributes = {"objectClass"}, .controls = {show_deleted()}});
    if (!entry) return base::fail(entry.error());
    return *entry && (*entry)->find("objectClass") != nullptr;
}

Result<void> LdapChangeSource::each_entry(std::string_view filter, std::vector<std::string> attributes,
                                          const std::function<void(const Entry&)>& visit) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const SearchRequest request{.base = (*open)->base(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(filter),
                                .attributes = std::move(attributes)};
    std::string cookie;
    do {
        if (stopped_) return base::fail(ErrorCode::unavailable, "the synchronisation is being stopped");
        // The first page may need the whole domain to be gone through.
        const auto deadline = Deadline::in(std::max(settings_.timeout, kPatienceForSome));
        auto page = (*open)->connection->search_page(request, options_.page_size, cookie, deadline);
        if (!page) return base::fail(page.error());
        for (const auto& entry : page->entries) visit(entry);
        cookie = std::move(page->cookie);
    } while (!cookie.empty());
    return {};
}

Result<void> LdapChangeSource::each_guid(const std::function<void(const ObjectGuid&)>& visit) {
    return each_entry(kStagedFilter, {"objectGUID"}, [&](const Entry& entry) {
        if (const auto guid = ObjectGuid::from(entry.bytes("objectGUID"))) visit(*guid);
    });
}

Result<std::optional<core::PasswordLife>> LdapChangeSource::password_life() {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const std::optional<core::PasswordLife> unknown;
    const auto head = read_entry(**open, {.base = (*open)->base(), .attributes = {"maxPwdAge"}});
    if (!head) return base::fail(head.error());
    const auto max_age = *head ? (*head)->number("maxPwdAge") : std::nullopt;
    if (!max_age) return unknown;
    const auto container = password_settings_dn((*open)->base());
    const auto seen = read_entry(**open, {.base = container, .attributes = {"objectClass"}});
    if (!seen) return base::fail(seen.error());
    if (!*seen || (*seen)->find("objectClass") == nullptr) return unknown;
    const auto policies = (*open)->connection->search({.base = container,
                                                       .scope = SearchRequest::Scope::one_level,
                                                       .filter = "(objectClass=msDS-PasswordSettings)",
                                                       .attributes = {"msDS-PSOAppliesTo"},
                                                       .controls = {extended_dn_control()}},
                                                      soon());
    if (!policies) return base::fail(policies.error());
    core::PasswordLife life;
    // Stored negative. Less than a day is none, and so is the smallest number (MS-ADTS 3.1.1.4.5.37).
    if (*max_age <= -kDay && *max_age != std::numeric_limits<std::int64_t>::min()) life.max_age = -*max_age;
    const auto told = note_exceptions(**open, *policies, life);
    if (!told) return base::fail(told.error());
    return *told ? std::optional(std::move(life)) : unknown;
}

Result<bool> LdapChangeSource::note_exceptions(Session& session, const std::vector<Entry>& policies,
                                               core::PasswordLife& life) {
    for (const auto& policy : policies) {
        const auto* applies_to = policy.find("msDS-PSOAppliesTo");
        if (applies_to == nullptr) continue;
        for (const auto& value : applies_to->values) {
            const auto guid = parse_extended_dn(value).guid;
            if (!guid) return false;
            const auto object = read_entry(session, {.base = dn_of(*guid), .attributes = {"primaryGroupToken"}});
            if (!object) return base::fail(object.error());
            // Everybody is in it, and no list of members says so.
            if (*object && (*object)->number("primaryGroupToken") == kDomainUsers) return false;
            life.exceptions.push_back(*guid);
        }
    }
    return true;
}

Result<std::optional<std::int64_t>> LdapChangeSource::password_expiry(const ObjectGuid& guid) {
    const auto open = session();
    if (!open) return base::fail(open.error());
    const auto entry = read_entry(
        **open, {.base = dn_of(guid), .filter = std::string(kPersonFilter), .attributes = {kExpiry}, .controls = {}});
    if (!entry) return base::fail(entry.error());
    return *entry ? (*entry)->number(kExpiry) : std::optional<std::int64_t>();
}

Result<void> LdapChangeSource::each_password_expiry(const std::function<void(const ObjectGuid&, std::int64_t)>& visit) {
    return each_entry(kPersonFilter, {"objectGUID", kExpiry}, [&](const Entry& entry) {
        const auto guid = ObjectGuid::from(entry.bytes("objectGUID"));
        const auto expiry = entry.number(kExpiry);
        if (guid && expiry) visit(*guid, *expiry);
    });
}

}  // namespace tilbage::adapters::ldap
