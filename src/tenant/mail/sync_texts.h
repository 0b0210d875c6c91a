// The words of the mails about the synchronisation, in English and Danish in one mail.
#pragma once

#include "core/ports/sync_mail_texts.h"

namespace tilbage::tenant {

class SyncTexts final : public core::SyncMailTexts {
public:
    [[nodiscard]] core::Mail removals_held(const core::RemovalsHeldMail& content) const override;
    [[nodiscard]] core::Mail sync_trouble(const core::SyncTroubleMail& content) const override;
    [[nodiscard]] core::Mail sync_well_again(const core::SyncWellAgainMail& content) const override;
};

}  // namespace tilbage::tenant
