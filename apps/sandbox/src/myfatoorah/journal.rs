//! The books on disk: one JSON line per fact, appended and never changed.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::books::Fact;

pub(super) struct Journal {
    file: File,
}

impl Journal {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .open(path)
            .with_context(|| format!("can't open the journal {}", path.display()))?;
        Ok(Self { file })
    }

    /// Everything so far. A last line without an end was being written when the program was killed, and is cut off.
    pub(super) fn read(&mut self) -> anyhow::Result<Vec<Fact>> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut facts = Vec::new();
        let mut whole = 0;
        let mut reader = BufReader::new(&self.file);
        loop {
            let mut line = Vec::new();
            let bytes = reader.read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                break;
            }
            let number = facts.len() + 1;
            facts.push(
                serde_json::from_slice(&line).with_context(|| format!("line {number} of the journal"))?,
            );
            whole += u64::try_from(bytes)?;
        }
        self.file.set_len(whole)?;
        Ok(facts)
    }

    pub(super) fn append(&mut self, fact: &Fact) -> anyhow::Result<()> {
        let mut line = serde_json::to_vec(fact)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        Ok(())
    }
}
