//! Who may do what: permissions, levels, regions, the team.
