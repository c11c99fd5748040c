//! Why payments fail: the gateway's codes.

/// Of a shopper who turned back.
pub(super) const CANCELLED: &str = "MF006";

/// Code, what the gateway says, and the same for a person in Arabic.
pub(super) const ALL: [(&str, &str, &str); 11] = [
    (
        "MF001",
        "3-D Secure authentication failed",
        "فشل التحقق ثلاثي الأبعاد",
    ),
    ("MF002", "Declined by the issuer", "رفضها البنك المُصدر"),
    ("MF003", "Blocked by the gateway", "محظورة من البوابة"),
    ("MF004", "Insufficient funds", "الرصيد غير كافٍ"),
    ("MF005", "Session timed out", "انتهت مهلة الجلسة"),
    ("MF006", "Canceled by the customer", "ألغاها العميل"),
    ("MF007", "The card is expired", "البطاقة منتهية الصلاحية"),
    ("MF008", "The issuer did not answer", "لم يُجب البنك المُصدر"),
    ("MF009", "Refused by risk rules", "مرفوضة لأسباب أمنية"),
    ("MF010", "Wrong security code", "رمز الأمان خاطئ"),
    ("MF020", "Unspecified failure", "فشل غير محدد"),
];

pub(super) fn meaning(code: &str) -> Option<&'static str> {
    ALL.iter()
        .find(|(known, ..)| *known == code)
        .map(|(_, text, _)| *text)
}

/// The first code in a text: how tests tell a token or a reference to fail.
pub(super) fn named_in(text: &str) -> Option<&'static str> {
    ALL.iter()
        .find(|(code, ..)| text.contains(code))
        .map(|(code, ..)| *code)
}
