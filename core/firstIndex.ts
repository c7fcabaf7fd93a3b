/**
 * Binary search: index of the first of `length` items that `isBehind`, `length` where none is. The items must be
 * in an order in which it holds from some place on.
 */
export function firstIndex(length: number, isBehind: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBehind(middle)) high = middle
    else low = middle + 1
  }
  return low
}
