//! "Is it true?": the reference cases, computed in the page by the ordinary engine, beside the figures that are known.

use gloo::timers::callback::Timeout;
use web_sys::{File, HtmlInputElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::run::{Run, Step, Unread};
use super::to;
use crate::check::{Case, CheckError, Problem, Row};
use crate::platform::download;
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::state::{Dialog, Message, Topic};
use crate::ui::widgets::{Icon, Modal, Sign, sign_path};

const COLUMNS: [&str; 6] = ["metric", "expected", "got", "error", "tolerance", "pass"];

/// The dialog.
#[component]
pub fn ProofDialog() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let run = use_reducer(Run::built_in);
    // Each slice is a timer of its own: between them the browser draws and listens.
    use_effect_with((run.rows.len(), run.is_done(), run.file.clone()), {
        let dispatcher = run.dispatcher();
        move |(_, done, _)| {
            let slice = (!done).then(|| Timeout::new(0, move || dispatcher.dispatch(Step::Compute)));
            move || drop(slice)
        }
    });
    let choose = {
        let dispatcher = run.dispatcher();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                spawn_local(open(file, dispatcher.clone()));
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let back = {
        let dispatcher = run.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(Step::BuiltIn))
    };
    html! {
        <Modal title={say.key("page-card-proof")} close={say.key("page-close")} testid="proof-dialog" class="proof-dialog"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            <p class="lead">{ say.key("page-proof-lead") }</p>
            if let Some(name) = &run.file { <h3>{ say.with("page-proof-own-file", &[("name", name.clone().into())]) }</h3> }
            { outcome(say, &run) }
            if !run.rows.is_empty() { { table(say, &run) } }
            <div class="card-foot">
                <label class="button file-button">
                    <Icon path={sign_path(Sign::Open)} size={16} /><span>{ say.key("page-proof-file") }</span>
                    <input class="hidden" type="file" accept=".json,application/json" onchange={choose} data-testid="proof-file" />
                </label>
                if run.file.is_some() {
                    <button type="button" class="text-button" onclick={back} data-testid="proof-built-in">{ say.key("page-proof-built-in") }</button>
                }
                { to(say.key("page-card-open"), Dialog::Card(Topic::Index), "proof-card", &dispatch) }
            </div>
            <p class="note">{ say.key("page-proof-format") }</p>
        </Modal>
    }
}

async fn open(file: File, run: UseReducerDispatcher<Run>) {
    let name = file.name();
    let read = download::read(&file, crate::share::LONGEST_FILE).await;
    let text = read.and_then(|bytes| String::from_utf8(bytes).ok());
    run.dispatch(Step::File(name, text));
}

/// The one line that says it all; while it is computed, how far it is.
fn outcome(say: Say, run: &Run) -> Html {
    if let Err(unread) = &run.cases {
        return refusal(say, run.file.as_deref().unwrap_or_default(), unread);
    }
    let (figures, failed) = run.sum();
    let (class, sign, text) = match (run.is_done(), figures, failed) {
        (false, ..) => {
            let progress = [("done", run.rows.len().into()), ("total", run.total().into())];
            let text = say.with("page-proof-running", &progress);
            return html! {
                <div class="proof-progress">
                    <progress max={run.total().to_string()} value={run.rows.len().to_string()} aria-label={text.clone()}></progress>
                    <span aria-hidden="true">{ text }</span>
                </div>
            };
        }
        (true, 0, _) => ("warn", Sign::Info, say.key("page-proof-none")),
        (true, _, 0) => ("good", Sign::Check, say.with("page-proof-passed", &[("figures", figures.into())])),
        _ => {
            let both = [("failed", failed.into()), ("figures", figures.into())];
            ("bad", Sign::Warning, say.with("page-proof-failed", &both))
        }
    };
    html! {
        <p class={classes!("outcome", class)} role="status" data-testid="proof-outcome">
            <Icon path={sign_path(sign)} size={16} /><span>{ text }</span>
        </p>
    }
}

/// Why a file cannot be used: the place in the page's language, the remedy as the command line says it.
fn refusal(say: Say, name: &str, unread: &Unread) -> Html {
    let (place, remedy) = match unread {
        Unread::Browser => (say.key("page-proof-unreadable"), None),
        Unread::Wrong(error) => wrong(say, error),
    };
    html! {
        <div class="outcome bad" role="alert" data-testid="proof-error">
            <Icon path={sign_path(Sign::Warning)} size={16} />
            <div>
                <p>{ say.with("page-proof-unread", &[("name", name.into())]) }</p>
                <p>{ place }</p>
                if let Some(remedy) = remedy { <p class="note" lang="en">{ remedy }</p> }
            </div>
        </div>
    }
}

