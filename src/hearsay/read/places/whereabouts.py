"""Which of its namesakes each toponym means, by everything the report says.

A toponym means the same place throughout a report unless the text says otherwise ("Paris, Texas" beside "Paris,
France"). Each namesake is scored twice by a linear model (weights in `gazetteer/weights.json`, fitted by
`training/places.py`): first on its own (population, kind, what holds it in the text, the publisher's country), then
again with the votes of the other toponyms (same country, same region, nearness). The method is the usual one of
geoparsers that resolve jointly (Lieberman and Samet 2012; Karimzadeh 2019); the features are ours.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from hearsay.read.places.gazetteer import TOWNS, Entry, Gazetteer, fold
from hearsay.read.places.toponyms import Option, Toponym, holds

MOST = 12
"""Namesakes weighed for one toponym."""

ROUNDS = 2
"""How often the toponyms vote on each other."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """What is known of a report beside its text: folded words of publisher and address, and a country from them."""

    words: str = ""
    country: str | None = None


@dataclass(slots=True)
class Referent:
    """The toponyms of a report that mean one place, the namesakes it may be, and how likely each is."""

    toponyms: list[Toponym]
    options: list[tuple[Entry, bool]]
    alone: list[dict[str, float]] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    together: list[dict[str, float]] = field(default_factory=list)

    @property
    def best(self) -> int:
        """Index of the likeliest namesake."""
        return max(range(len(self.chances)), key=lambda i: (self.chances[i], -i))


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """The shipped weights: `find`, `alone` and `together`, by sign or feature."""
    text = (files("hearsay.read") / "gazetteer" / "weights.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, float]] = json.loads(text)
    return loaded


def setting(publisher: str | None, url: str | None, gazetteer: Gazetteer) -> Setting:
    """Reads a country from the publisher's name or the top-level domain, and keeps the words for towns and regions.

    Nothing here knows any outlet: "Times of Malta" tells Malta because the gazetteer does.
    """
    host = re.sub(r"^[a-z]+://", "", (url or "").lower()).split("/")[0]
    domain = next(
        (d for d in ((publisher or "").lower(), host) if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", d)), host
    )
    name = publisher or ""
    ending = domain.rsplit(".", 1)[-1].upper()
    code = "GB" if ending == "UK" else ending
    country = code if len(code) == 2 and code in gazetteer.countries else None
    for word in re.findall(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*", name):
        for entry, other in gazetteer.find(fold(word))[:1]:
            if entry.kind == "country" and not other:
                country = entry.country
    joined = re.sub(r"[^a-z]", "", domain.removeprefix("www.").rsplit(".", 1)[0]) if "." in domain else ""
    return Setting(f"{joined} {fold(name).replace(' ', '')}", country)


def referents(found: Sequence[Toponym]) -> list[Referent]:
    """Toponyms put together by name and, where the text tells namesakes apart, by what holds them or their kind.

    A name without a holder means what the same name meant last, or will mean first.
    """
    holders: dict[str, str] = {}
    for t in reversed(found):
        if t.held_by is not None:
            holders[t.key] = t.held_by.key
    groups: dict[tuple[str, str, tuple[str, ...]], Referent] = {}
    for t in found:
        if t.held_by is not None:
            holders[t.key] = t.held_by.key
        options = _of_kind(t) or list(t.options)
        key = (t.key, holders.get(t.key, ""), t.kinds if len(options) < len(t.options) else ())
        if key in groups:
            groups[key].toponyms.append(t)
        else:
            groups[key] = Referent([t], options)
    return list(groups.values())


def _of_kind(t: Toponym) -> list[Option]:
    """The namesakes of the kind that the words tell; for a town also the district that is listed under its name."""
    fitting = [o for o in t.options if o[0].kind in t.kinds]
    if not TOWNS.isdisjoint(t.kinds):
        towns = {o[0].country for o in fitting}
        fitting += [o for o in t.options if o[0].kind == "admin2" and o[0].country not in towns]
    return fitting


def resolve(groups: list[Referent], where: Setting, model: dict[str, dict[str, float]]) -> None:
    """Fills in the chances of every referent's namesakes."""
    said = Counter(
        e.row for g in groups for e, _ in g.options[:3] if e.kind in ("country", "admin1", "admin2")
    )
    for group in groups:
        _narrow(group, said)
        group.alone = [_alone(group, i, where, said) for i in range(len(group.options))]
        group.chances = _softmax([_dot(f, model["alone"]) for f in group.alone])
    for _ in range(ROUNDS if len(groups) > 1 else 0):
        vote(groups)
        for group in groups:
            score = [
                _dot(a, model["together"]) + _dot(b, model["together"])
                for a, b in zip(group.alone, group.together, strict=True)
            ]
            group.chances = _softmax(score)
    for group in groups:
        _town_first(group)


def _town_first(group: Referent) -> None:
    """Takes a bare "Aleppo" for the town and not for the province named after it.

    Not so for the states of the federations whose states go by their bare names, unless the town is most of it.
    """
    region = group.options[group.best][0]
    if region.kind not in ("admin1", "admin2") or any(t.kinds or t.form != "name" for t in group.toponyms):
        return
    share = 0.25 if region.kind == "admin1" and region.country in ("US", "CA", "AU") else 0.0
    for at, (town, other) in enumerate(group.options):
        inside = region.row in (town.admin1, town.admin2) or (
            town.kind == "capital" and math.dist((town.lat, town.lon), (region.lat, region.lon)) < 1
        )
        alike = not other or group.options[group.best][1]
        named = alike and (region.kind == "admin2" or town.kind != "quarter")
        if inside and named and town.kind in TOWNS and town.population >= share * region.population:
            best = group.best
            group.chances[at] += group.chances[best]
            group.chances[best] = 0.0
            return


