#include "core/writeback/look_up_person.h"

#include <variant>

namespace tilbage::core {
namespace {

tl::unexpected<LookupFailure> failed(Reason reason, std::string note = {}) {
    return tl::unexpected<LookupFailure>(LookupFailure{reason, std::move(note)});
}

}  // namespace

tl::expected<DirectoryPerson, LookupFailure> look_up_person(JoinedPeople& joined, Directory& directory,
                                                            const SourceAnchor& anchor, Reading reading) {
    const auto found = joined.find(anchor);
    if (!found) return failed(Reason::agent_unavailable, found.error().message);
    if (std::holds_alternative<NotYetKnown>(*found))
        return failed(Reason::agent_busy, "the first import of the directory is not finished");
    if (std::holds_alternative<DisputedAnchor>(*found)) return failed(Reason::multiple_matches);
    const auto* object = std::get_if<JoinedPerson>(&*found);
    if (object == nullptr) return failed(Reason::user_not_found);
    auto lookup =
        reading == Reading::to_write ? directory.find_person_to_write(*object) : directory.find_person(*object);
    if (!lookup) return failed(Reason::directory_unavailable, lookup.error().message);
    auto* person = std::get_if<DirectoryPerson>(&*lookup);
    if (person == nullptr) return failed(Reason::user_not_found);
    return std::move(*person);
}

}  // namespace tilbage::core
