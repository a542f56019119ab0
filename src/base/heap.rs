//! A list of pending numbers, smallest first: a binary heap.
//!
//! The number that is taken leaves a hole at the top, which the next one that is added fills. Where one comes for each that
//! goes, as in a simulation, that saves a third of the work.

/// Pending numbers.
#[derive(Clone, Debug, Default)]
pub struct Heap {
    list: Vec<u128>,
    /// Whether the number at the top is taken and its place free.
    hole: bool,
}

impl Heap {
    /// Adds a number.
    #[inline]
    pub fn add(&mut self, number: u128) {
        if self.hole {
            self.hole = false;
            self.sink(number);
        } else {
            self.list.push(number);
            self.rise(number);
        }
    }

    /// The smallest number, which stays in its place until [`Self::take`].
    #[inline]
    pub fn first(&mut self) -> Option<u128> {
        if self.hole {
            self.close();
        }
        self.list.first().copied()
    }

    /// Takes the number that [`Self::first`] has shown; its place is free for the next one that is added.
    #[inline]
    pub fn take(&mut self) {
        self.hole = true;
    }

    /// Whether every number, but for the one that is taken, is beyond `limit`.
    #[inline]
    pub fn is_beyond(&self, limit: u128) -> bool {
        let beyond = |place: usize| self.list.get(place).is_none_or(|number| *number > limit);
        if self.hole { beyond(1) && beyond(2) } else { beyond(0) }
    }

    fn close(&mut self) {
        self.hole = false;
        if let Some(last) = self.list.pop()
            && !self.list.is_empty()
        {
            self.sink(last);
        }
    }

    /// Puts a number at the free place at the top and moves it down.
    #[inline]
    fn sink(&mut self, number: u128) {
        let list = &mut self.list[..];
        let mut place = 0;
        loop {
            let mut child = 2 * place + 1;
            if child >= list.len() {
                break;
            }
            if child + 1 < list.len() && list[child + 1] < list[child] {
                child += 1;
            }
            if list[child] >= number {
                break;
            }
            list[place] = list[child];
            place = child;
        }
        list[place] = number;
    }

    /// Moves the last number up.
    #[inline]
    fn rise(&mut self, number: u128) {
        let list = &mut self.list[..];
        let mut place = list.len() - 1;
        while place > 0 {
            let parent = (place - 1) / 2;
            if list[parent] <= number {
                break;
            }
            list[place] = list[parent];
            place = parent;
        }
        list[place] = number;
    }
}
