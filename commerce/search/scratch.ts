/**
 * Arrays of one number per row, used again by every search: some hundred kilobytes each, they would otherwise
 * wait for the garbage collector by the dozen.
 */
export interface Scratch {
  /** Takes all arrays back, to be given out again with this length. */
  reset(rowCount: number): void;
  /** An array of zeros, good until the next `reset`. */
  take(): Float32Array;
}

export function scratch(): Scratch {
  let arrays: Float32Array[] = [];
  let length = 0;
  let taken = 0;
  return {
    reset(rowCount) {
      if (rowCount !== length) arrays = [];
      length = rowCount;
      taken = 0;
    },
    take() {
      arrays[taken] ??= new Float32Array(length);
      return arrays[taken++]!.fill(0);
    },
  };
}
