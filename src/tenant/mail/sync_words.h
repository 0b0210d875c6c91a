// What mails about the synchronisation say: languages/*.json, "mails.sync".
#pragma once

#include "languages/message.h"

namespace tilbage::tenant {

using languages::Message;

inline constexpr Message<"count", "organization"> kSyncHeldSubject{"sync.heldSubject"};
inline constexpr Message<"count", "people", "domains"> kSyncHeldWhat{"sync.heldWhat"};
inline constexpr Message<"threshold"> kSyncHeldThreshold{"sync.heldThreshold"};
inline constexpr Message<"date", "time"> kSyncHeldWhen{"sync.heldWhen"};
inline constexpr Message<"names"> kSyncHeldWho{"sync.heldWho"};
inline constexpr Message<> kSyncHeldDo{"sync.heldDo"};
inline constexpr Message<"organization"> kSyncFailedSubject{"sync.failedSubject"};
inline constexpr Message<"domains", "date", "time"> kSyncFailedWhat{"sync.failedWhat"};
inline constexpr Message<"message"> kSyncFailedWords{"sync.failedWords"};
inline constexpr Message<> kSyncFailedDo{"sync.failedDo"};
inline constexpr Message<"organization"> kSyncSilentSubject{"sync.silentSubject"};
inline constexpr Message<"domains", "date", "time"> kSyncSilentWhat{"sync.silentWhat"};
inline constexpr Message<> kSyncSilentDo{"sync.silentDo"};
inline constexpr Message<"organization"> kSyncWellSubject{"sync.wellSubject"};
inline constexpr Message<"domains"> kSyncWellWhat{"sync.wellWhat"};

}  // namespace tilbage::tenant
