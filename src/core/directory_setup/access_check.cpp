#include "core/directory_setup/access_check.h"

namespace tilbage::core {
namespace {

// The generic rights of the directory (MS-ADTS §5.1.3.2).
std::uint32_t specific(std::uint32_t mask) {
    using namespace access;
    constexpr std::uint32_t kRead = kReadControl | kListContents | kReadProperty | kListObject;
    constexpr std::uint32_t kWrite = kReadControl | kSelf | kWriteProperty;
    constexpr std::uint32_t kExecute = kReadControl | kListContents;
    constexpr std::uint32_t kAll =
        kRead | kWrite | kCreateChild | kDeleteChild | kDeleteTree | kControlAccess | kDelete | kWriteDac | kWriteOwner;
    if ((mask & kGenericAll) != 0) mask |= kAll;
    if ((mask & kGenericRead) != 0) mask |= kRead;
    if ((mask & kGenericWrite) != 0) mask |= kWrite;
    if ((mask & kGenericExecute) != 0) mask |= kExecute;
    return mask;
}

bool speaks_of(const Ace& ace, const WantedAccess& wanted) {
    if ((specific(ace.mask) & wanted.mask) == 0) return false;
    return !ace.object_type || *ace.object_type == wanted.object || ace.object_type == wanted.property_set;
}

}  // namespace

AccessDecision check_access(const SecurityDescriptor& descriptor, const Token& token, const WantedAccess& wanted) {
    if (!descriptor.dacl) return {AccessAnswer::granted, nullptr};
    for (const auto& ace : *descriptor.dacl) {
        if (!ace.is_read() || ace.has(ace_flag::kInheritOnly)) continue;
        if (!token.contains(*ace.trustee) || !speaks_of(ace, wanted)) continue;
        return {ace.allows() ? AccessAnswer::granted : AccessAnswer::denied, &ace};
    }
    return {AccessAnswer::not_granted, nullptr};
}

SecurityDescriptor of_new_child(const SecurityDescriptor& parent, const Guid& object_class) {
    SecurityDescriptor child;
    if (!parent.dacl) return child;
    child.dacl.emplace();
    for (const auto& ace : *parent.dacl) {
        if (!ace.is_read() || !ace.has(ace_flag::kContainerInherit)) continue;
        if (ace.inherited_object_type && *ace.inherited_object_type != object_class) continue;
        auto& inherited = child.dacl->emplace_back(ace);
        inherited.flags = ace_flag::kInherited;
    }
    return child;
}

}  // namespace tilbage::core
