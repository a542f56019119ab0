//! What simulations count and conclude, held against theory, hand computation and exact sorting.

mod statistics_support;

use scaleground::simulate::statistics::{
    Counter, Direction, EPOCH, Estimate, Histogram, Interval, Kind, LEAST, Level, Merge, NoInterval, POINTS, Part,
    Recorder, Verdict, estimate, in_order, mser, quantile, warm_up,
};
use statistics_support::{Random, line};

fn parts(values: impl IntoIterator<Item = f64>) -> Vec<Part> {
    values.into_iter().map(|sum| Part { sum, weight: 1.0 }).collect()
}

fn interval(estimate: Estimate) -> Interval {
    estimate.interval.unwrap_or_else(|reason| panic!("{reason:?}"))
}

#[test]
fn mser_by_hand() {
    // Squared distances from the mean over the squared number: 68/64 with all, 12/49 without the first, 1.5/36 without two,
    // 1.2/25 without three.
    assert_eq!(mser(&[10.0, 5.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0]), 2);
    // Evenly growing by 1: (n - 1/n)/12 is least for the fewest that are looked at, five.
    let growing: Vec<f64> = (0..100).map(f64::from).collect();
    assert_eq!(mser(&growing), 95);
    // A step: with d of the first kind left among n, d (n - d) / n^3 is least at d = 0.
    let step: Vec<f64> = (0..100).map(|index| if index < 30 { 5.0 } else { 1.0 }).collect();
    assert_eq!(mser(&step), 30);
    assert_eq!((mser(&[]), mser(&[1.0, 9.0])), (0, 0));
}

#[test]
fn a_long_beginning_is_cut_where_it_ends() {
    // A server at load 0.5 with 20,000 s of work before it: worked off after 40,000 s, a fifth of 200,000 s.
    for seed in 1..=10 {
        let run = line(0.5, 100_000.0, 20_000.0, seed);
        let means = [run.means()];
        let warm_up = warm_up(&means, LEAST, EPOCH);
        let share = warm_up.parts as f64 / POINTS as f64;
        assert!(warm_up.verdict == Verdict::Cut && (0.2..0.3).contains(&share), "{seed}: {warm_up:?} {share}");
        let mean = estimate(&means, warm_up.parts, Kind::Mean, 0.999);
        assert!(interval(mean).holds(2.0), "{seed}: {mean:?}");
        // Without the cut the figure would be some 2,000 times too great, and no interval would be given for it.
        let whole = estimate(&means, 0, Kind::Mean, 0.95);
        assert!(whole.value > 1000.0 && whole.interval.is_err(), "{seed}: {whole:?}");
    }
}

#[test]
fn a_steady_beginning_is_left_at_the_least() {
    let cut = (1..=40)
        .filter(|seed| warm_up(&[line(0.8, 50_000.0, 0.0, *seed).means()], LEAST, EPOCH).verdict != Verdict::Steady);
    assert!(cut.count() <= 4, "busy spells are taken for a beginning");
}

#[test]
fn an_overloaded_line_gets_no_interval() {
    for (load, runs) in [(1.2, 1), (1.05, 1), (1.2, 6)] {
        for seed in 1..=10 {
            let means: Vec<_> = (0..runs).map(|run| line(load, 50_000.0, 0.0, seed * 100 + run).means()).collect();
            let warm_up = warm_up(&means, LEAST, EPOCH);
            let mean = estimate(&means, warm_up.parts, Kind::Mean, 0.95);
            assert_eq!(warm_up.verdict, Verdict::MoreThanHalf, "{load} {runs} {seed}");
            assert_eq!(mean.interval, Err(NoInterval::Unsteady(Direction::Growing)), "{load} {runs} {seed}");
        }
    }
}

#[test]
fn a_critical_line_is_seldom_given_an_interval() {
    // At load 1 there is no steady state; the response time wanders like a reflected Brownian motion.
    let given = (1..=100).filter(|seed| {
        let means = [line(1.0, 50_000.0, 0.0, *seed).means()];
        let after = warm_up(&means, LEAST, EPOCH).parts;
        estimate(&means, after, Kind::Mean, 0.95).interval.is_ok()
    });
    let given = given.count();
    assert!(given <= 15, "{given} of 100");
}

