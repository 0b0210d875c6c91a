// A domain as the synchronisation engine reads it, on a connection of its own that stays open: everything by a walk
// through the units (directory_walk.h), and what has changed by DirSync.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "adapters/ldap/change_reader.h"
#include "adapters/ldap/connection.h"
#include "adapters/ldap/dirsync_control.h"
#include "adapters/ldap/server_list.h"
#include "adapters/ldap/settings.h"
#include "core/ports/change_source.h"

namespace tilbage::adapters::ldap {

// One thread, but for stop(). A connection that breaks is made anew by the next call, to the first server that answers.
class LdapChangeSource final : public core::ChangeSource {
public:
    struct Options {
        std::string alternate_mail_attribute = "otherMailbox";  // beside core::sync_attributes()
        // Objects handed over at once, which are stored in one go: of two indexes in the order of random GUIDs the more
        // of them, the less is written.
        std::size_t batch = 1000;
        int max_bytes = 1 << 20;  // of one DirSync answer, as far as a server cares
        int page_size = 1000;     // of paged searches
    };

    // invalid_argument: no server, or an address that is none. Nothing is connected yet.
    [[nodiscard]] static base::Result<std::unique_ptr<LdapChangeSource>> create(Settings settings, Options options);

    ~LdapChangeSource() override;

    // Any thread. Whatever runs ends within a moment (unavailable), and so does every later call.
    void stop() { stopped_ = true; }

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
    struct Session;  // the connection, and what was read on it
    using Visit = std::function<base::Result<void>(core::ChangeBatch)>;
    class FullReading;  // ldap_change_source_full.cpp

    LdapChangeSource(Settings settings, ServerList servers, Options options);
    [[nodiscard]] Deadline soon() const { return Deadline::in(settings_.timeout); }
    [[nodiscard]] Patience for_all() const;   // of a search that goes through the whole domain
    [[nodiscard]] Patience for_some() const;  // of any other that is taken entry by entry
    [[nodiscard]] base::Result<Session*> session();
    // While changes are read, for who is told of them: the first connection's answers are still under way.
    [[nodiscard]] base::Result<Session*> session_beside();
    [[nodiscard]] base::Result<std::unique_ptr<Session>> open_session();
    [[nodiscard]] base::Result<std::unique_ptr<Session>> begin_session(std::unique_ptr<Connection> connection,
                                                                       Deadline deadline);
    [[nodiscard]] base::Result<void> read_rounds(Session& session, const std::string& cookie,
                                                 const std::function<base::Result<void>(core::ChangeBatch)>& visit);
    [[nodiscard]] base::Result<void> read_everything(Session& session, const Visit& visit);
    [[nodiscard]] base::Result<void> read_round(Session& session, const std::string& cookie, core::ChangeBatch& batch,
                                                const Visit& visit);
    struct Question {
        std::vector<std::string> attributes;
        std::string_view filter = kStagedFilter;
    };
    // One answer of DirSync, entry by entry; cookies as the port has them. corrupt: `cookie` is refused.
    [[nodiscard]] base::Result<DirSyncAnswer> dirsync(Session& session, Question question, const std::string& cookie,
                                                      const std::function<base::Result<void>(const Entry&)>& visit);
    [[nodiscard]] base::Result<std::optional<core::ObjectChange>> read_object(Session& session,
                                                                              const core::ObjectGuid& guid);
    // One object; empty: it is not there, or `filter` is against it.
    [[nodiscard]] base::Result<std::optional<Entry>> read_entry(Session& session, SearchRequest request);
    // Adds to whom these policies apply; false: to everybody, in effect.
    [[nodiscard]] base::Result<bool> note_exceptions(Session& session, const std::vector<Entry>& policies,
                                                     core::PasswordLife& life);
    [[nodiscard]] base::Result<void> read_relations(Session& session, const core::ObjectGuid& guid,
                                                    core::ChangeBatch& batch);
    [[nodiscard]] base::Result<void> complete_members(Session& session, const std::string& dn, const Entry& entry,
                                                      core::ObjectChange& change);
    [[nodiscard]] base::Result<void> each_entry(std::string_view filter, std::vector<std::string> attributes,
                                                const std::function<void(const Entry&)>& visit);

    Settings settings_;
    ServerList servers_;
    Options options_;
    std::atomic<bool> stopped_{false};
    std::unique_ptr<Session> session_;
    std::unique_ptr<Session> beside_;  // to the same server
    bool is_reading_ = false;
    std::optional<core::SourceDomain> domain_;
};

}  // namespace tilbage::adapters::ldap
