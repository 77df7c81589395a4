"""Estimates: the claims of one incident become low, best and high by a named policy."""

from hearsay.link.estimates.policies import POLICIES
from hearsay.link.estimates.reckon import Corroboration, Standing, estimates, standing
from hearsay.link.estimates.told import Layers, Told

__all__ = ["POLICIES", "Corroboration", "Layers", "Standing", "Told", "estimates", "standing"]
