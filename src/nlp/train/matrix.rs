//! [`Matrix`]: stretches of numbers as rows, and their product.
//!
//! With the feature `train` the product comes from `faer`; tests, which work
//! on matrices of a few rows, multiply in plain loops and need no library.

/// Rows of numbers inside a longer stretch.
#[derive(Clone, Copy)]
pub(super) struct Matrix<'a> {
    data: &'a [f32],
    n_rows: usize,
    n_cols: usize,
    /// Numbers from one row to the next.
    stride: usize,
    /// Rows and columns change places.
    flipped: bool,
}

/// What becomes of the numbers that a product is written over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Onto {
    Set,
    Add,
}

impl<'a> Matrix<'a> {
    /// Takes `data` as rows of `n_cols` numbers, one behind the other.
    pub(super) fn new(data: &'a [f32], n_cols: usize) -> Self {
        Self::strided(data, (data.len() / n_cols, n_cols), n_cols)
    }

    /// Takes the first `shape.1` of every `stride` numbers, `shape.0` times.
    pub(super) fn strided(data: &'a [f32], shape: (usize, usize), stride: usize) -> Self {
        Self {
            data,
            n_rows: shape.0,
            n_cols: shape.1,
            stride,
            flipped: false,
        }
    }

    /// Swaps rows and columns.
    pub(super) fn flip(mut self) -> Self {
        self.flipped = !self.flipped;
        self
    }
}

/// Writes the product of `a` and `b` to the rows of `out`, `stride` apart.
pub(super) fn multiply(
    (out, stride): (&mut [f32], usize),
    onto: Onto,
    a: Matrix<'_>,
    b: Matrix<'_>,
) {
    let n_rows = if a.flipped { a.n_cols } else { a.n_rows };
    let n_cols = if b.flipped { b.n_rows } else { b.n_cols };
    if n_rows > 0 && n_cols > 0 {
        product((out, n_rows, n_cols, stride), onto, a, b);
    }
}

#[cfg(feature = "train")]
fn product(
    (out, n_rows, n_cols, stride): (&mut [f32], usize, usize, usize),
    onto: Onto,
    a: Matrix<'_>,
    b: Matrix<'_>,
) {
    use faer::{Accum, MatMut, MatRef, Par, linalg::matmul::matmul};
    fn view(it: Matrix<'_>) -> MatRef<'_, f32> {
        let view =
            MatRef::from_row_major_slice_with_stride(it.data, it.n_rows, it.n_cols, it.stride);
        if it.flipped { view.transpose() } else { view }
    }
    // The columns of the turned matrix: `from_row_major_slice_with_stride_mut`
    // of faer 0.24 takes rows for columns.
    let out = MatMut::from_column_major_slice_with_stride_mut(out, n_cols, n_rows, stride);
    let out = out.transpose_mut();
    let onto = match onto {
        Onto::Set => Accum::Replace,
        Onto::Add => Accum::Add,
    };
    matmul(out, onto, view(a), view(b), 1.0, Par::Seq);
}

#[cfg(not(feature = "train"))]
fn product(
    (out, n_rows, n_cols, stride): (&mut [f32], usize, usize, usize),
    onto: Onto,
    a: Matrix<'_>,
    b: Matrix<'_>,
) {
    let n_inner = if a.flipped { a.n_rows } else { a.n_cols };
    let at = |it: &Matrix<'_>, row: usize, col: usize| {
        let (row, col) = if it.flipped { (col, row) } else { (row, col) };
        it.data[row * it.stride + col]
    };
    for row in 0..n_rows {
        for col in 0..n_cols {
            let sum: f32 = (0..n_inner).map(|k| at(&a, row, k) * at(&b, k, col)).sum();
            let place = &mut out[row * stride + col];
            *place = if onto == Onto::Add { *place + sum } else { sum };
        }
    }
}
