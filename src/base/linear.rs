//! Linear systems that are known only by what they make of a vector.
//!
//! GMRES without restarts (Saad and Schultz, SIAM J. Sci. Stat. Comput. 7, 1986) with modified Gram-Schmidt: as many
//! applications as the matrix has clusters of eigenvalues, and never more than are allowed. The unknowns must be of
//! comparable size.

/// What was found, and how far it is off.
pub struct Solved {
    /// The solution with the least residual in the space that was searched.
    pub x: Vec<f64>,
    /// Its residual over the length of the right hand side.
    pub residual: f64,
}

/// Solves A x = b, where `apply` gives A v for a vector v of the length of b; ends at `tolerance` or after `most`
/// applications.
pub fn gmres(mut apply: impl FnMut(&[f64]) -> Vec<f64>, b: &[f64], tolerance: f64, most: usize) -> Solved {
    let length = norm(b);
    if length == 0.0 {
        return Solved { x: vec![0.0; b.len()], residual: 0.0 };
    }
    let mut basis = vec![scaled(b, 1.0 / length)];
    // Columns of the triangular factor, the rotations that made it, and the rotated right hand side.
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut rotations: Vec<(f64, f64)> = Vec::new();
    let mut right = vec![length];
    while columns.len() < most.min(b.len()) {
        let newest = columns.len();
        let mut next = apply(&basis[newest]);
        let before = norm(&next);
        let mut column: Vec<f64> = Vec::with_capacity(newest + 2);
        for direction in &basis {
            let along = dot(&next, direction);
            subtract(&mut next, direction, along);
            column.push(along);
        }
        let rest = norm(&next);
        column.push(rest);
        for (position, &(cosine, sine)) in rotations.iter().enumerate() {
            let (upper, lower) = (column[position], column[position + 1]);
            column[position] = cosine * upper + sine * lower;
            column[position + 1] = cosine * lower - sine * upper;
        }
        let size = column[newest].hypot(rest);
        if size <= f64::EPSILON * before || !size.is_finite() {
            break;
        }
        let (cosine, sine) = (column[newest] / size, rest / size);
        rotations.push((cosine, sine));
        column[newest] = size;
        column.truncate(newest + 1);
        columns.push(column);
        right.push(-sine * right[newest]);
        right[newest] *= cosine;
        if right[newest + 1].abs() <= tolerance * length || rest <= 1e-14 * before {
            break;
        }
        basis.push(scaled(&next, 1.0 / rest));
    }
    let x = combined(&basis, &backward(&columns, &right), b.len());
    Solved { x, residual: right[columns.len()].abs() / length }
}

/// The weights of the basis: backward substitution.
fn backward(columns: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut weights = vec![0.0; columns.len()];
    for row in (0..columns.len()).rev() {
        let known: f64 = (row + 1..columns.len()).map(|other| columns[other][row] * weights[other]).sum();
        weights[row] = (right[row] - known) / columns[row][row];
    }
    weights
}

fn combined(basis: &[Vec<f64>], weights: &[f64], length: usize) -> Vec<f64> {
    let mut sum = vec![0.0; length];
    for (direction, weight) in basis.iter().zip(weights) {
        subtract(&mut sum, direction, -weight);
    }
    sum
}

/// The sum of products.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Euclidean length.
pub fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

/// The greatest magnitude.
pub fn greatest(a: &[f64]) -> f64 {
    a.iter().fold(0.0, |most, value| most.max(value.abs()))
}

fn scaled(a: &[f64], factor: f64) -> Vec<f64> {
    a.iter().map(|value| value * factor).collect()
}

fn subtract(from: &mut [f64], what: &[f64], factor: f64) {
    for (value, part) in from.iter_mut().zip(what) {
        *value -= factor * part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(matrix: &[[f64; 4]; 4], x: &[f64]) -> Vec<f64> {
        matrix.iter().map(|row| dot(row, x)).collect()
    }

    #[test]
    fn a_matrix_of_four_takes_four_applications() {
        let matrix = [[4.0, 1.0, 0.0, -2.0], [0.5, -3.0, 1.0, 0.0], [1.0, 0.0, 7.0, 2.0], [0.0, 3.0, -1.0, 0.1]];
        let wanted = [1.0, -2.0, 3.0, 0.5];
        let mut applied = 0;
        let apply = |x: &[f64]| {
            applied += 1;
            times(&matrix, x)
        };
        let solved = gmres(apply, &times(&matrix, &wanted), 1e-13, 10);
        assert!(solved.x.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-12), "{:?}", solved.x);
        assert!(solved.residual < 1e-13 && applied == 4);
    }

    #[test]
    fn a_multiple_of_one_takes_one_application() {
        let solved = gmres(|x| scaled(x, -3.0), &[3.0, 0.0, -6.0], 1e-13, 10);
        assert_eq!(solved.x, vec![-1.0, 0.0, 2.0]);
    }

    #[test]
    fn with_fewer_applications_the_residual_says_how_far_it_is() {
        let apply = |x: &[f64]| vec![x[0], 2.0 * x[1], 30.0 * x[2]];
        let b = [1.0, 1.0, 1.0];
        let solved = gmres(apply, &b, 1e-13, 2);
        let off: Vec<f64> = apply(&solved.x).iter().zip(b).map(|(got, wanted)| got - wanted).collect();
        assert!((norm(&off) / norm(&b) - solved.residual).abs() < 1e-12 && solved.residual > 1e-3);
    }

    #[test]
    fn nothing_wanted_is_nothing() {
        assert_eq!(gmres(<[f64]>::to_vec, &[0.0, 0.0], 1e-9, 5).x, vec![0.0, 0.0]);
    }
}
