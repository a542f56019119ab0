//! How much a JSON text would take when it is built, told from the text alone: nothing is allocated for what is refused.

use crate::share::ShareError;

/// The most values that a text may hold: all that the largest document needs, and some.
pub(in crate::share) const MOST_VALUES: usize = 2_000_000;

/// Counts the values of a JSON text by what stands between them.
///
/// # Errors
/// [`ShareError::TooMany`] above [`MOST_VALUES`].
pub(super) fn check(text: &[u8]) -> Result<(), ShareError> {
    let (mut quoted, mut escaped, mut count) = (false, false, 1);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b':' | b'[' | b'{' if !quoted => count += 1,
            _ => {}
        }
    }
    if count > MOST_VALUES {
        return Err(ShareError::TooMany { what: "values", count, limit: MOST_VALUES });
    }
    Ok(())
}
