use orders::cart::{AddLine, UpdateLine};
use orders::quote::{Choices, ContactInput as Contact, RecipientInput as Recipient};

use super::*;

/// Nothing to say yet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct CreateCartInput {}

/// Goods for the bag.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"variant_id": "01980000-0000-7000-8000-000000000001", "quantity": 1, "gift_message": "With love"}))]
pub struct AddLineInput {
    pub variant_id: Uuid,
    #[schema(minimum = 1, maximum = 99)]
    pub quantity: i32,
    #[schema(max_length = 500)]
    pub gift_message: Option<String>,
    #[schema(max_length = 60)]
    pub custom_name: Option<String>,
}

impl From<AddLineInput> for AddLine {
    fn from(input: AddLineInput) -> Self {
        Self {
            variant_id: input.variant_id.into(),
            quantity: input.quantity,
            gift_message: input.gift_message.unwrap_or_default(),
            custom_name: input.custom_name.unwrap_or_default(),
        }
    }
}

/// What to change on a line; what is left out or null stays. An empty text takes a message or name off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"quantity": 2}))]
pub struct UpdateLineInput {
    /// 0 takes the line out.
    #[schema(minimum = 0, maximum = 99)]
    pub quantity: Option<i32>,
    #[schema(max_length = 500)]
    pub gift_message: Option<String>,
    #[schema(max_length = 60)]
    pub custom_name: Option<String>,
}

impl From<UpdateLineInput> for UpdateLine {
    fn from(input: UpdateLineInput) -> Self {
        Self {
            quantity: input.quantity,
            gift_message: input.gift_message,
            custom_name: input.custom_name,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "WELCOME10"}))]
pub struct PromoInput {
    /// Capitals or not.
    #[schema(max_length = 40)]
    pub code: String,
}

/// Who orders and pays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    #[schema(max_length = 120)]
    pub name: String,
    /// National or international; Arabic digits are understood.
    #[schema(example = "050 123 4567")]
    pub phone: String,
    pub email: Option<String>,
}

/// Who receives the gift.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecipientInput {
    #[schema(max_length = 120)]
    pub name: String,
    pub phone: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteContactInput {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteRecipientInput {
    pub name: Option<String>,
    pub phone: Option<String>,
}

/// An order as the customer submits it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "expected_total": {"minor": 27400, "currency": "AED"}, "payment_method": "cod",
    "contact": {"name": "Layla Haddad", "phone": "050 123 4567", "email": "layla@example.com"},
    "zone": "dubai", "address": {"area": "Al Barsha", "street": "23 A", "building": "Villa 7"},
    "delivery_date": "2026-03-03", "locale": "en"
}))]
pub struct CheckoutInput {
    /// The total the customer saw: the order is made only if it is still the total.
    pub expected_total: Money,
    pub payment_method: PaymentMethod,
    pub contact: ContactInput,
    /// Without one the gift goes to the contact.
    pub recipient: Option<RecipientInput>,
    /// Code of the delivery zone.
    pub zone: String,
    /// The members the store's `address_fields` name.
    pub address: BTreeMap<String, String>,
    pub delivery_date: NaiveDate,
    #[schema(max_length = 1000)]
    pub note: Option<String>,
    /// The language of later messages.
    pub locale: Locale,
}

/// A checkout in the making: what is chosen so far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"zone": "dubai"}))]
pub struct QuoteInput {
    /// Taken so that a form can send all it has; a quote tells the total.
    pub expected_total: Option<Money>,
    pub payment_method: Option<PaymentMethod>,
    pub contact: Option<QuoteContactInput>,
    pub recipient: Option<QuoteRecipientInput>,
    pub zone: Option<String>,
    pub address: Option<BTreeMap<String, String>>,
    pub delivery_date: Option<NaiveDate>,
    pub note: Option<String>,
    /// Taken for the same reason; a quote speaks both languages.
    pub locale: Option<Locale>,
}

impl From<CheckoutInput> for Choices {
    fn from(input: CheckoutInput) -> Self {
        let ContactInput { name, phone, email } = input.contact;
        Self {
            payment_method: Some(input.payment_method.code().to_owned()),
            contact: Some(Contact { name, phone, email }),
            recipient: input.recipient.map(|recipient| Recipient {
                name: recipient.name,
                phone: recipient.phone,
            }),
            zone: Some(input.zone),
            address: input.address,
            delivery_date: Some(input.delivery_date),
            note: input.note.unwrap_or_default(),
        }
    }
}

impl From<QuoteInput> for Choices {
    fn from(input: QuoteInput) -> Self {
        let contact = |contact: QuoteContactInput| Contact {
            name: contact.name.unwrap_or_default(),
            phone: contact.phone.unwrap_or_default(),
            email: contact.email,
        };
        let recipient = |recipient: QuoteRecipientInput| Recipient {
            name: recipient.name.unwrap_or_default(),
            phone: recipient.phone.unwrap_or_default(),
        };
        Self {
            payment_method: input.payment_method.map(|method| method.code().to_owned()),
            contact: input.contact.map(contact),
            recipient: input.recipient.map(recipient),
            zone: input.zone,
            address: input.address.unwrap_or_default(),
            delivery_date: input.delivery_date,
            note: input.note.unwrap_or_default(),
        }
    }
}
