//! Arguments, and what is printed.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use scaleground::model::Document;
use scaleground::{advice, check, impact, plan, scenario, share, simulate, solve};

use super::{bench, bench_runs, checking, failing, output, phases, simulating, threads};

/// Exit status where a check falls short.
const FELL_SHORT: i32 = 1;

/// Exit status for input that cannot be used.
const BAD_INPUT: i32 = 2;

/// What a topology does under load: throughput, latency, and what gives way first.
#[derive(Parser)]
#[command(name = "scaleground", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Solves a topology and prints the results as JSON
    #[command(after_help = SOLVE_HELP)]
    Solve {
        /// Topology file (JSON, see docs/topology-file.md); - reads standard input
        topology: PathBuf,
        /// Users on the slider, 1 to 100000000, in place of those in the file
        #[arg(long)]
        users: Option<f64>,
        /// Also searches for the most users within the objectives, and what gives way after that (some twenty solutions)
        #[arg(long)]
        capacity: bool,
    },
    /// Strikes everything in a topology, one after the other, and prints what each failure does as JSON
    #[command(after_help = IMPACT_HELP)]
    Impact {
        /// Topology file (JSON, see docs/topology-file.md); - reads standard input
        topology: PathBuf,
        /// Users on the slider, 1 to 100000000, in place of those in the file
        #[arg(long)]
        users: Option<f64>,
    },
    /// Plays a topology event by event and prints what came out as JSON
    #[command(after_help = SIMULATE_HELP)]
    Simulate {
        /// Topology file (JSON, see docs/topology-file.md); - reads standard input
        topology: PathBuf,
        /// Users on the slider, 1 to 100000000, in place of those in the file
        #[arg(long)]
        users: Option<f64>,
        /// The same seed, the same run, on any machine
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Simulated seconds, warm-up included; without: as many as some ten million events take
        #[arg(long)]
        horizon: Option<f64>,
        /// Simulated seconds before anything is counted; without: as long as the system takes to forget its beginning, a
        /// tenth to a half of the horizon
        #[arg(long)]
        warm_up: Option<f64>,
        /// Runs with seeds that follow each other
        #[arg(long, default_value_t = 1)]
        replications: usize,
        /// Threads that they run on, with the same result on any number; without: as many as there are cores
        #[arg(long)]
        threads: Option<usize>,
        /// Also prints what passed in each so many simulated seconds
        #[arg(long)]
        series: Option<f64>,
        /// Strikes something, besides what the file says: "db down 30..60", "web errors 50% 10..", "web->db lossy 10%
        /// 5..20", "all traffic 3 10..20"; without times from the beginning (see docs/command-line.md)
        #[arg(long = "fault", value_name = "WHAT KIND FIGURES FROM..UNTIL")]
        faults: Vec<String>,
        /// How the load changes over the run: doubled after a third of it, growing to three times as much, five times as much
        /// for a tenth of it, or a day with a fifth of the load at night
        #[arg(long, value_name = "COURSE", value_parser = ["steady", "step", "ramp", "spike", "day"], default_value = "steady")]
        load: String,
        /// Another version of the topology, which meets the same scenario with the same seeds and as long
        #[arg(long, value_name = "OTHER.json")]
        compare: Option<PathBuf>,
    },
    /// Solves systems whose answers are known, and compares
    #[command(after_help = CHECK_HELP)]
    Check {
        /// Reference cases (JSON, see docs/command-line.md); without: those that come with the product. - reads standard
        /// input
        cases: Option<PathBuf>,
        /// What to hold against them
        #[arg(long, value_enum, default_value_t = Solver::Solve)]
        solver: Solver,
        /// Prints JSON in place of a table
        #[arg(long)]
        json: bool,
    },
    /// Prints how long compiling and solving takes for topologies of 10 to 10,000 components, how many customers per
    /// second the simulation plays beside a bare loop, and how long the table of all single failures takes
    Bench,
}

/// What computes the figures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Solver {
    /// The steady state
    Solve,
    /// The simulation: ten runs of half a million events at fixed seeds
    Simulate,
}

const SOLVE_HELP: &str = "\
Units stand in the names: _s seconds, _per_s per second; shares and utilizations are between 0 and 1. The fields are
described in docs/command-line.md. \"converged\": false means that the figures are the last iterate and not an answer.

Exit status: 0 solved; 2 the input cannot be used (one line on standard error says why).";

const IMPACT_HELP: &str = "\
Every component, one instance of what has several, every place and every link that carries requests. Units stand in the
names as for solve; the fields are described in docs/command-line.md. A phase whose figures are null has none: the
solver has found no steady state.

Exit status: 0 computed; 2 the input cannot be used (one line on standard error says why).";

const SIMULATE_HELP: &str = "\
Units stand in the names as for solve. Failures, waits and rates are those of the measured time, after the warm-up.
\"ended\": \"too_many_in_flight\" means that more was under way than a run can hold, and that it went no further;
\"notes\" says what was done differently from the plan for its size.

