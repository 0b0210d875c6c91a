#include "adapters/ldap/ldap_change_source.h"

#include <fmt/core.h>

#include "adapters/ldap/change_session.h"
#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/extended_dn.h"
#include "adapters/ldap/identifiers.h"
#include "adapters/ldap/open_connection.h"
#include "base/encoding.h"

namespace tilbage::adapters::ldap {

using base::ErrorCode;
using base::Result;
using core::ObjectGuid;

namespace {

constexpr int kLargestPage = 1000;  // MaxPageSize of a domain controller that nobody has changed

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

// A server may work for long before it has the first entry.
Patience LdapChangeSource::for_all() const {
    auto patience = for_some();
    patience.until_first = std::max<base::Millis>(settings_.timeout, std::chrono::minutes(10));
    return patience;
}

Patience LdapChangeSource::for_some() const {
    const auto wait = std::max<base::Millis>(settings_.timeout, std::chrono::minutes(1));
    return {.until_first = wait, .between = wait, .stop = &stopped_};
}

Result<LdapChangeSource::Session*> LdapChangeSource::session() {
    if (stopped_) return base::fail(ErrorCode::unavailable, "the synchronisation is being stopped");
    if (is_reading_) return session_beside();
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
    return begin_session(std::move(*connection), deadline);
}

Result<LdapChangeSource::Session*> LdapChangeSource::session_beside() {
    if (beside_ != nullptr && beside_->works()) return beside_.get();
    beside_.reset();
    const auto deadline = soon();
    auto connection = open_signed_in(session_->connection->address(), settings_, deadline);
    if (!connection) return base::fail(connection.error());
    auto begun = begin_session(std::move(*connection), deadline);
    if (!begun) return base::fail(begun.error());
    if ((*begun)->invocation_id != session_->invocation_id)
        return base::fail(ErrorCode::unavailable, session_->connection->address().str() + ": is another database now");
    beside_ = std::move(*begun);
    return beside_.get();
}

Result<std::unique_ptr<LdapChangeSource::Session>> LdapChangeSource::begin_session(
    std::unique_ptr<Connection> connection, Deadline deadline) {
    const auto root = connection->search({.base = "", .attributes = {"dsServiceName"}}, deadline);
    if (!root) return base::fail(root.error());
    const std::string service(root->size() == 1 ? root->front().text("dsServiceName") : "");
    const auto settings = connection->search({.base = service, .attributes = {"invocationId"}}, deadline);
    if (!settings) return base::fail(settings.error());
    auto invocation = settings->size() == 1 ? guid_to_text(settings->front().bytes("invocationId")) : std::string();
    if (invocation.empty()) {
        return base::fail(ErrorCode::permission_denied,
                          fmt::format("{}: the account may not read invocationId of \"{}\"; let it read the "
                                      "configuration, as everybody who is signed in may by default",
                                      connection->address().str(), service));
    }
    auto names = core::sync_attributes();
    names.push_back(options_.alternate_mail_attribute);
    ChangeReader reader(names, connection->root_dse().default_naming_context);
    return std::make_unique<Session>(Session{std::move(connection), std::move(invocation), std::move(reader)});
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
    struct Reading {
        LdapChangeSource& source;
        explicit Reading(LdapChangeSource& source_) : source(source_) { source.is_reading_ = true; }
        ~Reading() {
            source.is_reading_ = false;
            source.beside_.reset();
        }
    } reading(*this);
    return cookie.empty() ? read_everything(**open, visit) : read_rounds(**open, cookie, visit);
}

Result<void> LdapChangeSource::read_rounds(Session& session, const std::string& cookie,
                                           const std::function<Result<void>(core::ChangeBatch)>& visit) {
    core::ChangeBatch batch{.changes = {}, .cookie = cookie, .more = true};
    while (true) {
        const auto before = batch.cookie;
        if (const auto read = read_round(session, before, batch, visit); !read) return read;
        const auto here = batch.cookie;
        const bool more = batch.more;
        if (const auto taken = visit(std::exchange(batch, {.changes = {}, .cookie = here, .more = true})); !taken)
            return taken;
        if (!more) return {};
    }
}

// Leaves what was not handed over yet in `batch`, with the cookie of the round's end.
Result<void> LdapChangeSource::read_round(Session& session, const std::string& cookie, core::ChangeBatch& batch,
                                          const Visit& visit) {
    std::size_t members = 0;
    std::vector<ObjectGuid> revived;
    const auto end = dirsync(session, {session.reader.asked()}, cookie, [&](const Entry& entry) -> Result<void> {
        auto change = session.reader.from_dirsync(entry);
        if (!change) return {};
        members += change->members_added.size() + change->members_removed.size();
        if (ChangeReader::tells_of_revival(entry) && !change->whole && !change->deleted) {
            revived.push_back(change->guid);
            batch.changes.push_back(deletion_of(change->guid));
        }
        batch.changes.push_back(std::move(*change));
        if (batch.changes.size() < options_.batch && members < kMembersInABatch) return {};
        members = 0;
        return visit(std::exchange(batch, {.changes = {}, .cookie = cookie, .more = true}));
    });
    if (!end) return base::fail(end.error());
    for (const auto& guid : revived) {
        if (const auto related = read_relations(session, guid, batch); !related) return related;
    }
    batch.cookie = end->cookie;
    batch.more = end->more;
    return {};
}

Result<DirSyncAnswer> LdapChangeSource::dirsync(Session& session, Question question, const std::string& cookie,
                                                const std::function<Result<void>(const Entry&)>& visit) {
    const auto bytes = decode_cookie(cookie);
    if (!bytes) return base::fail(bytes.error());
    const SearchRequest request{.base = session.base(),
                                .scope = SearchRequest::Scope::subtree,
                                .filter = std::string(question.filter),
                                .attributes = std::move(question.attributes),
                                .controls = {dirsync_control(*bytes, options_.max_bytes), extended_dn_control()}};
    const auto patience = cookie.empty() ? for_all() : for_some();
    bool visitor_failed = false;
    const auto end = session.connection->search_each(request, patience, [&](const Entry& entry) {
        auto taken = visit(entry);
        visitor_failed = !taken;
        return taken;
    });
    if (!end && visitor_failed) return base::fail(end.error());
    if (!end) return base::fail(with_cookie(end.error(), cookie));
    auto answer = read_dirsync_answer(*end);
    const auto& server = session.connection->address().str();
    if (!answer || answer->cookie.empty())
        return base::fail(ErrorCode::internal, server + ": the answer to DirSync has no cookie");
    answer->cookie = base::to_base64(base::as_bytes(answer->cookie));
    if (answer->more && answer->cookie == cookie)
        return base::fail(ErrorCode::internal, server + ": DirSync gives the same answer again and again");
    return std::move(*answer);
}

}  // namespace tilbage::adapters::ldap