#[test]
fn too_little_gets_no_interval() {
    let short = |run: Vec<Part>, kind| estimate(&[run], 0, kind, 0.95).interval;
    assert_eq!(short(vec![], Kind::Mean), Err(NoInterval::TooShort));
    assert_eq!(short(parts((0..19).map(|index| f64::from(index % 3))), Kind::Level), Err(NoInterval::TooShort));
    assert!(short(parts((0..20).map(|index| f64::from(index % 3))), Kind::Level).is_ok());
    // Nine failures, however long the run; no failure at all.
    let few = (0..400).map(|index| Part { sum: f64::from(u8::from(index % 45 == 3)), weight: 1000.0 });
    assert_eq!(short(few.collect(), Kind::Share), Err(NoInterval::TooShort));
    assert_eq!(short(vec![Part { sum: 0.0, weight: 9.0 }; 400], Kind::Share), Err(NoInterval::TooShort));
    assert_eq!(estimate(&[vec![]], 0, Kind::Mean, 0.95).value.to_bits(), f64::NAN.to_bits());
    // The p99.9 of 5,000 values has five beyond it.
    let run = line(0.5, 5_000.0, 0.0, 1);
    assert_eq!(quantile(&[run.epochs()], 0, 0.999, 0.95).interval, Err(NoInterval::TooShort));
    assert!(quantile(&[run.epochs()], 0, 0.5, 0.95).interval.is_ok());
}

#[test]
fn batches_that_go_together_get_no_interval() {
    // A slow wave: two periods in the run, no trend to speak of.
    let wave = parts((0..400).map(|index| 10.0 + (f64::from(index) * std::f64::consts::TAU / 200.0).cos()));
    let found = estimate(&[wave], 0, Kind::Level, 0.95).interval;
    assert!(matches!(found, Err(NoInterval::Dependent(correlation)) if correlation > 0.7), "{found:?}");
}

#[test]
fn replications_give_the_textbook_interval() {
    // Means 10, 11, 12, 13, 14: 12 with standard error sqrt(2.5 / 5), and 2.776 of them either way.
    let runs: Vec<Vec<Part>> = (10..15).map(|mean| vec![Part { sum: f64::from(mean) * 50.0, weight: 50.0 }]).collect();
    let found = estimate(&runs, 0, Kind::Mean, 0.95);
    let found = (found.value, interval(found));
    assert_eq!((found.0, found.1.batches), (12.0, 5));
    assert!((found.1.high - 12.0 - 2.776_445 * 0.5_f64.sqrt()).abs() < 1e-5, "{found:?}");
    assert!((found.1.high + found.1.low - 24.0).abs() < 1e-12);
}

#[test]
fn the_interval_is_as_wide_as_theory_says() {
    // A first-order autoregression x' = 0.9 x + e: the mean of n has variance 1 / (n (1 - 0.9)^2) for long runs.
    let (mut ratio, runs) = (0.0, 200);
    for seed in 0..runs {
        let mut random = Random::new(seed);
        let mut value = 0.0;
        let series = (0..40_000).map(|_| {
            let noise: f64 = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
            value = 0.9 * value + noise;
            value
        });
        let series: Vec<f64> = series.collect();
        let run = series.chunks(100).map(|chunk| Part { sum: chunk.iter().sum(), weight: 100.0 }).collect();
        let found = interval(estimate(&[run], 0, Kind::Mean, 0.95));
        let exact = 1.96 / 40_000_f64.sqrt() / 0.1;
        ratio += 0.5 * (found.high - found.low) / exact / runs as f64;
    }
    assert!((0.97..1.1).contains(&ratio), "{ratio}");
}

#[test]
fn shares_stay_between_nothing_and_all() {
    let run = |share: f64| {
        let mut random = Random::new(9);
        let mut failures = || (0..50).filter(|_| random.unit() < share).count() as f64;
        (0..100).map(|_| Part { sum: failures(), weight: 50.0 }).collect::<Vec<_>>()
    };
    for share in [0.004, 0.1, 0.5, 0.996] {
        let found = estimate(&[run(share)], 0, Kind::Share, 0.95);
        let ends = interval(found);
        assert!(0.0 < ends.low && ends.low < found.value && found.value < ends.high && ends.high < 1.0, "{found:?}");
        assert!(ends.holds(share), "{share}: {found:?}");
        // Independent trials: about the binomial width.
        let width = 2.0 * 1.98 * (share * (1.0 - share) / 5000.0).sqrt();
        assert!(((ends.high - ends.low) / width - 1.0).abs() < 0.35, "{share}: {found:?} {width}");
    }
}

#[test]
fn percentiles_of_known_distributions() {
    let mut random = Random::new(5);
    let (mut even, mut exponential, mut heavy) = (Histogram::<7>::default(), Histogram::<7>::default(), Vec::new());
    for _ in 0..1_000_000 {
        let unit = random.unit();
        even.record(3.0 + unit);
        exponential.record(-0.02 * unit.ln());
        heavy.push(unit.powf(-1.0 / 1.5) * 1e-3);
    }
    let mut pareto = Histogram::<7>::default();
    for value in &heavy {
        assert!(pareto.record(*value));
    }
    heavy.sort_by(f64::total_cmp);
    for share in [0.1_f64, 0.5, 0.9, 0.99, 0.999] {
        // Three standard errors of the sample, and half a bucket.
        let error = 3.0 * (share * (1.0 - share) / 1e6).sqrt();
        let near = |found: Option<f64>, exact: f64, error: f64| {
            assert!((found.unwrap() - exact).abs() <= error + exact / 256.0, "{share}: {found:?} {exact}");
        };
        near(even.quantile(share), 3.0 + share, error);
        near(exponential.quantile(share), -0.02 * (1.0 - share).ln(), 0.02 * error / (1.0 - share));
        near(pareto.quantile(share), heavy[(share * 1e6) as usize - 1], 0.0);
    }
    assert!((exponential.share_above(0.04).unwrap() - (-2_f64).exp()).abs() < 0.002);
}

