#include "core/directory_setup/security_descriptor.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "core/directory_setup/sddl.h"

namespace tilbage::core {
namespace {

// The DACL of a unit with delegated rights, as a Samba 4.17 domain controller hands it out …
constexpr const char* kRealUnit =
    "AQAEhAAAAAAAAAAAAAAAABQAAAAEAGQGIQAAAAUKSAAAAQAAAwAAAHCVKQBtJNARp2gAqgBuBSm6epa/5g3QEaKFAKoAMEniAQUA"
    "AAAAAAUVAAAAypyCdzHvMhLbaC2aQwUAAAUKSAAAAQAAAwAAAFMacqsvHtARmBkAqgBAUpu6epa/5g3QEaKFAKoAMEniAQUAAAAA"
    "AAUVAAAAypyCdzHvMhLbaC2aQwUAAAUKSAAwAAAAAwAAAL8OYyjVQdERqcEAAPgDZ8G6epa/5g3QEaKFAKoAMEniAQUAAAAAAAUV"
    "AAAAypyCdzHvMhLbaC2aQwUAAAUKSAAwAAAAAwAAAAp6lr/mDdARooUAqgAwSeK6epa/5g3QEaKFAKoAMEniAQUAAAAAAAUVAAAA"
    "ypyCdzHvMhLbaC2aQwUAAAAAFAD/AQ8AAQEAAAAAAAUSAAAAAAAkAP8BDwABBQAAAAAABRUAAADKnIJ3Me8yEttoLZoAAgAABQAs"
    "AAMAAAABAAAAhnqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACQCAAAFACwAAwAAAAEAAAC6epa/5g3QEaKFAKoAMEniAQIAAAAA"
    "AAUgAAAAJAIAAAUALAADAAAAAQAAAJx6lr/mDdARooUAqgAwSeIBAgAAAAAABSAAAAAkAgAABQAsAAMAAAABAAAAqHqWv+YN0BGi"
    "hQCqADBJ4gECAAAAAAAFIAAAACYCAAAAABQAlAACAAEBAAAAAAAFCwAAAAAAFACUAAIAAQEAAAAAAAUJAAAABQAsAAMAAAABAAAA"
    "FMwoSDcUvEWbB61vAV5fKAECAAAAAAAFIAAAACQCAAAFGjwAEAAAAAMAAAAAQhZMwCDQEadoAKoAbgUpFMwoSDcUvEWbB61vAV5f"
    "KAECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAAAAQhZMwCDQEadoAKoAbgUpunqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACoC"
    "AAAFGjwAEAAAAAMAAAAQICBfpXnQEZAgAMBPwtTPFMwoSDcUvEWbB61vAV5fKAECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAAAQ"
    "ICBfpXnQEZAgAMBPwtTPunqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAABAwgq8qXnQEZAgAMBPwtTP"
    "FMwoSDcUvEWbB61vAV5fKAECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAABAwgq8qXnQEZAgAMBPwtTPunqWv+YN0BGihQCqADBJ"
    "4gECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAABCL7pZonnQEZAgAMBPwtPPFMwoSDcUvEWbB61vAV5fKAECAAAAAAAFIAAAACoC"
    "AAAFGjwAEAAAAAMAAABCL7pZonnQEZAgAMBPwtPPunqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAAD4"
    "iHAD4QrSEbQiAKDJaPk5FMwoSDcUvEWbB61vAV5fKAECAAAAAAAFIAAAACoCAAAFGjwAEAAAAAMAAAD4iHAD4QrSEbQiAKDJaPk5"
    "unqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACoCAAAFGjgAEAAAAAMAAABtnsa3xyzSEYVOAKDJg/YIhnqWv+YN0BGihQCqADBJ"
    "4gEBAAAAAAAFCQAAAAUaOAAQAAAAAwAAAG2exrfHLNIRhU4AoMmD9gicepa/5g3QEaKFAKoAMEniAQEAAAAAAAUJAAAABRo4ABAA"
    "AAADAAAAbZ7Gt8cs0hGFTgCgyYP2CLp6lr/mDdARooUAqgAwSeIBAQAAAAAABQkAAAAFGiwAlAACAAIAAAAUzChINxS8RZsHrW8B"
    "Xl8oAQIAAAAAAAUgAAAAKgIAAAUaLACUAAIAAgAAAJx6lr/mDdARooUAqgAwSeIBAgAAAAAABSAAAAAqAgAABRosAJQAAgACAAAA"
    "unqWv+YN0BGihQCqADBJ4gECAAAAAAAFIAAAACoCAAAFEigAMAEAAAEAAADeR+aRb9lwS5VX1j/088zYAQEAAAAAAAUKAAAAABIk"
    "AP8BDwABBQAAAAAABRUAAADKnIJ3Me8yEttoLZoHAgAAABIYAAQAAAABAgAAAAAABSAAAAAqAgAAABIYAL0BDwABAgAAAAAABSAA"
    "AAAgAgAA";
// … and as `samba-tool dsacl get` writes the same.
constexpr const char* kRealUnitInSambasWords =
    "D:AI(OA;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;bf967aba-0de6-11d0-a285-00aa003049e2;S-1-5-21-2"
    "005048522-305327921-2586667227-1347)(OA;CIIO;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;bf967aba-0de6-1"
    "1d0-a285-00aa003049e2;S-1-5-21-2005048522-305327921-2586667227-1347)(OA;CIIO;RPWP;28630ebf-41d5-11d1"
    "-a9c1-0000f80367c1;bf967aba-0de6-11d0-a285-00aa003049e2;S-1-5-21-2005048522-305327921-2586667227-134"
    "7)(OA;CIIO;RPWP;bf967a0a-0de6-11d0-a285-00aa003049e2;bf967aba-0de6-11d0-a285-00aa003049e2;S-1-5-21-2"
    "005048522-305327921-2586667227-1347)(A;;RPWPCRCCDCLCLORCWOWDSDDTSW;;;SY)(A;;RPWPCRCCDCLCLORCWOWDSDDT"
    "SW;;;DA)(OA;;CCDC;bf967a86-0de6-11d0-a285-00aa003049e2;;AO)(OA;;CCDC;bf967aba-0de6-11d0-a285-00aa003"
    "049e2;;AO)(OA;;CCDC;bf967a9c-0de6-11d0-a285-00aa003049e2;;AO)(OA;;CCDC;bf967aa8-0de6-11d0-a285-00aa0"
    "03049e2;;PO)(A;;RPLCLORC;;;AU)(A;;RPLCLORC;;;ED)(OA;;CCDC;4828cc14-1437-45bc-9b07-ad6f015e5f28;;AO)("
    "OA;CIIOID;RP;4c164200-20c0-11d0-a768-00aa006e0529;4828cc14-1437-45bc-9b07-ad6f015e5f28;RU)(OA;CIIOID"
    ";RP;4c164200-20c0-11d0-a768-00aa006e0529;bf967aba-0de6-11d0-a285-00aa003049e2;RU)(OA;CIIOID;RP;5f202"
    "010-79a5-11d0-9020-00c04fc2d4cf;4828cc14-1437-45bc-9b07-ad6f015e5f28;RU)(OA;CIIOID;RP;5f202010-79a5-"
    "11d0-9020-00c04fc2d4cf;bf967aba-0de6-11d0-a285-00aa003049e2;RU)(OA;CIIOID;RP;bc0ac240-79a9-11d0-9020"
    "-00c04fc2d4cf;4828cc14-1437-45bc-9b07-ad6f015e5f28;RU)(OA;CIIOID;RP;bc0ac240-79a9-11d0-9020-00c04fc2"
    "d4cf;bf967aba-0de6-11d0-a285-00aa003049e2;RU)(OA;CIIOID;RP;59ba2f42-79a2-11d0-9020-00c04fc2d3cf;4828"
    "cc14-1437-45bc-9b07-ad6f015e5f28;RU)(OA;CIIOID;RP;59ba2f42-79a2-11d0-9020-00c04fc2d3cf;bf967aba-0de6"
    "-11d0-a285-00aa003049e2;RU)(OA;CIIOID;RP;037088f8-0ae1-11d2-b422-00a0c968f939;4828cc14-1437-45bc-9b0"
    "7-ad6f015e5f28;RU)(OA;CIIOID;RP;037088f8-0ae1-11d2-b422-00a0c968f939;bf967aba-0de6-11d0-a285-00aa003"
    "049e2;RU)(OA;CIIOID;RP;b7c69e6d-2cc7-11d2-854e-00a0c983f608;bf967a86-0de6-11d0-a285-00aa003049e2;ED)"
    "(OA;CIIOID;RP;b7c69e6d-2cc7-11d2-854e-00a0c983f608;bf967a9c-0de6-11d0-a285-00aa003049e2;ED)(OA;CIIOI"
    "D;RP;b7c69e6d-2cc7-11d2-854e-00a0c983f608;bf967aba-0de6-11d0-a285-00aa003049e2;ED)(OA;CIIOID;RPLCLOR"
    "C;;4828cc14-1437-45bc-9b07-ad6f015e5f28;RU)(OA;CIIOID;RPLCLORC;;bf967a9c-0de6-11d0-a285-00aa003049e2"
    ";RU)(OA;CIIOID;RPLCLORC;;bf967aba-0de6-11d0-a285-00aa003049e2;RU)(OA;CIID;RPWPCR;91e647de-d96f-4b70-"
    "9557-d63ff4f3ccd8;;PS)(A;CIID;RPWPCRCCDCLCLORCWOWDSDDTSW;;;EA)(A;CIID;LC;;;RU)(A;CIID;RPWPCRCCLCLORC"
    "WOWDSDSW;;;BA)";
constexpr const char* kDomain = "S-1-5-21-2005048522-305327921-2586667227";

base::Bytes real_unit() { return base::from_base64(kRealUnit).value(); }

TEST(SecurityDescriptors, ARealOneSaysWhatSambaSaysThatItSays) {
    const auto parsed = SecurityDescriptor::parse(real_unit());
    const auto expected = parse_sddl(kRealUnitInSambasWords, Sid::parse(kDomain));
    ASSERT_TRUE(parsed && parsed->dacl && expected && expected->dacl);
    EXPECT_EQ(parsed->dacl->size(), 33U);
    EXPECT_EQ(*parsed->dacl, *expected->dacl);
    EXPECT_FALSE(parsed->inheritance_disabled());
}

TEST(SecurityDescriptors, WhatWasReadIsWrittenTheSame) {
    const auto bytes = real_unit();
    EXPECT_EQ(SecurityDescriptor::parse(bytes)->dacl_bytes(), std::string(bytes.begin(), bytes.end()));
}

TEST(SecurityDescriptors, NoPartOfOneIsTakenForTheWhole) {
    const auto bytes = real_unit();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(SecurityDescriptor::parse(std::span(bytes).first(size))) << size;
    }
}

// Each single byte changed, to each of a few values: no crash, and what is still a descriptor can be written again.
TEST(SecurityDescriptors, ADamagedOneIsRefusedOrWhole) {
    auto bytes = real_unit();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto kept = bytes[at];
        for (const int value : {0x00, 0x01, 0x0f, 0x7f, 0x80, 0xff}) {
            bytes[at] = static_cast<std::uint8_t>(value);
            if (const auto parsed = SecurityDescriptor::parse(bytes)) {
                EXPECT_TRUE(parsed->dacl_bytes()) << at;
            }
        }
        bytes[at] = kept;
    }
}

