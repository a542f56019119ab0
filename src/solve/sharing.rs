//! Time in service where the servers are shared by all that are there (processor sharing).
//!
//! One server, Poisson arrivals of rate l, load rho, mean service 1/m: for a request of service time x (Coffman, Muntz,
//! Trotter, J. ACM 17, 1970)
//!
//!   E[exp(-s T) | x] = (1 - rho)(1 - rho r^2) exp(-(l (1 - r) + s) x)
//!                      / ((1 - rho r)^2 - rho (1 - r)^2 exp(-(1/r - rho r) m x)),
//!
//! r the smaller root of l r^2 - (l + m + s) r + m = 0. The quotient is a geometric series of exponentials in x, so that
//! its mean over x is a series of the service time's own transform. Exact for exponential service; for other services
//! the mean of each x is exact, its spread that of exponential service. Several servers: the share that a request gets is
//! taken to stay as it is during its service (short requests among many): mean exact, percentiles within some 10 %.

use super::network::Network;
use super::transform::laplace;
use crate::base::complex::Complex;
use crate::plan::Service;

/// Most terms of the series.
const MOST_TERMS: usize = 600;

/// Nodes and weights of Gauss-Laguerre quadrature of order 8.
const LAGUERRE: [(f64, f64); 8] = [
    (0.170_279_632_305_101, 0.369_188_589_341_637_5),
    (0.903_701_776_799_379_9, 0.418_786_780_814_342_9),
    (2.251_086_629_866_130_7, 0.175_794_986_637_171_8),
    (4.266_700_170_287_659, 0.033_343_492_261_215_65),
    (7.045_905_402_393_465_7, 0.002_794_536_235_225_672_5),
    (10.758_516_010_180_996, 0.000_090_765_087_733_582_1),
    (15.740_678_641_278_005, 8.485_746_716_272_531e-7),
    (22.863_131_736_889_265, 1.048_001_174_871_510_3e-9),
];

/// The transform of the time in service of a request with this service time.
pub(super) fn transform(
    network: &Network<'_>,
    station: usize,
    service: &Service,
    rate: f64,
    frequency: f64,
) -> Complex {
    let (load, state) = (network.loads[station], network.states[station]);
    let busy = rate * load.mean_s;
    if network.stations[station].servers > 1.0 || busy >= 0.9999 {
        return steady_share(service, state.stretch - 1.0, busy, frequency);
    }
    one_server(service, rate, load.mean_s, Complex::new(0.0, -frequency))
}

fn one_server(service: &Service, rate: f64, mean_s: f64, s: Complex) -> Complex {
    let (m, rho) = (1.0 / mean_s, rate * mean_s);
    let sum = Complex::new(rate + m, 0.0) + s;
    let root = (sum * sum - Complex::new(4.0 * rate * m, 0.0)).sqrt();
    let r = Complex::new(2.0 * m, 0.0) / (sum + root);
    let without = Complex::ONE - r * rho;
    let (one, other) = (without * without, (Complex::ONE - r) * (Complex::ONE - r) * rho);
    let (ratio, step) = (other / one, (Complex::ONE / r - r * rho) * m);
    let mut weight = (Complex::ONE - r * r * rho) * (1.0 - rho) / one;
    let mut argument = (Complex::ONE - r) * rate + s;
    let mut value = Complex::ZERO;
    for _ in 0..MOST_TERMS {
        value += weight * laplace(service, argument);
        weight = weight * ratio;
        argument += step;
        if weight.re.abs() + weight.im.abs() < 1e-12 {
            break;
        }
    }
    value
}

/// The service time stretched by 1, or by 1 plus an exponential factor, with the mean that is known.
fn steady_share(service: &Service, longer: f64, busy: f64, frequency: f64) -> Complex {
    let shared = busy.clamp(1e-12, 1.0);
    let alone = laplace(service, Complex::new(0.0, -frequency)) * (1.0 - shared);
    let stretched = LAGUERRE.iter().fold(Complex::ZERO, |sum, (node, weight)| {
        sum + laplace(service, Complex::new(0.0, -frequency * (1.0 + node * longer / shared))) * *weight
    });
    alone + stretched * shared
}