def _narrow(group: Referent, said: Counter[int]) -> None:
    """Keeps the largest namesakes and those that stand in a region or country the report names."""
    group.options = _without_echoes(group.options)
    if len(group.options) > MOST:
        kept = group.options[:MOST]
        named = [o for o in group.options[MOST:] if said[o[0].admin1] or said[o[0].admin2]]
        group.options = kept + named[:MOST]


def _without_echoes(options: list[Option]) -> list[Option]:
    """Without regions that only by another name share it with as large a place of another country: Gaza Province."""
    named = [e for e, other in options if not other]
    return [
        (entry, other)
        for entry, other in options
        if not (
            other
            and entry.kind in ("admin1", "admin2")
            and any(e.country != entry.country and e.population >= max(1, entry.population) for e in named)
        )
    ]


def _alone(group: Referent, at: int, where: Setting, said: Counter[int]) -> dict[str, float]:
    entry, other = group.options[at]
    most = max((e.population for e, _ in group.options if e.kind in TOWNS), default=0)
    features = {f"kind:{entry.kind}": 1.0}
    if entry.kind in TOWNS or entry.kind == "admin2":
        features["people"] = math.log10(entry.population + 1)
        features["people beside the largest"] = (
            math.log10((entry.population + 100) / (most + 100)) if entry.kind in TOWNS else 0.0
        )
    if other:
        features["other name"] = 1.0
        if fold(entry.name) not in group.toponyms[0].key and entry.kind in TOWNS:
            features["quite other name"] = 1.0
    if at == 0:
        features["first"] = 1.0
    if entry.id.startswith("hearsay:"):
        features["our own table"] = 1.0
    holders = [t.held_by for t in group.toponyms if t.held_by]
    if holders:
        features[
            "held" if any(holds(o, entry) for h in holders for o, _ in h.options[:6]) else "not held"
        ] = 1.0
    if where.country:
        features["publisher's country" if entry.country == where.country else "not publisher's country"] = 1.0
    if len(where.words) > 3 and entry.kind in TOWNS | {"admin1", "admin2"}:
        features["in publisher's name"] = float(
            len(entry.name) > 4 and fold(entry.name).replace(" ", "") in where.words
        )
    own = entry.row if entry.kind in ("country", "admin1", "admin2") else -1
    features["region named"] = float(said[entry.admin1] > 0 and entry.admin1 != own)
    features["county named"] = float(said[entry.admin2] > 0 and entry.admin2 != own)
    return features


def vote(groups: Sequence[Referent]) -> None:
    """Fills in the features that rest on the other referents' present chances."""
    best = [g.options[g.best] for g in groups]
    sure = np.array([max(g.chances) for g in groups])
    times = np.array([math.log1p(len(g.toponyms)) for g in groups])
    weight = sure * times
    countries = np.array([e.country or "" for e, _ in best])
    firsts = np.array([e.row if e.kind == "admin1" else e.admin1 for e, _ in best])
    seconds = np.array([e.row if e.kind == "admin2" else e.admin2 for e, _ in best])
    local = np.array([e.kind in TOWNS or e.kind in ("admin2", "site", "quarter") for e, _ in best])
    points = np.radians(np.array([(e.lat, e.lon) for e, _ in best]))
    for at, group in enumerate(groups):
        others = weight.copy()
        others[at] = 0.0
        total = others.sum() + 1e-9
        local_weight = others * local
        group.together = []
        for entry, _ in group.options:
            far = _km(math.radians(entry.lat), math.radians(entry.lon), points)
            first = entry.row if entry.kind == "admin1" else entry.admin1
            second = entry.row if entry.kind == "admin2" else entry.admin2
            near = float(local_weight[far < 150].sum())
            same = float(others[countries == (entry.country or "-")].sum())
            region = float(others[firsts == first].sum()) if first >= 0 else 0.0
            county = float(others[seconds == second].sum()) if second >= 0 else 0.0
            closest = float(far[local_weight > 0.2].min()) if (local_weight > 0.2).any() else 5000.0
            group.together.append(
                {
                    "country share": same / total,
                    "country votes": math.log1p(same),
                    "region share": region / total,
                    "region votes": math.log1p(region),
                    "county votes": math.log1p(county),
                    "near votes": math.log1p(near),
                    "nearness": -math.log10(closest + 10),
                }
            )


def _km(lat: float, lon: float, points: Floats) -> Floats:
    """Great-circle distances in km from one point to many, all in radians."""
    half = (
        np.sin((points[:, 0] - lat) / 2) ** 2
        + math.cos(lat) * np.cos(points[:, 0]) * np.sin((points[:, 1] - lon) / 2) ** 2
    )
    distance: Floats = 12742.0 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return distance


def _dot(features: dict[str, float], model: dict[str, float]) -> float:
    return sum(value * model.get(name, 0.0) for name, value in features.items())


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
