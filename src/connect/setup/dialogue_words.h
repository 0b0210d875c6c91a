// What the dialogue says: section `agent` of languages/*.json.
#pragma once

#include "languages/message.h"

namespace tilbage::connect::setup::words {
using languages::Message;

inline constexpr Message<> kTryAgain{"answers.tryAgain"};

inline constexpr Message<> kWelcomeTitle{"welcome.title"};
inline constexpr Message<> kWelcomeHowItGoes{"welcome.howItGoes"};
inline constexpr Message<> kWelcomeNotConfigured{"welcome.notConfigured"};
inline constexpr Message<"tenant", "directory"> kWelcomeConfigured{"welcome.configured"};

inline constexpr Message<> kCloudTitle{"cloud.title"};
inline constexpr Message<"agent"> kCloudRegistered{"cloud.registered"};
inline constexpr Message<> kCloudAddress{"cloud.address"};
inline constexpr Message<> kCloudAuthority{"cloud.authority"};

inline constexpr Message<> kDirectoriesTitle{"directories.title"};
inline constexpr Message<> kDirectoriesAnother{"directories.another"};
inline constexpr Message<> kDirectoriesThis{"directories.this"};
inline constexpr Message<> kDirectoriesKeep{"directories.keep"};
inline constexpr Message<> kDirectoriesChange{"directories.change"};
inline constexpr Message<> kDirectoriesRemove{"directories.remove"};
inline constexpr Message<> kDirectoriesReallyRemove{"directories.reallyRemove"};
inline constexpr Message<"reason"> kDirectoriesStaysAsItIs{"directories.staysAsItIs"};
inline constexpr Message<> kDirectoriesThereAlready{"directories.thereAlready"};
inline constexpr Message<> kDirectoriesAtMostNine{"directories.atMostNine"};
inline constexpr Message<> kDirectoriesForest{"directories.forest"};
inline constexpr Message<> kDirectoriesServers{"directories.servers"};
inline constexpr Message<> kDirectoriesAuthority{"directories.authority"};
inline constexpr Message<> kDirectoriesWhichAccount{"directories.whichAccount"};
inline constexpr Message<> kDirectoriesExistingAccount{"directories.existingAccount"};
inline constexpr Message<> kDirectoriesCreateAccount{"directories.createAccount"};
inline constexpr Message<> kDirectoriesAccountWithKeytab{"directories.accountWithKeytab"};
inline constexpr Message<> kDirectoriesAccount{"directories.account"};
inline constexpr Message<> kDirectoriesPassword{"directories.password"};
inline constexpr Message<> kDirectoriesPrincipal{"directories.principal"};
inline constexpr Message<> kDirectoriesKeytabFile{"directories.keytabFile"};
inline constexpr Message<> kDirectoriesNoFileNamed{"directories.noFileNamed"};
inline constexpr Message<> kDirectoriesNewAccount{"directories.newAccount"};
inline constexpr Message<> kDirectoriesAdministrator{"directories.administrator"};
inline constexpr Message<> kDirectoriesAdministratorPassword{"directories.administratorPassword"};
inline constexpr Message<"server", "domain"> kDirectoriesSignedIn{"directories.signedIn"};

inline constexpr Message<"domain"> kScopeTitle{"scope.title"};
inline constexpr Message<> kScopeWhichPeople{"scope.whichPeople"};
inline constexpr Message<> kScopeAll{"scope.all"};
inline constexpr Message<> kScopeSelected{"scope.selected"};
inline constexpr Message<"name", "people"> kScopeUnit{"scope.unit"};
inline constexpr Message<> kScopeInclude{"scope.include"};
inline constexpr Message<> kScopeExclude{"scope.exclude"};
inline constexpr Message<> kScopeNewUnits{"scope.newUnits"};
inline constexpr Message<"in", "out"> kScopeCounts{"scope.counts"};
inline constexpr Message<> kScopeIsRight{"scope.isRight"};

inline constexpr Message<"domain"> kRightsTitle{"rights.title"};
inline constexpr Message<> kRightsComplete{"rights.complete"};
inline constexpr Message<> kRightsMissing{"rights.missing"};
inline constexpr Message<> kRightsTestAgain{"rights.testAgain"};
inline constexpr Message<> kRightsGoOn{"rights.goOn"};

inline constexpr Message<> kFeaturesTitle{"features.title"};
inline constexpr Message<> kFeaturesWriteback{"features.writeback"};

inline constexpr Message<> kReadyTitle{"ready.title"};
inline constexpr Message<> kReadyStart{"ready.start"};
inline constexpr Message<> kReadyStaging{"ready.staging"};

}  // namespace tilbage::connect::setup::words