Exit status: 0 played; 2 the input cannot be used (one line on standard error says why).";

/// Events of a run whose length is not said.
const EVENTS: f64 = 10_000_000.0;

/// Points of a time series.
const MOST_POINTS: f64 = 10_000.0;

const CHECK_HELP: &str = "\
Every case is drawn as an ordinary topology, compiled and solved; a metric without a tolerance for the solver is not
asked. A figure that the solver does not have falls short.

Exit status: 0 all within their tolerances; 1 one or more fall short; 2 the input cannot be used (one line on standard
error says where and what to do).";

/// Runs the command of the process's arguments; its exit status.
pub(super) fn run() -> i32 {
    let result = match Arguments::parse().command {
        Command::Solve { topology, users, capacity } => solve(&topology, users, capacity).map(|text| (text, 0)),
        Command::Impact { topology, users } => impacts(&topology, users).map(|text| (text, 0)),
        Command::Check { cases, solver, json } => compare(cases.as_deref(), solver, json),
        Command::Simulate {
            topology,
            users,
            seed,
            horizon,
            warm_up,
            replications,
            threads,
            series,
            faults,
            load,
            compare,
        } => {
            let record = simulate::Record { series_every_s: series.unwrap_or(f64::INFINITY), ..Default::default() };
            let settings = simulate::Settings { seed, record, ..simulate::Settings::default() };
            let threads = threads.unwrap_or_else(threads::cores);
            let course = simulate::Course::ALL.into_iter().find(|course| course.key() == load).unwrap_or_default();
            let files = Files { topology: &topology, faults: &faults, course, compare: compare.as_deref() };
            play(&files, users, settings, (horizon, warm_up), (replications, threads)).map(|text| (text, 0))
        }
        Command::Bench => {
            let tables = [bench::table(), bench_runs::table(), bench_runs::growth(), bench::failures()];
            Ok((tables.join("\n\n"), 0))
        }
    };
    match result {
        Ok((text, status)) => print(&text).max(status),
        Err(problem) => complain(&problem),
    }
}

/// The document of a file, and the users to compute it for.
fn open(path: &Path, users: Option<f64>) -> Result<(Document, f64), String> {
    let name = path.display();
    let text = read(path).map_err(|error| format!("{name}: {error}"))?;
    let opened = share::read_file(&text).map_err(|error| format!("{name}: {error}"))?;
    if let Some(first) = opened.problems.first() {
        // A check that silently leaves a part out would be worse than none.
        let others = opened.problems.len() - 1;
        let more = if others > 0 { format!(" (and {others} more)") } else { String::new() };
        return Err(format!("{name}: {first}{more}"));
    }
    let users = users.unwrap_or(opened.document.users);
    if !(1.0..=Document::MOST_USERS).contains(&users) {
        return Err(format!("--users {users}: 1 to {} users can be solved for", Document::MOST_USERS));
    }
    Ok((opened.document, users))
}

/// What is to be played.
struct Files<'a> {
    topology: &'a Path,
    /// Faults in words.
    faults: &'a [String],
    /// How the load changes.
    course: simulate::Course,
    /// What meets the same.
    compare: Option<&'a Path>,
}

/// The document of a file with what is struck besides, and the users to compute it for.
fn struck(files: &Files<'_>, users: Option<f64>) -> Result<(Document, f64), String> {
    let (mut document, users) = open(files.topology, users)?;
    for words in files.faults {
        match scenario::phrase(&document, words).map_err(|error| format!("--fault {error}"))? {
            scenario::Phrase::Always(subject, fault) => document.faults.insert(subject, fault),
            scenario::Phrase::Incident(incident) => document.scenario.add(incident),
        }
    }
    Ok((document, users))
}