#[test]
fn a_recorder_is_the_same_as_keeping_everything() {
    let mut random = Random::new(3);
    let mut recorder = Recorder::new(0.5);
    let (mut now, mut values) = (0.0, Vec::new());
    for _ in 0..200_000 {
        now += random.exponential();
        let value = random.exponential() * 0.1;
        recorder.record(now, value);
        values.push((now, value));
    }
    recorder.record(now, -1.0);
    recorder.close(now + 1.0);
    let series = recorder.series();
    assert!((POINTS / 2..=POINTS).contains(&series.cells().len()) && recorder.refused() == 1);
    for (index, cell) in series.cells().iter().enumerate() {
        let inside = |time: f64| (index as f64 * series.width()..series.end_of(index)).contains(&time);
        let mut own: Vec<f64> = values.iter().filter(|(time, _)| inside(*time)).map(|(_, value)| *value).collect();
        own.sort_by(f64::total_cmp);
        assert_eq!((cell.moments.count, cell.moments.greatest), (own.len() as u64, own[own.len() - 1]));
        assert!((cell.moments.sum - own.iter().sum::<f64>()).abs() < 1e-9);
        let exact = own[(own.len() * 95).div_ceil(100) - 1];
        assert!((cell.quantile(0.95).unwrap() / exact - 1.0).abs() < 1.0 / 31.0);
    }
    let epochs: Vec<u64> = recorder.epochs().iter().map(Histogram::count).collect();
    let cells: Vec<u64> = series.cells().iter().map(|cell| cell.moments.count).collect();
    let by_eight: Vec<u64> = cells.chunks(EPOCH).map(|chunk| chunk.iter().sum()).collect();
    assert_eq!(epochs, by_eight);
    let (after, mean) = (series.cells().len() / 2, recorder.moments(0).mean().unwrap());
    let late = values.iter().filter(|(time, _)| *time >= after as f64 * series.width()).count() as u64;
    assert_eq!(recorder.moments(after).count, late);
    assert!((mean - values.iter().map(|value| value.1).sum::<f64>() / 200_000.0).abs() < 1e-12);
}

/// Everything that a line's recorder knows, to the last bit.
fn bits(recorder: &Recorder) -> Vec<u64> {
    let cells = recorder.series().cells().iter().flat_map(|cell| {
        let moments = cell.moments;
        [moments.count, moments.sum.to_bits(), moments.spread.to_bits(), moments.greatest.to_bits()]
    });
    let shares = [0.5, 0.99].iter().filter_map(|share| recorder.histogram(0).quantile(*share)).map(f64::to_bits);
    cells.chain(shares).collect()
}

#[test]
fn replications_merge_to_the_same_bits_in_any_order() {
    let run = |number: u32| (number, line(0.7, 2_000.0, 0.0, u64::from(number)));
    let whole = in_order((0..6).map(run)).unwrap();
    for order in [[5, 4, 3, 2, 1, 0], [3, 0, 5, 1, 4, 2]] {
        assert_eq!(bits(&in_order(order.map(run)).unwrap()), bits(&whole));
    }
    let mut by_hand = run(0).1;
    (1..6).for_each(|number| by_hand.merge(&run(number).1));
    assert_eq!(bits(&by_hand), bits(&whole));
    let count: u64 = (0..6).map(|number| run(number).1.moments(0).count).sum();
    assert_eq!(whole.moments(0).count, count);
    assert!(in_order::<Recorder>([]).is_none());
}

#[test]
fn memory_does_not_grow_with_the_run() {
    let (mut recorder, mut level, mut counter) = (Recorder::new(1e-3), Level::new(1e-3), Counter::new(1e-3));
    for step in 0..2_000_000_u32 {
        let now = f64::from(step) * 0.01;
        recorder.record(now, f64::from(step % 100) * 1e-3);
        level.set(now, f64::from(step % 3));
        counter.record(now);
    }
    let lengths = [recorder.series().cells().len(), level.series().cells().len(), counter.series().cells().len()];
    assert!(lengths.iter().all(|length| *length <= POINTS) && recorder.epochs().len() <= POINTS / EPOCH);
    level.close(20_000.0);
    counter.close(20_000.0);
    assert!((Part::total(&level.means()).quotient().unwrap() - 1.0).abs() < 1e-5);
    assert!((Part::total(&counter.rates()).quotient().unwrap() - 100.0).abs() < 1e-9);
}
