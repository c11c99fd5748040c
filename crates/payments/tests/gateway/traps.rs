//! The traps of the reference (section 12) that concern the client; numbers are theirs. Traps 22, 23, 25 and 28 are also
//! tested beside the code they concern, and those missing here concern settling, the shop or the simulator.

mod calls;
mod events;
mod reading;
