use super::{AddressField, Format, Text};

/// What one country's address form looks like.
pub(super) struct Form {
    pub zone: Text,
    pub dial_code: &'static str,
    pub fields: &'static [AddressField],
}

pub(super) fn form(country: &str) -> &'static Form {
    match country {
        "AE" => &AE,
        "SA" => &SA,
        "KW" => &KW,
        "OM" => &OM,
        "BH" => &BH,
        "QA" => &QA,
        _ => &OTHER,
    }
}

const fn text(en: &'static str, ar: &'static str) -> Text {
    Text { en, ar }
}

const fn field(key: &'static str, en: &'static str, ar: &'static str, max_length: usize) -> AddressField {
    AddressField {
        key,
        label: text(en, ar),
        required: true,
        max_length,
        hint: None,
        format: Format::Free,
    }
}

impl AddressField {
    const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    const fn hint(mut self, en: &'static str, ar: &'static str) -> Self {
        self.hint = Some(text(en, ar));
        self
    }

    const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
}

const AREA: AddressField = field("area", "Area", "المنطقة", 100);
const STREET: AddressField = field("street", "Street", "الشارع", 120);
const BUILDING: AddressField = field("building", "Building or villa", "المبنى أو الفيلا", 80);
const APARTMENT: AddressField = field("apartment", "Apartment or office", "الشقة أو المكتب", 60).optional();
const LANDMARK: AddressField = field("landmark", "Landmark", "علامة مميزة", 120).optional().hint(
    "Something nearby that the driver will see",
    "مكان قريب يسهل على السائق رؤيته",
);
const BLOCK: AddressField = field("block", "Block", "القطعة", 20);

const GOVERNORATE: Text = text("Governorate", "المحافظة");

const AE: Form = Form {
    zone: text("Emirate", "الإمارة"),
    dial_code: "+971",
    fields: &[AREA, STREET, BUILDING, APARTMENT, LANDMARK],
};

// Carriers may not take a shipment without the National Address or its short form since 2026.
const SA: Form = Form {
    zone: text("Province", "المنطقة الإدارية"),
    dial_code: "+966",
    fields: &[
        field("short_address", "Short address", "العنوان المختصر", 8)
            .format(Format::ShortAddress)
            .hint(
                "Of the National Address: four letters and four digits, like RRRD2929",
                "من العنوان الوطني: أربعة أحرف وأربعة أرقام، مثل RRRD2929",
            ),
        field("district", "District", "الحي", 100),
        STREET,
        BUILDING,
        APARTMENT,
    ],
};

// Kuwait has postal numbers too, but no courier needs them.
const KW: Form = Form {
    zone: GOVERNORATE,
    dial_code: "+965",
    fields: &[
        AREA,
        BLOCK,
        STREET,
        field("avenue", "Avenue", "الجادة", 60).optional(),
        BUILDING,
        field("floor", "Floor", "الدور", 20).optional(),
        APARTMENT,
    ],
};

const OM: Form = Form {
    zone: GOVERNORATE,
    dial_code: "+968",
    fields: &[
        field("wilayat", "Wilayat", "الولاية", 60),
        AREA,
        field("way", "Way number", "رقم السكة", 60),
        BUILDING,
        APARTMENT,
        LANDMARK,
    ],
};

const BH: Form = Form {
    zone: GOVERNORATE,
    dial_code: "+973",
    fields: &[
        field("area", "Town or area", "المدينة أو المنطقة", 100),
        field("block", "Block", "المجمع", 5).format(Format::Number),
        field("road", "Road", "الطريق", 5).format(Format::Number),
        BUILDING,
        APARTMENT,
    ],
};

const QA: Form = Form {
    zone: text("Municipality", "البلدية"),
    dial_code: "+974",
    fields: &[
        field("zone", "Zone number", "رقم المنطقة", 3)
            .format(Format::Number)
            .hint("On the blue plate of the building", "على اللوحة الزرقاء للمبنى"),
        field("street", "Street number or name", "رقم الشارع أو اسمه", 120),
        field("building", "Building number", "رقم المبنى", 80),
        AREA.optional(),
        APARTMENT,
    ],
};

const OTHER: Form = Form {
    zone: text("Delivery zone", "منطقة التوصيل"),
    dial_code: "",
    fields: &[AREA, STREET, BUILDING, APARTMENT],
};
