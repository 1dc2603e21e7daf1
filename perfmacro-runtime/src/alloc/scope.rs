//! Whose allocations count.

/// Whose allocations count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the thread that makes the calls, whatever others do. What another thread frees counts as
    /// left behind.
    #[default]
    Thread,
    /// Those of every thread of the process while the call runs, whoever they work for.
    Process,
}
