// The mails about the synchronisation, in every language in one mail.
#pragma once

#include "core/ports/sync_mail_texts.h"
#include "tenant/installed_languages.h"

namespace tilbage::tenant {

class SyncTexts final : public core::SyncMailTexts {
public:
    // `all` must outlive this.
    explicit SyncTexts(const languages::Languages& all = installed_languages()) : all_(all) {}

    [[nodiscard]] core::Mail removals_held(const core::RemovalsHeldMail& content) const override;
    [[nodiscard]] core::Mail sync_trouble(const core::SyncTroubleMail& content) const override;
    [[nodiscard]] core::Mail sync_well_again(const core::SyncWellAgainMail& content) const override;

private:
    const languages::Languages& all_;
};

}  // namespace tilbage::tenant
