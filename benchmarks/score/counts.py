"""Precision, recall and F1 with the counts behind them."""

from __future__ import annotations

from .rows import Scores


def percent(part: float, whole: float) -> float:
    """`part` of `whole` in per cent, one decimal; nothing of nothing is 0."""
    return round(100 * part / max(1, whole), 1)


def ratio_f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(hits: int, predicted: int, gold: int) -> Scores:
    """Precision, recall and F1 in per cent, one decimal, beside the counts they come from."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(100 * 2 * precision * recall / (precision + recall), 1) if precision + recall else 0.0,
        "tp": hits,
        "predicted": predicted,
        "gold": gold,
    }
