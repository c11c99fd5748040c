use accounts::address_book::{Address as Entry, AddressInput as Draft};
use i18n::Arg;
use regions::address::{self, AddressProblem, ProblemKind};
use regions::{Names, Store};

use super::{Address, AddressInput, AddressRecipient, AddressSchema};
use crate::dto::check;
use crate::dto::store::AddressField;
use crate::error::Field;

/// Labels are at most this long.
const LABEL: usize = 40;

impl AddressSchema {
    /// Of a country of the Gulf; others have none.
    #[must_use]
    pub fn of(country: &str) -> Option<Self> {
        let phone_country_code = address::dial_code(country);
        (!phone_country_code.is_empty()).then(|| Self {
            country: country.to_owned(),
            phone_country_code: phone_country_code.to_owned(),
            zone_label: address::zone_label(country).localized().into(),
            fields: address::fields(country).iter().map(AddressField::from).collect(),
        })
    }
}

impl Address {
    #[must_use]
    pub fn of(entry: Entry, names: &Names) -> Self {
        Self {
            id: entry.id.uuid(),
            region: names.slug(entry.region).unwrap_or_default().to_owned(),
            zone: entry
                .zone
                .and_then(|zone| names.zone_code(zone))
                .map(str::to_owned),
            one_line: address::one_line(&entry.country, &entry.fields),
            country: entry.country,
            label: entry.label,
            recipient: AddressRecipient {
                name: entry.recipient_name,
                phone: entry.recipient_phone,
            },
            fields: entry.fields,
            is_default: entry.is_default,
            created_at: entry.created_at,
        }
    }
}

impl AddressInput {
    /// The address as the book takes it, checked by the form of the store's country; or all that is wrong with it.
    pub fn draft(self, store: &Store) -> Result<Draft, Vec<Field>> {
        let zone = self.zone.as_deref().map(|code| {
            let zone = store.zone(code).map(|zone| zone.id);
            zone.ok_or_else(|| Field::new("zone", "zone_unknown"))
        });
        let zone = zone.transpose();
        let label = check::line("label", self.label.as_deref().unwrap_or_default(), LABEL);
        let name = check::required_line("recipient.name", &self.recipient.name, check::NAME);
        let phone = check::phone("recipient.phone", &self.recipient.phone, Some(&store.country));
        let fields = address::check(&store.country, &self.fields);
        match (zone, label, name, phone, fields) {
            (Ok(zone), Ok(label), Ok(recipient_name), Ok(recipient_phone), Ok(fields)) => Ok(Draft {
                region: store.id,
                zone,
                label,
                recipient_name,
                recipient_phone,
                country: store.country.clone(),
                fields,
                is_default: self.is_default.unwrap_or_default(),
            }),
            (zone, label, name, phone, fields) => {
                let mut faults: Vec<Field> = [zone.err(), label.err(), name.err(), phone.err()]
                    .into_iter()
                    .flatten()
                    .collect();
                let problems = fields.err().unwrap_or_default();
                faults.extend(problems.iter().map(|problem| fault(&store.country, problem)));
                Err(faults)
            }
        }
    }
}

fn fault(country: &str, problem: &AddressProblem) -> Field {
    let path = format!("fields.{}", problem.key);
    let known = address::fields(country)
        .iter()
        .find(|field| field.key == problem.key);
    let label = known.map(|field| field.label.localized()).unwrap_or_default();
    let with = |code, more: &[(&'static str, Arg)]| {
        let mut args = vec![("label", Arg::from(label.clone()))];
        args.extend_from_slice(more);
        Field::with(path.clone(), code, &args)
    };
    match problem.kind {
        ProblemKind::Required => with("address_field_required", &[]),
        ProblemKind::TooLong(most) => {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            with("address_field_too_long", &[("maximum", Arg::Number(most))])
        }
        ProblemKind::BadFormat => with("address_field_invalid", &[]),
        ProblemKind::Unknown => Field::new(path.clone(), "address_field_unknown"),
    }
}
