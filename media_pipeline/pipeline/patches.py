"""Connected patches in a small grid of yes and no."""

import numpy as np

from media_pipeline.pipeline.samples import Mask

AROUND = tuple((row, column) for row in (-1, 0, 1) for column in (-1, 0, 1) if (row, column) != (0, 0))


def largest_patch(mask: Mask) -> int:
    """Cells of the largest patch whose cells touch at a side or a corner; 0 for an empty grid."""
    left = set(zip(*(axis.tolist() for axis in np.nonzero(mask)), strict=True))
    largest = 0
    while len(left) > largest:
        largest = max(largest, _take_patch(left))
    return largest


def _take_patch(left: set[tuple[int, int]]) -> int:
    """Remove one whole patch from ``left`` and return how many cells it had."""
    edge = [left.pop()]
    size = 0
    while edge:
        row, column = edge.pop()
        size += 1
        near = [(row + down, column + along) for down, along in AROUND if (row + down, column + along) in left]
        left.difference_update(near)
        edge += near
    return size


def widen(mask: Mask) -> Mask:
    """The grid with every cell next to a yes turned to yes."""
    padded = np.pad(mask, 1)
    rows, columns = mask.shape
    return np.logical_or.reduce([padded[r : r + rows, c : c + columns] for r in range(3) for c in range(3)])