TEST(SecurityDescriptors, EntriesOfAnotherKindStayAsTheyAre) {
    // ACCESS_ALLOWED_CALLBACK_ACE (MS-DTYP 2.4.4.6) with some condition.
    auto descriptor = parse_sddl("D:(A;;RP;;;WD)").value();
    const std::string callback(
        "\x09\x00\x18\x00\x10\x00\x00\x00\x01\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00"
        "artx",
        24);
    Ace other;
    other.type = static_cast<AceType>(9);
    other.raw = callback;
    descriptor.dacl->push_back(other);
    const auto bytes = descriptor.dacl_bytes().value();
    const auto again = SecurityDescriptor::parse(base::as_bytes(bytes));
    ASSERT_TRUE(again);
    ASSERT_EQ(again->dacl->size(), 2U);
    EXPECT_FALSE(again->dacl->at(1).is_read());
    EXPECT_EQ(again->dacl->at(1).raw, callback);
}

TEST(SecurityDescriptors, NewEntriesGoWhereTheCanonicalOrderHasThem) {
    auto descriptor = parse_sddl("D:(OD;;CR;;;WD)(A;;RP;;;AU)(A;ID;LC;;;AU)(D;ID;WP;;;AU)").value();
    descriptor.add(parse_sddl_aces("(A;;WP;;;SY)")->front());
    descriptor.add(parse_sddl_aces("(D;;WP;;;SY)")->front());
    const auto expected = parse_sddl("D:(OD;;CR;;;WD)(D;;WP;;;SY)(A;;RP;;;AU)(A;;WP;;;SY)(A;ID;LC;;;AU)(D;ID;WP;;;AU)");
    EXPECT_EQ(*descriptor.dacl, *expected->dacl);
}

TEST(SecurityDescriptors, AListThatIsFullIsNotWritten) {
    auto descriptor = parse_sddl("D:").value();
    for (int i = 0; i < 4000; ++i) descriptor.add(parse_sddl_aces("(A;;RP;;;WD)")->front());
    EXPECT_FALSE(descriptor.dacl_bytes());
}

}  // namespace
}  // namespace tilbage::core
