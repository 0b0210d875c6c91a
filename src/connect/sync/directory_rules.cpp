#include "connect/sync/directory_rules.h"

namespace tilbage::connect {

core::DirectoryRules directory_rules(const Config& config) { return directory_rules(config, config.import); }

core::DirectoryRules directory_rules(const DirectoryConfig& config, const ImportConfig& import) {
    return {.scope = config.scope.units,
            .pilot_group = config.scope.pilot_group,
            .guids = config.scope.guids,
            .consistency_guid = config.directory.source_anchor == adapters::ldap::AnchorAttribute::consistency_guid,
            .alternate_mail_attribute = import.alternate_mail_attribute};
}

}  // namespace tilbage::connect
