// What mails and text messages to people and administrators say: languages/*.json, "mails".
#pragma once

#include "languages/message.h"

namespace tilbage::tenant {

using languages::Message;
using languages::MessageList;

inline constexpr Message<"organization"> kCodeSubject{"code.subject"};
inline constexpr Message<"organization"> kCodeIntro{"code.intro"};
inline constexpr Message<"organization"> kCodeRegisters{"code.registers"};
inline constexpr Message<"minutes"> kCodeLifetime{"code.lifetime"};
inline constexpr Message<> kCodeNotYou{"code.notYou"};
inline constexpr Message<"code", "minutes"> kCodeText{"code.text"};
inline constexpr Message<"organization"> kResetSubject{"reset.subject"};
inline constexpr Message<"user", "organization"> kResetWhat{"reset.what"};
inline constexpr Message<"date", "time"> kWhen{"when"};
inline constexpr Message<> kYours{"yours"};
inline constexpr Message<> kResetNotYou{"reset.notYou"};
inline constexpr Message<"organization"> kAccessCodeSubject{"accessCode.subject"};
inline constexpr Message<"user", "organization"> kAccessCodeWhat{"accessCode.what"};
inline constexpr Message<"date", "time", "lastDate", "lastTime"> kAccessCodeWhen{"accessCode.when"};
inline constexpr Message<> kAccessCodeYours{"accessCode.yours"};
inline constexpr Message<> kAccessCodeNotYou{"accessCode.notYou"};
inline constexpr Message<"kind"> kMethodName{"method.name"};
inline constexpr Message<"organization"> kMethodAddedSubject{"method.addedSubject"};
inline constexpr Message<"method", "user", "organization"> kMethodAddedWhat{"method.addedWhat"};
inline constexpr Message<"organization"> kMethodRemovedSubject{"method.removedSubject"};
inline constexpr Message<"method", "user", "organization"> kMethodRemovedWhat{"method.removedWhat"};
inline constexpr Message<> kMethodNotYou{"method.notYou"};
inline constexpr Message<> kMethodLink{"method.link"};
inline constexpr Message<"organization"> kNotMeSubject{"notMe.subject"};
inline constexpr Message<"user", "organization", "method"> kNotMeWhat{"notMe.what"};
inline constexpr Message<> kNotMeDone{"notMe.done"};
inline constexpr Message<> kNotMeDo{"notMe.do"};
inline constexpr Message<"organization"> kAdministratorSubject{"administrator.subject"};
inline constexpr Message<"user", "organization"> kAdministratorWhat{"administrator.what"};
inline constexpr Message<> kAdministratorKnown{"administrator.known"};
inline constexpr Message<> kAdministratorUnknown{"administrator.unknown"};
inline constexpr MessageList<> kWeekdays{"date.weekdays"};
inline constexpr MessageList<> kMonths{"date.months"};
inline constexpr Message<"weekday", "day", "month", "year"> kDay{"date.day"};
inline constexpr Message<"day", "hour", "minute", "timeZone"> kMoment{"date.moment"};
inline constexpr Message<"organization", "day"> kExpiresSubject{"expiry.expiresSubject"};
inline constexpr Message<"user", "organization", "moment"> kExpiresWhat{"expiry.expiresWhat"};
inline constexpr Message<> kExpiresChange{"expiry.expiresChange"};
inline constexpr Message<> kExpiresOnComputer{"expiry.expiresOnComputer"};
inline constexpr Message<"organization"> kExpiredSubject{"expiry.expiredSubject"};
inline constexpr Message<"user", "organization", "moment"> kExpiredWhat{"expiry.expiredWhat"};
inline constexpr Message<> kExpiredChange{"expiry.expiredChange"};
inline constexpr Message<> kExpiredOnComputer{"expiry.expiredOnComputer"};
inline constexpr Message<> kExpiryDevices{"expiry.devices"};
inline constexpr Message<> kExpiryNoBait{"expiry.noBait"};
inline constexpr Message<> kExpiryLink{"expiry.link"};
inline constexpr Message<"organization"> kHelpSubject{"help.subject"};
inline constexpr Message<"organization", "user"> kHelpWhat{"help.what"};
inline constexpr Message<> kHelpVerify{"help.verify"};
inline constexpr Message<> kHelpHow{"help.how"};

}  // namespace tilbage::tenant
