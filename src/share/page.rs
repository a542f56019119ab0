//! One page that is the whole application with a document in it: it runs from a file, without a network.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::carried::{ELEMENT, escaped};

/// The ids of the elements that hold the programs, in base64.
pub const HELD: [&str; 4] =
    ["scaleground-page-script", "scaleground-page-program", "scaleground-worker-script", "scaleground-worker-program"];

/// What the application consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Application {
    /// Its style sheets, one after the other.
    pub styles: String,
    /// The programs, in the order of [`HELD`].
    pub programs: [Vec<u8>; 4],
}

/// Sets theme and language before anything is drawn, then starts the program that the page holds.
const START: &str = "const held = (id) => document.getElementById(id).textContent.trim();\n\
    const bytes = (id) => Uint8Array.from(atob(held(id)), (letter) => letter.charCodeAt(0));\n\
    import('data:text/javascript;base64,' + held('scaleground-page-script'))\n\
    .then((own) => own.default({ module_or_path: bytes('scaleground-page-program') }));";

/// The page. `language` and `theme` are the attributes of its root.
pub fn page(application: &Application, title: &str, language: &str, theme: &str, fragment: &str) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\" data-theme=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{}</title>\n<style id=\"{STYLES}\">\n{}\n</style>\n\
         <script type=\"text/plain\" id=\"{ELEMENT}\">{}</script>\n",
        escaped(language),
        escaped(theme),
        escaped(title),
        // The end of the element is the only thing that a style sheet could say to the page.
        application.styles.replace("</", "<\\/"),
        escaped(fragment),
    );
    // In the head: the application clears the body.
    for (id, program) in HELD.iter().zip(&application.programs) {
        let _ = writeln!(page, "<script type=\"text/plain\" id=\"{id}\">{}</script>", STANDARD.encode(program));
    }
    let _ = write!(
        page,
        "</head>\n<body>\n<div class=\"loading\" id=\"loading\"><header>Scaleground</header></div>\n\
         <script>\n{START}\n</script>\n</body>\n</html>\n",
    );
    page
}

/// The id of the element that holds the styles.
pub const STYLES: &str = "scaleground-styles";

/// A program that a page of ours holds.
pub fn held(base64: &str) -> Option<Vec<u8>> {
    STANDARD.decode(base64.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::examples;
    use crate::share::{carried, link};

    #[test]
    fn a_page_carries_its_document_and_its_programs_and_no_markup_of_theirs() {
        let document = (examples()[3].build)();
        let programs = ["</script><b>", "\u{0}asm", "export", "x"].map(|text| text.as_bytes().to_vec());
        let application = Application { styles: "a::after { content: \"</style>\" }".to_owned(), programs };
        let page = page(&application, "</title><b>", "en\"><b>", "dark", &link::encode(&document));
        assert!(!page.contains("<b>"), "{page}");
        assert_eq!(page.matches("</style>").count(), 1);
        assert_eq!(carried::from_markup(&page).map(|opened| opened.document), Ok(document));
        for (id, program) in HELD.iter().zip(&application.programs) {
            let text = page.split_once(&format!("id=\"{id}\">")).and_then(|(_, rest)| rest.split('<').next());
            assert_eq!(text.and_then(held).as_ref(), Some(program), "{id}");
        }
        let head = page.split("</head>").next().unwrap_or_default();
        assert!(HELD.iter().all(|id| head.contains(id)), "the application clears the body");
    }
}
