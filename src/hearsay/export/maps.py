"""Maps as SVG drawn here: where one incident was, how exactly that is known, and where many were.

As for charts, colours are classes for the page's style sheet. What a pin tells, it tells by shape and number, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from hearsay.export.phrases import one_line, plural
from hearsay.export.world import Box, Spot, atlas, inside, path, spot, units_a_km

WIDTH, HEIGHT = 380, 250
"""Of the map of one incident, in its own units."""
_LEAST_UNITS = 80.0
"""No map of one incident shows less than these eight degrees across."""
_WHOLE = (-1800.0, 1800.0, -1250.0, 850.0)
_LETTER = 6.4
_LEVELS = {1: 0.0, 2: 25.0, 3: 60.0, 4: 150.0, 5: 250.0, 6: 500.0, 7: 1000.0}
"""Kilometres around a place of a level where its radius is not known."""
_TRIED = (0.0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75)
"""Where the name of a country may stand, from the middle of what is seen of it to its edges."""
_SCALES = (1000, 500, 200, 100, 50, 20, 10)
_ABROAD = 900.0
"""Kilometres of radius beyond which nothing is drawn around a place."""


@dataclass(frozen=True)
class Pin:
    """Something at a place: degrees, kilometres around it within which it lies, the words that say what it is.

    ``killed`` is the best number of dead, null where no claim says one; ``href`` leads to it; ``key`` is an id for scripts;
    ``faint`` ones are drawn as dots.
    """

    words: str
    lat: float
    lon: float
    radius_km: float = 0.0
    killed: int | float | None = None
    href: str | None = None
    key: str = ""
    faint: bool = False


def radius_of(radius_km: float | None, level: int | None) -> float:
    """How far around its point a place reaches: what the gazetteer says, else what is usual for its level."""
    return radius_km if radius_km is not None else _LEVELS.get(level or 1, 0.0)


def locator(name: str, pin: Pin) -> str:
    """A small map around one place, with the outline of the world cut to it, for a page that fetches nothing.

    The dashed circle is how exactly the place is known. Countries and towns are text.
    """
    box = _around(pin)
    frame = _Frame(box, WIDTH / box.width)
    x, y = frame.at(spot(pin.lat, pin.lon))
    ring = pin.radius_km * units_a_km(pin.lat) * frame.scale
    title = f"Map: {name}" + (f", known to within {pin.radius_km:,.0f} km" if ring > 1 else "")
    own = _Label(x, y - 11, _short(name), "place")
    labels = [own, *_names(frame, [own])]
    parts = [
        f'<svg class="map locator" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_safe(title)}" '
        'xmlns="http://www.w3.org/2000/svg">',
        f"<title>{_safe(title)}</title>",
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<path class="land" d="{frame.land()}"/>',
    ]
    if ring > 4 and pin.radius_km < _ABROAD:
        parts.append(f'<circle class="within" cx="{x:.1f}" cy="{y:.1f}" r="{ring:.1f}"/>')
    parts += [label.svg() for label in labels]
    parts.append(f'<circle class="pin" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
    parts += [_ruler(frame, pin.lat), "</svg>"]
    return "\n".join(parts)


def pins_map(title: str, pins: Sequence[Pin], world: str) -> str:
    """A map of many pins, each a link; ``world`` is the address of `world.svg`, whose outline lies below."""
    box = _over([spot(pin.lat, pin.lon) for pin in pins])
    unit = box.width / 760
    parts = [
        f'<svg class="map pins" viewBox="{box.left:.0f} {box.top:.0f} {box.width:.0f} {box.height:.0f}" '
        f'role="group" aria-label="{_safe(title)}" xmlns="http://www.w3.org/2000/svg">',
        f'<rect class="sea" x="{box.left:.0f}" y="{box.top:.0f}" width="{box.width:.0f}" height="{box.height:.0f}"/>',
        f'<use class="land" href="{_safe(world)}#world"/>',
    ]
    aside = _aside(pins)
    for pin, (dx, dy) in sorted(zip(pins, aside, strict=True), key=lambda row: not row[0].faint):
        x, y = spot(pin.lat, pin.lon)
        ring = pin.radius_km * units_a_km(pin.lat)
        drawn = ""
        if ring > 4 * unit and pin.radius_km < _ABROAD and not pin.faint:
            drawn += f'<circle class="within" cx="{x:.1f}" cy="{y:.1f}" r="{ring:.1f}"/>'
        drawn += _shape(pin, x + dx * unit, y + dy * unit, unit)
        data = f'data-lat="{pin.lat:g}" data-lon="{pin.lon:g}"'
        data += f' data-km="{pin.radius_km:g}"' if pin.radius_km else ""
        data += f' data-dx="{dx}" data-dy="{dy}"' if dx or dy else ""
        many = f' data-killed="{pin.killed:,}"' if pin.killed is not None else ""
        style = f"spot-link{' faint' if pin.faint else ''}"
        parts.append(
            f'<a class="{style}" href="{_safe(pin.href or "")}" data-key="{_safe(pin.key)}" data-size="{size(pin)}" '
            f'{data}{many} aria-label="{_safe(pin.words)}"><title>{_safe(pin.words)}</title>{drawn}</a>'
        )
    return "\n".join([*parts, "</svg>"])


def size(pin: Pin) -> int:
    """How large a pin is drawn: 0 where nobody is said to be dead, 1 below ten, 2 below a hundred, else 3."""
    if not pin.killed:
        return 0
    return 1 + sum(pin.killed >= least for least in (10, 100))


def _shape(pin: Pin, x: float, y: float, unit: float) -> str:
    """A dot; a diamond where no number of dead is known; else a disc with the number in it."""
    if pin.faint:
        return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{4 * unit:.1f}"/>'
    if not pin.killed:
        r = 7 * unit
        return f'<path class="pin none" d="M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f}l{-r:.1f} {r:.1f}l{-r:.1f} {-r:.1f}z"/>'
    r = (10, 13, 17)[size(pin) - 1] * unit
    return (
        f'<circle class="pin" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/><text class="many" x="{x:.1f}" '
        f'y="{y + 4.2 * unit:.1f}" font-size="{12 * unit:.1f}">{pin.killed:,}</text>'
    )


def _aside(pins: Sequence[Pin]) -> list[tuple[int, int]]:
    """How many pixels each pin is moved so that those at one place stand beside each other."""
    seen: dict[Spot, int] = {}
    moved = []
    for pin in pins:
        here = (round(pin.lat, 1), round(pin.lon, 1))
        nth = seen[here] = seen.get(here, -1) + 1
        moved.append(((nth + 1) // 2 * (30 if nth % 2 else -30), 0) if nth < 8 else (0, 26 * (nth - 7)))
    return moved


def _around(pin: Pin) -> Box:
    x, y = spot(pin.lat, pin.lon)
    reach = pin.radius_km if pin.radius_km < _ABROAD else 0.0
    across = max(_LEAST_UNITS, reach * units_a_km(pin.lat) * 2.3 * WIDTH / HEIGHT)
    down = across * HEIGHT / WIDTH
    return Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2)


def _over(spots: Sequence[Spot]) -> Box:
    """A box of 8 to 5 over all spots with room around, at least twenty degrees across and at most the world."""
    left, right, top, bottom = _WHOLE
    if spots:
        left, right = min(x for x, _ in spots), max(x for x, _ in spots)
        top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    across = max(200.0, (right - left) * 1.25, (bottom - top) * 1.25 * 1.6)
    across = min(across, _WHOLE[1] - _WHOLE[0])
    middle, high = (left + right) / 2, (top + bottom) / 2
    return Box(middle - across / 2, high - across / 3.2, middle + across / 2, high + across / 3.2)


@dataclass(frozen=True)
class _Label:
    """Words in the middle of ``x``, above ``y``."""

    x: float
    y: float
    words: str
    style: str

    def svg(self) -> str:
        return f'<text class="{self.style}" x="{self.x:.1f}" y="{self.y:.1f}">{_safe(self.words)}</text>'

    def meets(self, other: _Label) -> bool:
        half = (len(self.words) + len(other.words)) * _LETTER / 2 + 4
        return abs(self.x - other.x) < half and abs(self.y - other.y) < 15

    @property
    def fits(self) -> bool:
        half = len(self.words) * _LETTER / 2
        return half < self.x < WIDTH - half and 12 < self.y < HEIGHT - 20


@dataclass(frozen=True)
class _Frame:
    """A part of the map and how large it is drawn."""

    box: Box
    scale: float

    def at(self, place: Spot) -> Spot:
        return (place[0] - self.box.left) * self.scale, (place[1] - self.box.top) * self.scale

    def land(self) -> str:
        """The outlines of all countries that reach into the box."""
        wide = self.box.wider(self.box.width / 20)  # so that edges along the cut are out of sight
        return "".join(
            path(cut, self.scale, self.box.left, self.box.top)
            for country in atlas()[0]
            for reach, ring in country.rings
            if _touch(reach, wide) and len(cut := inside(ring, wide)) > 2
        )


def _names(frame: _Frame, taken: Iterable[_Label]) -> list[_Label]:
    """Names of the countries and of the nearest towns, as many as find room, capitals and large ones first."""
    placed = list(taken)
    for country in atlas()[0]:
        tried = [frame.at(one) for one in _hearts(country.rings, frame.box)]
        if not tried and frame.box.holds(country.at):  # small islands have their name beside them
            x, y = frame.at(country.at)
            tried = [(x, y + dy) for dy in (22.0, -18.0, 36.0)]
        _put(placed, (_Label(*at, country.name.upper(), "country") for at in tried))
    towns = [town for town in atlas()[1] if frame.box.holds(town.at)]
    for town in sorted(towns, key=lambda one: (not one.capital, -one.people))[:12]:
        x, y = frame.at(town.at)
        if town.name != placed[0].words:
            _put(placed, [_Label(x, y + dy, town.name, "town") for dy in (-6, 15)], dot=(x, y))
    return placed[1:]


def _put(placed: list[_Label], tried: Iterable[_Label], dot: Spot | None = None) -> None:
    for label in tried:
        if label.fits and not any(label.meets(other) for other in placed):
            placed.append(label)
            if dot is not None:
                placed.append(_Label(dot[0], dot[1] + 3, "·", "spot"))
            return


def _hearts(rings: Iterable[tuple[Box, tuple[Spot, ...]]], box: Box) -> list[Spot]:
    """Spots in what of a country is in the box, the most central first; none if that is little."""
    cut = [inside(ring, box) for reach, ring in rings if _touch(reach, box)]
    ring = max((points for points in cut if len(points) > 2), key=_area, default=[])
    if _area(ring) < box.width * box.height / 40:
        return []
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    near = sorted(((x, y) for x in _TRIED for y in _TRIED), key=lambda one: one[0] ** 2 + one[1] ** 2)
    spots = [
        ((left + right + x * (right - left)) / 2, (top + bottom + y * (bottom - top)) / 2) for x, y in near
    ]
    return [one for one in spots if _surrounds(ring, one)]


def _surrounds(ring: Sequence[Spot], place: Spot) -> bool:
    x, y = place
    crossed = 0
    for at, (x1, y1) in enumerate(ring):
        x0, y0 = ring[at - 1]
        crossed += (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    return crossed % 2 == 1


def _area(ring: Sequence[Spot]) -> float:
    return abs(sum(ring[i - 1][0] * y - x * ring[i - 1][1] for i, (x, y) in enumerate(ring))) / 2


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _ruler(frame: _Frame, lat: float) -> str:
    a_km = units_a_km(lat) * frame.scale
    km = next((one for one in _SCALES if one * a_km <= WIDTH / 4), _SCALES[-1])
    end = 10 + km * a_km
    return (
        f'<path class="ruler" d="M10 {HEIGHT - 14}v4H{end:.1f}v-4"/>'
        f'<text class="axis" x="{end + 6:.1f}" y="{HEIGHT - 9}">{km:,} km</text>'
    )


def _short(name: str, most: int = 28) -> str:
    name = one_line(name)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)


def legend(shown: int, faint: int) -> str:
    """What the shapes mean, in words, for below the map."""
    words = (
        "A disc holds the best number of dead, a diamond stands where no claim gives one. "
        "Within the dashed circle lies the place, as far as it is known."
    )
    return f"{plural(shown, 'incident')} on the map. {words}" + (
        " Dots are on other pages of the list." if faint else ""
    )