fn wrong(say: Say, error: &CheckError) -> (String, Option<String>) {
    let remedy = |field: &str, problem: &Problem| Some(format!("{field} {problem}"));
    match error {
        CheckError::NotJson { line, column, what } => {
            let place = [("line", (*line).into()), ("column", (*column).into())];
            (say.with("page-proof-not-json", &place), Some(what.clone()))
        }
        CheckError::NotCases { field, problem } => {
            (say.with("page-proof-not-cases", &[("field", field.as_str().into())]), remedy(field, problem))
        }
        CheckError::Case { id, field, problem } => {
            let place = [("id", id.as_str().into()), ("field", field.as_str().into())];
            (say.with("page-proof-bad-case", &place), remedy(field, problem))
        }
    }
}

fn table(say: Say, run: &Run) -> Html {
    let Ok(cases) = &run.cases else { return html! {} };
    html! {
        <div class="proof-table" tabindex="0" role="region" aria-label={say.key("page-proof-table")}>
            <table class="figures" data-testid="proof-table">
                <caption class="hidden">{ say.key("page-proof-table") }</caption>
                <thead><tr>{ for COLUMNS.iter().map(|column| html! { <th scope="col">{ say.key(&format!("page-proof-{column}")) }</th> }) }</tr></thead>
                { for cases.cases.iter().zip(&run.rows).filter(|(_, rows)| !rows.is_empty()).map(|(case, rows)| group(say, case, rows)) }
            </table>
        </div>
    }
}

fn group(say: Say, case: &Case, rows: &[Row]) -> Html {
    html! {
        <tbody key={case.id.clone()}>
            <tr class="proof-case">
                <th scope="rowgroup" colspan="6" lang="en">
                    <b>{ &case.id }</b>
                    if !case.source.is_empty() { <span><span lang={say.0.tag()}>{ say.key("page-proof-source") }</span>{ " " }{ &case.source }</span> }
                    if !case.note.is_empty() { <span>{ &case.note }</span> }
                </th>
            </tr>
            { for rows.iter().map(|row| figure_row(say, row)) }
        </tbody>
    }
}

fn figure_row(say: Say, row: &Row) -> Html {
    let passes = row.passes();
    let got = row.got.map_or_else(|| say.key("page-proof-no-figure"), figure);
    let error = row.relative_error().map_or_else(|| "–".to_owned(), small);
    html! {
        <tr class={if passes { "" } else { "failed" }}>
            <th scope="row" lang="en">{ for row.metric.split_inclusive('_').map(|part| html! { <>{ part }<wbr /></> }) }</th>
            <td>{ figure(row.expected) }</td>
            <td>{ got }</td>
            <td>{ error }</td>
            <td>{ small(row.tolerance) }</td>
            <td class={if passes { "good" } else { "bad" }}>
                <Icon path={sign_path(if passes { Sign::Check } else { Sign::Close })} size={12} />
                { say.key(if passes { "page-proof-yes" } else { "page-proof-no" }) }
            </td>
        </tr>
    }
}

/// Nine digits, so that the smallest tolerances can be followed by eye.
fn figure(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e9).contains(&size) {
        return power(&format!("{value:.8e}"));
    }
    let digits = if size >= 1.0 { 8 - size.log10().floor() as usize } else { 10 };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A small share: two digits.
fn small(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { power(&format!("{value:.1e}")) }
}

/// `1.2e-9` as people write it; what has no exponent stays.
fn power(text: &str) -> String {
    let Some((digits, exponent)) = text.split_once('e') else { return text.to_owned() };
    let raised = exponent.chars().map(|letter| match letter {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    });
    format!("{digits}×10{}", raised.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn figures_keep_nine_digits_and_small_ones_have_powers() {
        assert_eq!(figure(0.3), "0.3");
        assert_eq!(figure(1_234.567_891_2), "1234.56789");
        assert_eq!(figure(0.0), "0");
        assert_eq!(figure(1.5e-7), "1.50000000×10⁻⁷");
        assert_eq!(small(1.23e-9), "1.2×10⁻⁹");
        assert_eq!(small(f64::INFINITY), "inf");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_place() {
        let error = crate::check::read_cases("{\"format\": \"other\"}").expect_err("it is of another format");
        let (place, remedy) = wrong(Say(Language::Korean), &error);
        assert!(place.contains("format"), "{place}");
        assert!(remedy.is_some_and(|remedy| remedy.contains("scaleground-reference-1")));
    }
}
