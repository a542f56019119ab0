//! How much a card says at a zoom: far away, less of it, in larger print.

/// How much there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Everything.
    Full,
    /// The name and the figure.
    Brief,
    /// The sign of its kind and the figure.
    Sign,
}

impl Detail {
    /// What can be read at so many pixels per canvas unit: no print that matters gets smaller than some 7 pixels.
    pub(crate) fn at(zoom: f64) -> Self {
        match zoom {
            _ if zoom >= 0.68 => Self::Full,
            _ if zoom >= 0.34 => Self::Brief,
            _ => Self::Sign,
        }
    }

    /// Size of the print beside lines, canvas units; `None`: there is none. The style has the same.
    pub(crate) const fn label_size(self) -> Option<f64> {
        match self {
            Self::Full => Some(10.5),
            Self::Brief => Some(17.0),
            Self::Sign => None,
        }
    }

    /// The class of its style.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Full => "is-full",
            Self::Brief => "is-brief",
            Self::Sign => "is-sign",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_said_from_further_away() {
        assert_eq!([1.0, 0.58, 0.41, 0.25].map(Detail::at), [Detail::Full, Detail::Brief, Detail::Brief, Detail::Sign]);
    }
}
