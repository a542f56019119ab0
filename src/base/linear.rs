//! Least squares with a penalty on the length of the answer.

/// Sums that a sum of products is made of.
const LANES: usize = 4;

/// The d with the least |J d - b|^2 + damping |d|^2, J by columns of the length of b: modified Gram-Schmidt on the
/// columns with the damping's root below them (Bjoerck, Numerical Methods for Least Squares Problems, 1996, section
/// 2.4), which needs no product of J with itself. Of the rows of the damping, each column has entries up to its own.
/// Cost: the number of columns squared times their length.
pub fn damped(columns: &[Vec<f64>], b: &[f64], damping: f64) -> Vec<f64> {
    let count = columns.len();
    let mut basis: Vec<Vec<f64>> = Vec::with_capacity(count);
    let mut factors: Vec<Vec<f64>> = Vec::with_capacity(count);
    let mut rest: Vec<f64> = b.iter().copied().chain(std::iter::repeat_n(0.0, count)).collect();
    let mut right = Vec::with_capacity(count);
    for (position, column) in columns.iter().enumerate() {
        let mut next = column.clone();
        if damping > 0.0 {
            next.resize(column.len() + position, 0.0);
            next.push(damping.sqrt());
        }
        let mut factor = Vec::with_capacity(position + 1);
        for direction in &basis {
            let along = dot(&next, direction);
            subtract(&mut next, direction, along);
            factor.push(along);
        }
        let size = norm(&next);
        factor.push(size);
        if size > 0.0 {
            for value in &mut next {
                *value /= size;
            }
        }
        let along = dot(&rest, &next);
        subtract(&mut rest, &next, along);
        right.push(along);
        basis.push(next);
        factors.push(factor);
    }
    backward(&factors, &right)
}

/// Backward substitution; what nothing depends on stays 0.
fn backward(columns: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut weights = vec![0.0; columns.len()];
    for row in (0..columns.len()).rev() {
        let known: f64 = (row + 1..columns.len()).map(|other| columns[other][row] * weights[other]).sum();
        let size = columns[row][row];
        weights[row] = if size > 0.0 { (right[row] - known) / size } else { 0.0 };
    }
    weights
}

/// The sum of products, over the length of the shorter.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let length = a.len().min(b.len());
    // Sums beside each other: one alone would wait for its own last addition at every step.
    let mut sums = [0.0; LANES];
    let (chunks, others) = (a[..length].chunks_exact(LANES), b[..length].chunks_exact(LANES));
    let rest: f64 = chunks.remainder().iter().zip(others.remainder()).map(|(a, b)| a * b).sum();
    for (chunk, other) in chunks.zip(others) {
        for lane in 0..LANES {
            sums[lane] += chunk[lane] * other[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// Euclidean length.
pub fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// The greatest magnitude.
pub fn greatest(a: &[f64]) -> f64 {
    a.iter().fold(0.0, |most, value| most.max(value.abs()))
}

fn subtract(from: &mut [f64], what: &[f64], factor: f64) {
    for (value, part) in from.iter_mut().zip(what) {
        *value -= factor * part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [[f64; 4]; 4] =
        [[4.0, 0.5, 1.0, 0.0], [1.0, -3.0, 0.0, 3.0], [0.0, 1.0, 7.0, -1.0], [-2.0, 0.0, 2.0, 0.1]];

    fn columns() -> Vec<Vec<f64>> {
        COLUMNS.iter().map(|column| column.to_vec()).collect()
    }

    fn times(x: &[f64]) -> Vec<f64> {
        (0..4).map(|row| (0..4).map(|column| COLUMNS[column][row] * x[column]).sum()).collect()
    }

    #[test]
    fn without_damping_it_is_the_solution() {
        let wanted = [1.0, -2.0, 3.0, 0.5];
        let got = damped(&columns(), &times(&wanted), 0.0);
        assert!(got.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-12), "{got:?}");
    }

    #[test]
    fn with_damping_the_gradient_of_both_terms_vanishes() {
        let b = [1.0, 2.0, -1.0, 0.5];
        let d = damped(&columns(), &b, 0.7);
        let off: Vec<f64> = times(&d).iter().zip(b).map(|(got, wanted)| got - wanted).collect();
        for (column, value) in columns().iter().zip(&d) {
            assert!((dot(column, &off) + 0.7 * value).abs() < 1e-12);
        }
    }

    #[test]
    fn a_column_of_nothing_gets_nothing() {
        let got = damped(&[vec![0.0, 0.0], vec![0.0, 2.0]], &[1.0, 3.0], 0.0);
        assert_eq!(got, vec![0.0, 1.5]);
    }
}
