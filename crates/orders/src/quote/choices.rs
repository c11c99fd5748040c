use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Email, Money, Phone};
use payments::Method;
use regions::address::{self, ProblemKind};
use regions::delivery::{self, Refusal};
use regions::{Store, ZoneTerms};

use super::problem::{Param, Problem, ProblemCode};
use crate::order::{Contact, Recipient};

const MAX_NAME: usize = 120;
const MAX_NOTE: usize = 1_000;

/// What a customer has chosen and typed so far, as typed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub payment_method: Option<String>,
    pub contact: Option<ContactInput>,
    /// `None`: the gift goes to whoever orders it.
    pub recipient: Option<RecipientInput>,
    pub zone: Option<String>,
    pub address: BTreeMap<String, String>,
    pub delivery_date: Option<NaiveDate>,
    pub note: String,
}

#[derive(Clone, Debug, Default)]
pub struct ContactInput {
    pub name: String,
    pub phone: String,
    pub email: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct RecipientInput {
    pub name: String,
    pub phone: String,
}

/// Choices that passed every check, normalised.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub method: Method,
    pub contact: Contact,
    pub recipient: Recipient,
    pub zone: ZoneTerms,
    pub address: BTreeMap<String, String>,
    pub date: NaiveDate,
    pub note: String,
}

/// What is to be paid, and whether it can be paid online.
#[derive(Clone, Copy)]
pub(crate) struct Payable {
    pub total: Money,
    pub takes_online: bool,
}

impl Choices {
    /// Whether the provider is asked for the money.
    pub(crate) fn is_online(&self) -> bool {
        self.payment_method.as_deref() == Some(Method::Online.as_str())
    }

    /// All that is missing or wrong, at once.
    pub(crate) fn check(
        &self,
        store: &Store,
        zone: Option<&ZoneTerms>,
        lead_days: u32,
        now: DateTime<Utc>,
        payable: Payable,
    ) -> Result<Delivery, Vec<Problem>> {
        let mut problems = Vec::new();
        let contact = keep(&mut problems, self.contact(store));
        let recipient = keep(&mut problems, self.recipient(store, contact.as_ref()));
        let zone = keep(&mut problems, self.zone(zone));
        let address = keep(&mut problems, self.address(store));
        let date = keep(&mut problems, self.date(store, zone.as_ref(), lead_days, now));
        let method = keep(&mut problems, self.method(store, zone.as_ref(), payable));
        let note = keep(&mut problems, self.note());
        match (method, contact, recipient, zone, address, date, note) {
            (
                Some(method),
                Some(contact),
                Some(recipient),
                Some(zone),
                Some(address),
                Some(date),
                Some(note),
            ) => Ok(Delivery {
                method,
                contact,
                recipient,
                zone,
                address,
                date,
                note,
            }),
            _ => Err(problems),
        }
    }

    fn contact(&self, store: &Store) -> Result<Contact, Vec<Problem>> {
        let empty = ContactInput::default();
        let typed = self.contact.as_ref().unwrap_or(&empty);
        let mut problems = Vec::new();
        let name = keep(
            &mut problems,
            name(&typed.name, ProblemCode::ContactNameRequired, "contact.name"),
        );
        let phone = keep(
            &mut problems,
            phone(
                &typed.phone,
                store,
                ProblemCode::ContactPhoneInvalid,
                "contact.phone",
            ),
        );
        let email = match typed
            .email
            .as_deref()
            .map(str::trim)
            .filter(|email| !email.is_empty())
            .map(Email::parse)
        {
            None => None,
            Some(Ok(email)) => Some(email.as_str().to_owned()),
            Some(Err(_)) => {
                problems.push(Problem::new(ProblemCode::ContactEmailInvalid).at("contact.email"));
                None
            }
        };
        match (name, phone) {
            (Some(name), Some(phone)) if problems.is_empty() => Ok(Contact { name, phone, email }),
            _ => Err(problems),
        }
    }

    fn recipient(&self, store: &Store, contact: Option<&Contact>) -> Result<Recipient, Vec<Problem>> {
        let Some(typed) = &self.recipient else {
            // Without a contact its own problems are told already.
            return contact
                .map(|contact| Recipient {
                    name: contact.name.clone(),
                    phone: contact.phone.clone(),
                })
                .ok_or_else(Vec::new);
        };
        let mut problems = Vec::new();
        let name = keep(
            &mut problems,
            name(&typed.name, ProblemCode::RecipientNameRequired, "recipient.name"),
        );
        let phone = keep(
            &mut problems,
            phone(
                &typed.phone,
                store,
                ProblemCode::RecipientPhoneInvalid,
                "recipient.phone",
            ),
        );
        name.zip(phone)
            .map(|(name, phone)| Recipient { name, phone })
            .ok_or(problems)
    }

