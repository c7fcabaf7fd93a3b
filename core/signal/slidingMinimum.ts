/**
 * `output[at + i]` becomes the minimum of `input[i .. i + window)` for all `i < count`.
 *
 * The algorithm of van Herk and of Gil and Werman: the input is cut into stretches of `window` values; with the
 * running minima from the left and from the right end of each stretch, every window is the smaller of two
 * values. Three comparisons per value, whatever the window.
 * `scratch` needs `count + window - 1` elements, as `input` does.
 */
export function slidingMinimum(
  input: Int32Array,
  window: number,
  count: number,
  output: Int32Array,
  at: number,
  scratch: Int32Array,
): void {
  const length = count + window - 1
  // From the right: minima from each place to the end of its stretch.
  for (let start = 0; start < length; start += window) {
    let lowest = 0x7fffffff
    for (let i = Math.min(start + window, length) - 1; i >= start; i--) {
      const value = input[i]!
      if (value < lowest) lowest = value
      scratch[i] = lowest
    }
  }
  // From the left: minima from the start of the stretch to the window's last value.
  for (let start = 0; start < length; start += window) {
    let lowest = 0x7fffffff
    const end = Math.min(start + window, length)
    for (let i = start; i < end; i++) {
      const value = input[i]!
      if (value < lowest) lowest = value
      const first = i - window + 1
      if (first >= 0) {
        const right = scratch[first]!
        output[at + first] = Math.min(right, lowest)
      }
    }
  }
}
