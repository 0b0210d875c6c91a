// Everything below one object, unit by unit. A search of a whole tree is answered page by page, and a server works out
// what all the pages hold before it sends the first (Samba then looks each object up once more); what lies directly
// below one unit it gives at once. And whoever is told of comes behind what they lie in.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "adapters/ldap/connection.h"
#include "core/sync/object_guid.h"

namespace tilbage::adapters::ldap {

// One thread. The connection is not to be used again after an error.
class DirectoryWalk {
public:
    struct Question {
        std::string filter;
        std::vector<std::string> attributes;
        std::vector<Control> controls;
        int page_size = 1000;  // where a server does not give all at once
    };
    // Told of an entry that lies directly below `parent`; what to look below of next, empty: nothing.
    using Visit = std::function<base::Result<std::optional<core::ObjectGuid>>(const core::ObjectGuid& parent,
                                                                              const Entry& entry)>;

    DirectoryWalk(Connection& connection, Question question, Patience patience)
        : connection_(connection), question_(std::move(question)), patience_(patience) {}

    // Everything below `top`, but not itself. What goes away meanwhile may or may not be told of, and so may what is
    // moved; an entry may be told of twice. Errors: those of the connection, and of `visit`.
    base::Result<void> run(const core::ObjectGuid& top, const Visit& visit);

private:
    struct UnderWay {
        core::ObjectGuid parent;
        SearchRequest request;
        int number = 0;
    };

    [[nodiscard]] SearchRequest below(const core::ObjectGuid& parent) const;
    base::Result<void> begin_some();
    base::Result<void> take(const UnderWay& under_way, const Visit& visit);
    base::Result<void> take_pages(const core::ObjectGuid& parent, const Visit& visit);
    base::Result<void> note(const core::ObjectGuid& parent, const Entry& entry, const Visit& visit);

    Connection& connection_;
    Question question_;
    Patience patience_;
    bool gives_all_ = true;  // until it has cut an answer off
    std::vector<core::ObjectGuid> to_do_;
    std::deque<UnderWay> under_way_;
};

}  // namespace tilbage::adapters::ldap
