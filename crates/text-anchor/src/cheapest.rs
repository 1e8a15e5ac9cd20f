//! The cheapest alignment of two sequences, by dynamic programming.
//!
//! In go the lengths of both, and for each pair of places the steps that lead there with their
//! prices; out come the total for each end, and the steps to any of them. Of steps that come to the
//! same total, the one that is offered first wins. [`crate::align`] and [`crate::passage`] set the
//! prices: the first looks for words that are kept, wherever they are, and the second for the
//! differences that somebody has to be told of.
//!
//! The method is that of R. Wagner and M. Fischer, "The string-to-string correction problem", JACM
//! 21 (1974), with the swaps of R. Lowrance and R. Wagner, JACM 22 (1975).

/// A step: how many elements of the first sequence it covers, at most two, and how many of the
/// second. `note` is the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Step {
    pub(crate) first: u8,
    pub(crate) second: u8,
    pub(crate) note: u8,
}

/// A pair of places in both sequences, and the best step to it so far.
pub(crate) struct Cell<'r> {
    /// The totals of the two rows above, and of this one.
    rows: [&'r [i32]; 3],
    column: usize,
    best: (i32, Step),
}

impl Cell<'_> {
    /// Offers a step to it.
    #[inline]
    pub(crate) fn offer(&mut self, step: Step, price: i32) {
        let row = self.rows[2 - usize::from(step.first)];
        let total = row[self.column - usize::from(step.second)] + price;
        if total < self.best.0 {
            self.best = (total, step);
        }
    }
}

/// The cheapest alignments of the whole first sequence with the beginnings of the second.
pub(crate) struct Alignments {
    /// The total for each end in the second sequence.
    pub(crate) totals: Vec<i32>,
    /// The last step to each pair of places, row by row.
    steps: Vec<Step>,
}

impl Alignments {
    /// Aligns `length` elements with another sequence. `start` has the price of beginning at each
    /// place of the other. `reach` offers the steps to the place after element
    /// `i` of the first and before element `j` of the second.
    pub(crate) fn new(
        length: usize,
        start: Vec<i32>,
        reach: impl Fn(usize, usize, &mut Cell),
    ) -> Self {
        let mut steps = Vec::with_capacity(length * start.len());
        let blank = vec![0; start.len()];
        let mut rows = [blank.clone(), blank, start];
        for i in 0..length {
            rows.rotate_left(1);
            for j in 0..rows[2].len() {
                let best = (i32::MAX, Step::default());
                let mut place = Cell { rows: rows.each_ref().map(Vec::as_slice), column: j, best };
                reach(i, j, &mut place);
                let (total, step) = place.best;
                rows[2][j] = total;
                steps.push(step);
            }
        }
        let [.., totals] = rows;
        Self { totals, steps }
    }

    /// The steps to an end in order, each with the elements of both sequences before it.
    pub(crate) fn path(&self, end: usize) -> Vec<(usize, usize, Step)> {
        let width = self.totals.len();
        let (mut i, mut j) = (self.steps.len() / width, end);
        let mut path = Vec::new();
        while i > 0 {
            let step = self.steps[(i - 1) * width + j];
            (i, j) = (i - usize::from(step.first), j - usize::from(step.second));
            path.push((i, j, step));
        }
        path.reverse();
        path
    }
}
