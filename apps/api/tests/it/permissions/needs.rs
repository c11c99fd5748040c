use std::fmt;

use rbac::{Grant, Level, Permission, Scope};

/// What an operation asks for, as its `x-permission` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Working here.
    Staff,
    /// Being an owner.
    Admin,
    Grants(Needs),
}

impl Asks {
    pub fn parse(text: &str) -> Self {
        match text {
            "staff" => Self::Staff,
            "admin" => Self::Admin,
            several => Self::Grants(Needs::parse(several)),
        }
    }
}

/// Permissions with their levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs(Vec<(Permission, Level)>);

impl Needs {
    fn parse(text: &str) -> Self {
        let one = |part: &str| {
            let (permission, level) = part.split_once(':').unwrap_or_else(|| panic!("{text}"));
            let permission = Permission::ALL.iter().find(|known| known.code() == permission);
            let level = match level {
                "view" => Level::View,
                "manage" => Level::Manage,
                _ => panic!("{text}"),
            };
            (*permission.unwrap_or_else(|| panic!("{text}")), level)
        };
        Self(text.split(' ').map(one).collect())
    }

    pub fn none() -> Self {
        Self(vec![])
    }

    /// All there is to have, without one of them.
    fn all_but(missing: Option<Permission>) -> Self {
        let kept = Permission::ALL
            .iter()
            .filter(|permission| Some(**permission) != missing);
        Self(kept.map(|permission| (*permission, Level::Manage)).collect())
    }

    pub fn everything() -> Self {
        Self::all_but(None)
    }

    fn at(&self, level: Level) -> Self {
        Self(
            self.0
                .iter()
                .map(|(permission, _)| (*permission, level))
                .collect(),
        )
    }

    /// What isn't enough: everything else, for each thing needed, and looking where managing is asked for.
    pub fn not_enough(&self) -> Vec<Self> {
        let mut all = vec![Self::none()];
        all.extend(
            self.0
                .iter()
                .map(|(permission, _)| Self::all_but(Some(*permission))),
        );
        if self.0.iter().any(|(_, level)| *level == Level::Manage) {
            all.push(self.at(Level::View));
        }
        all
    }

    /// Just enough, and more than that.
    pub fn enough(&self) -> Vec<Self> {
        let managing = self.at(Level::Manage);
        if managing == *self {
            vec![managing]
        } else {
            vec![self.clone(), managing]
        }
    }

    pub fn grants(&self, scope: &Scope) -> Vec<Grant> {
        let grant = |(permission, level): &(Permission, Level)| Grant {
            permission: *permission,
            level: *level,
            scope: scope.clone(),
        };
        self.0.iter().map(grant).collect()
    }
}

impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        for (permission, level) in &self.0 {
            write!(f, "{}:{} ", permission.code(), level.code())?;
        }
        Ok(())
    }
}
