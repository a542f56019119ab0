//! The panels around the canvas: which are open.

/// A panel around the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What can be added.
    Palette,
    /// What is selected.
    Inspector,
    /// What was computed.
    Results,
    /// Components and connections as a list.
    Outline,
    /// The steps of the document.
    Steps,
}

/// Which panels are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each panel is open or closed, whatever the others are")]
pub struct Panels {
    /// Whether the screen is as narrow as a phone's: then at most one is open, as a sheet.
    pub narrow: bool,
    /// See [`Panel::Palette`].
    pub palette: bool,
    /// See [`Panel::Inspector`].
    pub inspector: bool,
    /// See [`Panel::Results`].
    pub results: bool,
    /// See [`Panel::Outline`].
    pub outline: bool,
    /// See [`Panel::Steps`].
    pub steps: bool,
}

impl Panels {
    /// What a screen begins with.
    pub const fn new(narrow: bool) -> Self {
        Self { narrow, palette: !narrow, inspector: !narrow, results: !narrow, outline: false, steps: false }
    }

    /// Whether `panel` is open.
    pub const fn is_open(self, panel: Panel) -> bool {
        match panel {
            Panel::Palette => self.palette,
            Panel::Inspector => self.inspector,
            Panel::Results => self.results,
            Panel::Outline => self.outline,
            Panel::Steps => self.steps,
        }
    }

    /// What the left side shows.
    pub const fn left(self) -> Option<Panel> {
        match self {
            Self { steps: true, .. } => Some(Panel::Steps),
            Self { outline: true, .. } => Some(Panel::Outline),
            Self { palette: true, .. } => Some(Panel::Palette),
            _ => None,
        }
    }

    /// With `panel` opened or closed; a sheet closes the others.
    #[must_use]
    pub const fn with(mut self, panel: Panel, open: bool) -> Self {
        if self.narrow && open {
            self =
                Self { narrow: true, palette: false, inspector: false, results: false, outline: false, steps: false };
        }
        match panel {
            // The three share the left side.
            Panel::Palette | Panel::Outline | Panel::Steps => {
                let others = !open;
                self.palette = if matches!(panel, Panel::Palette) { open } else { self.palette && others };
                self.outline = if matches!(panel, Panel::Outline) { open } else { self.outline && others };
                self.steps = if matches!(panel, Panel::Steps) { open } else { self.steps && others };
            }
            Panel::Inspector => self.inspector = open,
            Panel::Results => self.results = open,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_phone_one_sheet_is_open_at_a_time() {
        let panels = Panels::new(true).with(Panel::Palette, true).with(Panel::Results, true);
        assert!(panels.results && !panels.palette);
        let desk = Panels::new(false).with(Panel::Outline, true);
        assert!(desk.outline && !desk.palette && desk.results);
        let told = desk.with(Panel::Steps, true);
        assert_eq!((told.left(), told.with(Panel::Steps, false).left()), (Some(Panel::Steps), None));
    }
}
