//! What was measured, for machines and for readers.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;

/// One line of the table.
#[derive(Debug, Serialize)]
pub struct Row {
    pub scenario: String,
    pub measured: String,
    pub compared_with: String,
    /// What the goal is about.
    pub result: String,
    pub goal: String,
    pub met: bool,
    /// Every single figure behind it.
    pub detail: Value,
}

#[derive(Debug, Serialize)]
pub struct Machine {
    pub day: String,
    pub cores: usize,
    pub processor: String,
    pub memory_gib: u64,
    pub postgres: String,
    /// Other work on the machine when the run began: the 1-minute load average.
    pub load_before: String,
}

#[derive(Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    pub rows: Vec<Row>,
}

/// For what is measured to be known, and not held against anything.
pub const NO_GOAL: &str = "–";

const BEGIN: &str = "<!-- results: written by `just bench` -->";
const END: &str = "<!-- end of results -->";

impl Report {
    pub fn write_json(&self, path: &Path) -> anyhow::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, serde_json::to_string_pretty(self)? + "\n")?)
    }

    /// Puts the table in the place of the one on the page.
    pub fn write_page(&self, path: &Path) -> anyhow::Result<()> {
        let page = std::fs::read_to_string(path)?;
        let (before, rest) = page
            .split_once(BEGIN)
            .context("the page has no place for results")?;
        let (_, after) = rest
            .split_once(END)
            .context("the place for results doesn't end")?;
        Ok(std::fs::write(
            path,
            format!("{before}{BEGIN}\n{}\n{END}{after}", self.table()),
        )?)
    }

    pub fn table(&self) -> String {
        let Machine {
            day,
            cores,
            processor,
            memory_gib,
            postgres,
            load_before,
        } = &self.machine;
        let mut table = format!(
            "{day}, {cores} cores of {processor}, {memory_gib} GiB, {postgres}; load average before the run {load_before}.\n\n\
             | Scenario | Measured | Compared with | Result | Goal | |\n|---|---|---|---|---|---|\n"
        );
        for row in &self.rows {
            let Row {
                scenario,
                measured,
                compared_with,
                result,
                goal,
                met,
                ..
            } = row;
            let mark = match (goal.as_str(), met) {
                (NO_GOAL, _) => "",
                (_, true) => "met",
                (_, false) => "**missed**",
            };
            table.push_str(&format!(
                "| {scenario} | {measured} | {compared_with} | {result} | {goal} | {mark} |\n"
            ));
        }
        table
    }
}

impl Machine {
    pub fn here(day: String, postgres: String) -> Self {
        let file = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let after_colon = |text: &str, name: &str| {
            let line = text
                .lines()
                .find(|line| line.starts_with(name))
                .map(str::to_owned);
            line.and_then(|line| line.split_once(':').map(|(_, value)| value.trim().to_owned()))
                .unwrap_or_default()
        };
        let memory = after_colon(&file("/proc/meminfo"), "MemTotal");
        let kib: u64 = memory
            .split_whitespace()
            .next()
            .and_then(|kib| kib.parse().ok())
            .unwrap_or_default();
        Self {
            day,
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: after_colon(&file("/proc/cpuinfo"), "model name"),
            memory_gib: kib.div_ceil(1 << 20),
            postgres,
            load_before: file("/proc/loadavg")
                .split_whitespace()
                .next()
                .unwrap_or("unknown")
                .to_owned(),
        }
    }
}