/// Plays a topology; `times`: simulated seconds of the whole run, and of its warm-up.
fn play(
    files: &Files<'_>,
    users: Option<f64>,
    settings: simulate::Settings,
    times: (Option<f64>, Option<f64>),
    (replications, threads): (usize, usize),
) -> Result<String, String> {
    let (document, users) = struck(files, users)?;
    // What is played is the sound drawing; what is struck is told to it, so that it can be healed.
    let plan = plan::compile(&document.healed());
    let horizon_s = times.0.unwrap_or_else(|| EVENTS / simulate::events_per_s(&plan, users).max(1e-9));
    let window = simulate::Window::lasting(&plan, users, horizon_s, settings.caches);
    // What is planned is compared with what was before it.
    let begins_s = document.scenario.begins_s().unwrap_or(f64::INFINITY);
    let warm_up_s = times.1.unwrap_or(window.warm_up_s.min(begins_s / 2.0));
    if !(horizon_s > 0.0 && horizon_s.is_finite()) {
        return Err(format!("--horizon {horizon_s}: a number of seconds above 0"));
    }
    if !(0.0..horizon_s).contains(&warm_up_s) {
        return Err(format!("--warm-up {warm_up_s}: less than the {horizon_s} s of the whole run"));
    }
    if replications == 0 || threads == 0 {
        return Err("--replications and --threads: at least one".to_owned());
    }
    let series_every_s = settings.record.series_every_s;
    if !(series_every_s > 0.0 && horizon_s / series_every_s <= MOST_POINTS) {
        return Err(format!("--series {series_every_s}: at least {} s for this horizon", horizon_s / MOST_POINTS));
    }
    let mut cuts = scenario::cuts(&document, warm_up_s, horizon_s);
    let planned = cuts.is_some();
    // Where nothing is planned, two versions are compared over the whole of their runs.
    cuts = cuts.or_else(|| files.compare.map(|_| [warm_up_s, horizon_s, horizon_s, horizon_s]));
    let record = simulate::Record { live: cuts.is_some(), ..settings.record };
    let profile = files.course.profile(warm_up_s, horizon_s);
    let settings = simulate::Settings { horizon_s, warm_up_s, profile, record, ..settings };
    let asked = simulating::Asked { users, settings, replications, threads, cuts, planned };
    let (mut answer, runs) = played(&document, &asked);
    if let Some(path) = files.compare {
        let (other, _) = open(path, Some(users))?;
        let other = scenario::carried(&other, &document);
        let (compared, other_runs) = played(&other.document, &asked);
        answer["compared"] = compared;
        answer["left_out"] = other.left_out.len().into();
        answer["differences"] = phases::differences(&runs, &other_runs);
    }
    Ok(format!("{answer:#}"))
}

/// What came of all replications, and the phases of each.
fn played(document: &Document, asked: &simulating::Asked) -> (serde_json::Value, Vec<Vec<scenario::Phase>>) {
    let told = scenario::beginning(document, &plan::compile(&document.healed()));
    let settings = simulate::Settings { begin: told.begin, changes: told.changes, ..asked.settings.clone() };
    let asked = simulating::Asked { settings, ..*asked };
    let text = share::write_file(document);
    // A plan shares parts of itself within one thread, so each thread compiles its own.
    let compile = || {
        let opened = share::read_file(&text);
        opened.map_or_else(|_| plan::Plan::default(), |opened| plan::compile(&opened.document.healed()))
    };
    simulating::simulate(document, compile, &asked)
}

fn solve(path: &Path, users: Option<f64>, capacity: bool) -> Result<String, String> {
    let (document, users) = open(path, users)?;
    let plan = plan::compile(&document);
    let solution = solve::solve(&plan, users);
    let extras = output::Extras {
        availability: impact::availability(&plan, users),
        cost: advice::cost(&document, &solution),
        capacity: capacity.then(|| advice::capacity(&document, &plan)),
    };
    Ok(output::solution(&document, &solution, &extras))
}

fn impacts(path: &Path, users: Option<f64>) -> Result<String, String> {
    let (document, users) = open(path, users)?;
    Ok(failing::table(&document, users, threads::cores()))
}

/// Compares with reference cases; the text to print, and the exit status.
fn compare(path: Option<&Path>, solver: Solver, json: bool) -> Result<(String, i32), String> {
    let (name, text) = match path {
        Some(path) => {
            let name = path.display().to_string();
            let text = read(path).map_err(|error| format!("{name}: {error}; name a file that can be read"))?;
            (name, text)
        }
        None => ("built-in cases".to_owned(), check::BUILT_IN.to_owned()),
    };
    let cases = check::read_cases(&text).map_err(|error| format!("{name}: {error}"))?;
    let (by, name) = match solver {
        Solver::Solve => (check::Solver::Solve, "solve"),
        Solver::Simulate => (check::Solver::Simulate { seed: 1 }, "simulate"),
    };
    let of_case = |(): &(), number: usize, _: bool| check::check_case_by(&cases.cases[number], by);
    let rows: Vec<check::Row> =
        threads::spread(cases.cases.len(), threads::cores(), || (), of_case).into_iter().flatten().collect();
    let printed = if json { checking::rows_as_json(&rows, name) } else { checking::table(&rows) };
    Ok((printed, if checking::failed(&rows) > 0 { FELL_SHORT } else { 0 }))
}

fn read(path: &Path) -> std::io::Result<String> {
    if path.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) }
}

fn print(text: &str) -> i32 {
    // A reader that has gone (a closed pipe) is no failure of ours.
    let written = writeln!(std::io::stdout().lock(), "{text}");
    i32::from(written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe))
}

fn complain(problem: &str) -> i32 {
    let line = problem.replace('\n', " ");
    let _ = writeln!(std::io::stderr().lock(), "scaleground: {line}");
    BAD_INPUT
}
