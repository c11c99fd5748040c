use std::sync::{Mutex, PoisonError};

/// Failures a party was told to have, in the order they were ordered; each happens a number of times.
pub(crate) struct Faults<F> {
    waiting: Mutex<Vec<(F, u32)>>,
}

impl<F> Default for Faults<F> {
    fn default() -> Self {
        Self {
            waiting: Mutex::new(Vec::new()),
        }
    }
}

impl<F: Clone> Faults<F> {
    pub(crate) fn order(&self, fault: F, times: u32) {
        if times > 0 {
            self.waiting().push((fault, times));
        }
    }

    pub(crate) fn clear(&self) {
        self.waiting().clear();
    }

    /// The oldest failure that `applies` here, one time less from now on.
    pub(crate) fn take(&self, applies: impl Fn(&F) -> bool) -> Option<F> {
        let mut waiting = self.waiting();
        let at = waiting.iter().position(|(fault, _)| applies(fault))?;
        let fault = waiting[at].0.clone();
        waiting[at].1 -= 1;
        if waiting[at].1 == 0 {
            waiting.remove(at);
        }
        Some(fault)
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<(F, u32)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an order without a number of times means.
pub(crate) const fn once() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_happen_in_order_and_as_often_as_ordered() {
        let faults = Faults::default();
        faults.order("a", 2);
        faults.order("b", 1);
        faults.order("never", 0);
        assert_eq!(faults.take(|fault| *fault == "b"), Some("b"));
        assert_eq!(faults.take(|_| true), Some("a"));
        assert_eq!(faults.take(|_| true), Some("a"));
        assert_eq!(faults.take(|_| true), None);
        faults.order("c", 9);
        faults.clear();
        assert_eq!(faults.take(|_| true), None);
    }
}
