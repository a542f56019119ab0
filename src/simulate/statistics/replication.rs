//! Results of several runs as one.

use super::Merge;

/// All results merged in order of their replication's number, whatever order they came in: the same to the last bit as one
/// after another. `None` of none.
pub fn in_order<T: Merge>(results: impl IntoIterator<Item = (u32, T)>) -> Option<T> {
    let mut results: Vec<_> = results.into_iter().collect();
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).reduce(|mut whole, result| {
        whole.merge(&result);
        whole
    })
}
