//! One balancer in front of several components: whose turn it is, or who is least busy, over all their instances.

use super::code::{Group, Manner};
use super::random::Stream;
use super::stations::{Copy, Station, emptier, least_busy};

/// The copy that is chosen, and where the way to it begins.
pub(super) fn choose(group: &mut Group, stream: &mut Stream, stations: &[Station], copies: &[Copy]) -> (u32, u32) {
    let total: u32 = group.members.iter().map(|&(station, _)| stations[station as usize].active).sum();
    let at = |position: u32| place(&group.members, stations, position);
    let copy = |position: u32| copies[at(position).0 as usize];
    let chosen = match group.manner {
        Manner::Random | Manner::ByUser => stream.below(total),
        Manner::InTurn => {
            group.turn = if group.turn + 1 >= total { 0 } else { group.turn + 1 };
            group.turn
        }
        Manner::LeastBusy => least_busy(total, stream, copy),
        Manner::EmptierOfTwo => emptier(total, stream, copy),
    };
    place(&group.members, stations, chosen)
}

/// The copy at a position among those of all stations, and the way to it.
fn place(members: &[(u32, u32)], stations: &[Station], position: u32) -> (u32, u32) {
    let mut left = position;
    for &(station, way) in members {
        let station = &stations[station as usize];
        if left < station.active {
            return (station.first + left, way);
        }
        left -= station.active;
    }
    members.first().map_or((0, 0), |&(station, way)| (stations[station as usize].first, way))
}
