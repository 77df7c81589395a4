"""What is joined directly or through others."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def least_joined(size: int, left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.int64]:
    """For each of the nodes 0 … ``size`` - 1 the least that it is joined with; ``left`` and ``right`` are the pairs."""
    labels = np.arange(size)
    while True:
        one, other = labels[left], labels[right]
        if np.array_equal(one, other):
            return labels
        least = np.minimum(one, other)
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]
