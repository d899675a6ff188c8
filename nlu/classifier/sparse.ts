/** Rows of a sparse matrix, one after another: row `i` lies from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

export interface SparseVector {
  columns: number[];
  values: number[];
}

export function toSparseRows(vectors: SparseVector[]): SparseRows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ columns }, row) => {
    starts[row + 1] = (starts[row] ?? 0) + columns.length;
  });
  const total = starts[vectors.length] ?? 0;
  const rows = { starts, columns: new Int32Array(total), values: new Float32Array(total) };
  vectors.forEach(({ columns, values }, row) => {
    rows.columns.set(columns, starts[row]);
    rows.values.set(values, starts[row]);
  });
  return rows;
}
