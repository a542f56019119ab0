//! Where the regions are, how far apart, and how long a message is under way between them.
//!
//! Coordinates are those of the cities that the regions are named after, rounded to a hundredth of a degree (about a
//! kilometre). The distance is that on a sphere of the Earth's mean radius (haversine), within half a per cent of the
//! one on the ellipsoid. A cable is longer than the great circle: ITU-T Y.1541 (2011) reckons with 1.5 times a
//! distance below 1,000 km, 1,500 km up to 1,200 km, and 1.25 times what is longer. Light in glass travels at two
//! thirds of its speed in vacuum, 5 microseconds a kilometre. Good within some 10 % between continents with direct
//! cables; too short by up to a half where cables go around. Queues and routers on the way are not in it.

use crate::model::Choice;

/// Mean radius of the Earth, metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Speed of light in fibre, metres per second: two thirds of that in vacuum.
const LIGHT_IN_FIBRE_M_PER_S: f64 = 299_792_458.0 * 2.0 / 3.0;

/// Latitude and longitude of a region in degrees, north and east positive; `None` for an option that is no region.
const fn coordinates(region: Choice) -> Option<(f64, f64)> {
    Some(match region {
        Choice::RegionVirginia => (39.04, -77.49),
        Choice::RegionCalifornia => (37.77, -122.42),
        Choice::RegionSaoPaulo => (-23.55, -46.63),
        Choice::RegionLondon => (51.51, -0.13),
        Choice::RegionFrankfurt => (50.11, 8.68),
        Choice::RegionMumbai => (19.08, 72.88),
        Choice::RegionSingapore => (1.35, 103.82),
        Choice::RegionTokyo => (35.68, 139.69),
        Choice::RegionSeoul => (37.57, 126.98),
        Choice::RegionSydney => (-33.87, 151.21),
        Choice::RegionJohannesburg => (-26.20, 28.05),
        _ => return None,
    })
}

/// Great-circle distance of two regions, metres; 0 where one of them is no region.
pub fn distance_m(one: Choice, other: Choice) -> f64 {
    let (Some(one), Some(other)) = (coordinates(one), coordinates(other)) else { return 0.0 };
    let (north, north_of_other) = (one.0.to_radians(), other.0.to_radians());
    // From libm, so that a plan is the same natively and in every browser.
    let half = |from: f64, to: f64| {
        let sine = libm::sin((to - from).to_radians() / 2.0);
        sine * sine
    };
    let chord = half(one.0, other.0) + libm::cos(north) * libm::cos(north_of_other) * half(one.1, other.1);
    2.0 * EARTH_RADIUS_M * libm::asin(chord.sqrt().min(1.0))
}

/// Length of the way that a message takes over a great-circle distance, metres (ITU-T Y.1541).
fn route_m(distance_m: f64) -> f64 {
    if distance_m < 1.0e6 {
        1.5 * distance_m
    } else if distance_m <= 1.2e6 {
        1.5e6
    } else {
        1.25 * distance_m
    }
}

/// There and back between two regions, seconds; 0 within one region.
pub fn round_trip_s(one: Choice, other: Choice) -> f64 {
    2.0 * route_m(distance_m(one, other)) / LIGHT_IN_FIBRE_M_PER_S
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog::{Domain, Kind, Parameter};

    fn kilometres(one: Choice, other: Choice) -> f64 {
        distance_m(one, other) / 1e3
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        for (one, other, known) in [
            (Choice::RegionSeoul, Choice::RegionTokyo, 1_160.0),
            (Choice::RegionLondon, Choice::RegionVirginia, 5_900.0),
            (Choice::RegionLondon, Choice::RegionFrankfurt, 640.0),
            (Choice::RegionSingapore, Choice::RegionSydney, 6_300.0),
            (Choice::RegionSaoPaulo, Choice::RegionJohannesburg, 7_430.0),
        ] {
            let got = kilometres(one, other);
            assert!((got / known - 1.0).abs() < 0.01, "{one:?} {other:?}: {got}");
            assert!((got - kilometres(other, one)).abs() < 1e-6);
        }
        assert_eq!(distance_m(Choice::RegionSeoul, Choice::RegionSeoul), 0.0);
    }

    #[test]
    fn every_region_on_offer_has_coordinates() {
        let spec = Kind::DataCentre.spec().parameter(Parameter::Region).expect("a data centre has a region");
        let Domain::Choice { options, .. } = spec.domain else { panic!("regions are a choice") };
        assert!(options.iter().all(|&region| coordinates(region).is_some()));
    }

    #[test]
    fn a_round_trip_takes_ten_microseconds_per_kilometre_of_cable() {
        let across = round_trip_s(Choice::RegionLondon, Choice::RegionVirginia);
        assert!((across - 5_900.0 * 1.25 * 1e-5).abs() < 0.001, "{across}");
        let near = round_trip_s(Choice::RegionSeoul, Choice::RegionTokyo);
        assert!((near - 0.015).abs() < 0.000_1, "{near}");
        assert_eq!(round_trip_s(Choice::RegionSeoul, Choice::RegionSeoul), 0.0);
    }
}