    fn zone(&self, zone: Option<&ZoneTerms>) -> Result<ZoneTerms, Vec<Problem>> {
        zone.cloned().ok_or_else(|| {
            let code = if self.zone.is_some() {
                ProblemCode::ZoneUnknown
            } else {
                ProblemCode::ZoneRequired
            };
            vec![Problem::new(code).at("zone")]
        })
    }

    fn address(&self, store: &Store) -> Result<BTreeMap<String, String>, Vec<Problem>> {
        address::check(&store.country, &self.address).map_err(|problems| {
            problems
                .into_iter()
                .map(|problem| {
                    let code = match problem.kind {
                        ProblemKind::Required => ProblemCode::AddressFieldRequired,
                        ProblemKind::TooLong(_) => ProblemCode::AddressFieldTooLong,
                        ProblemKind::BadFormat => ProblemCode::AddressFieldInvalid,
                        ProblemKind::Unknown => ProblemCode::AddressFieldUnknown,
                    };
                    let field = address::fields(&store.country)
                        .iter()
                        .find(|field| field.key == problem.key);
                    let told = Problem::new(code).at(format!("address.{}", problem.key));
                    match (field, problem.kind) {
                        (Some(field), ProblemKind::TooLong(max)) => told
                            .with("label", Param::Text(field.label.localized()))
                            .with("maximum", Param::Count(i64::try_from(max).unwrap_or(i64::MAX))),
                        (Some(field), _) => told.with("label", Param::Text(field.label.localized())),
                        (None, _) => told,
                    }
                })
                .collect()
        })
    }

    fn date(
        &self,
        store: &Store,
        zone: Option<&ZoneTerms>,
        lead_days: u32,
        now: DateTime<Utc>,
    ) -> Result<NaiveDate, Vec<Problem>> {
        let problem = |code| vec![Problem::new(code).at("delivery_date")];
        let date = self
            .delivery_date
            .ok_or_else(|| problem(ProblemCode::DeliveryDateRequired))?;
        match delivery::check(store, zone, lead_days, date, now) {
            Ok(()) => Ok(date),
            Err(Refusal::Blackout(reason)) => Err(vec![
                Problem::new(ProblemCode::DeliveryDateUnavailable)
                    .at("delivery_date")
                    .with("reason", Param::Text(reason)),
            ]),
            Err(Refusal::LeadTime | Refusal::Weekday | Refusal::BeyondWindow) => {
                Err(problem(ProblemCode::DeliveryDateUnavailable))
            }
        }
    }

    fn method(
        &self,
        store: &Store,
        zone: Option<&ZoneTerms>,
        payable: Payable,
    ) -> Result<Method, Vec<Problem>> {
        if payable.total.minor == 0 {
            return Ok(Method::Free);
        }
        let problem = |code| vec![Problem::new(code).at("payment_method")];
        let typed = self
            .payment_method
            .as_deref()
            .ok_or_else(|| problem(ProblemCode::PaymentMethodRequired))?;
        let terms = zone.map_or(&store.terms, |zone| &zone.terms);
        match typed.parse() {
            Ok(Method::Cod) if terms.cod_enabled => Ok(Method::Cod),
            Ok(Method::Online) if payable.takes_online => Ok(Method::Online),
            _ => Err(problem(ProblemCode::PaymentMethodUnavailable)),
        }
    }

    fn note(&self) -> Result<String, Vec<Problem>> {
        let note = self.note.trim();
        if note.chars().count() > MAX_NOTE {
            return Err(vec![too_long(ProblemCode::NoteTooLong, MAX_NOTE).at("note")]);
        }
        Ok(note.to_owned())
    }
}

fn keep<T>(problems: &mut Vec<Problem>, checked: Result<T, Vec<Problem>>) -> Option<T> {
    checked.map_err(|found| problems.extend(found)).ok()
}

fn too_long(code: ProblemCode, max: usize) -> Problem {
    Problem::new(code).with("maximum", Param::Count(i64::try_from(max).unwrap_or(i64::MAX)))
}

/// A name has a letter or digit: invisible characters alone are none, and control characters are no part of one.
fn name(typed: &str, missing: ProblemCode, path: &str) -> Result<String, Vec<Problem>> {
    let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    if !name.contains(char::is_alphanumeric) || address::is_blank(&name) {
        return Err(vec![Problem::new(missing).at(path)]);
    }
    match name.chars().count() {
        ..=MAX_NAME => Ok(name),
        _ => Err(vec![too_long(ProblemCode::NameTooLong, MAX_NAME).at(path)]),
    }
}

fn phone(typed: &str, store: &Store, invalid: ProblemCode, path: &str) -> Result<String, Vec<Problem>> {
    Phone::parse(typed, &store.country)
        .map(|phone| phone.as_str().to_owned())
        .map_err(|_| vec![Problem::new(invalid).at(path)])
}
