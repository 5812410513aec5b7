"""How much of the drawing of letters survives in an encoded picture: pure, and the same for every script.

Both pictures are reduced to their strokes: grey minus the mean of its surroundings. In each block of 16 x 16 pixels
that holds strokes, the encoded strokes are laid over the original ones: 1 means that they are the same, 0 that nothing
of them is left. Smeared and faded letters both count less. A picture is as legible as its worst twentieth of blocks,
because a reader stumbles over the words that are lost and not over those that are kept.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

BLOCK = 16
AROUND = 4
# Grey levels of contrast, as a root mean square over the block, below which it holds no letters.
FAINT = 14.0
WORST = 0.05

Strokes = NDArray[np.float32]


def legibility(source: Image.Image, encoded: Image.Image) -> float:
    """From 0 to 1; 1 for a picture without strokes. Both pictures must have one size."""
    one, other = _blocks(_strokes(source)), _blocks(_strokes(encoded))
    own = (one * one).mean((1, 3))
    drawn = own > FAINT**2
    if not drawn.any():
        return 1.0
    both, theirs = (one * other).mean((1, 3))[drawn], (other * other).mean((1, 3))[drawn]
    alike = both / np.sqrt(own[drawn] * np.maximum(theirs, 1e-6))
    strength = both / own[drawn]
    kept = np.clip(np.minimum(alike, strength), 0.0, 1.0)
    return float(np.quantile(kept, WORST))


def _strokes(image: Image.Image) -> Strokes:
    grey = np.asarray(image.convert("L"), np.float32)
    return grey - _surroundings(grey)


def _surroundings(grey: Strokes) -> Strokes:
    """The mean of the square of 9 x 9 pixels around each pixel, by running sums."""
    side = 2 * AROUND + 1
    padded = np.pad(grey.astype(np.float64), AROUND, mode="edge")
    sums = np.pad(padded.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    square = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return (square / side**2).astype(np.float32)


def _blocks(strokes: Strokes) -> Strokes:
    """As rows, lines, columns, points of whole blocks; what is missing at the right and below is filled with paper."""
    height, width = strokes.shape
    whole = np.pad(strokes, ((0, -height % BLOCK), (0, -width % BLOCK)))
    return whole.reshape(whole.shape[0] // BLOCK, BLOCK, whole.shape[1] // BLOCK, BLOCK)
