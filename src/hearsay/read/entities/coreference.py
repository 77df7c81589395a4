"""Joining mentions into entities: names, acronyms, appositions, descriptions, pronouns, in that order.

Passes go from the surest to the least sure, as in the sieves of Lee et al. (2013); pronouns come last, by what their
clues weigh (:mod:`pronouns`). Nothing is joined on a guess: a description or pronoun with no clear antecedent stays
alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hearsay.read.entities.mentions import Found
from hearsay.read.entities.naming import Named, describe
from hearsay.read.entities.nouns import body, country_name, noun, pronouns, singular, table
from hearsay.read.entities.phrases import Phrases

_ACTING = ("organisation", "group")
_NEAR = 12
"""Sentences that a description looks back over."""


class Chains:
    """Mentions joined so far: a union-find over their positions whose root is the earliest member."""

    def __init__(
        self, page: Phrases, found: Sequence[Found], known: Mapping[Found, Named] | None = None
    ) -> None:
        """``known``: mentions already described."""
        self.page, self.found = page, found
        told = known or {}
        self.about: list[Named] = [told.get(mention) or describe(page, mention) for mention in found]
        self._parent = list(range(len(found)))
        self._members: dict[int, list[int]] = {index: [index] for index in range(len(found))}
        self._types: dict[int, str] = {}

    def with_others(self, others: Sequence[Found]) -> Chains:
        """The same chains among more mentions, each of the others alone; all in text order, outer before inner."""
        if not others:
            return self
        found = sorted([*self.found, *others], key=lambda m: (m.first, -m.last, m.kind))
        wider = Chains(self.page, found, dict(zip(self.found, self.about, strict=True)))
        place = {id(mention): index for index, mention in enumerate(found)}
        for group in self.groups():
            members = sorted(place[id(self.found[member])] for member in group)
            for member in members[1:]:
                wider._parent[member] = members[0]
                del wider._members[member]
            wider._members[members[0]] = members
        return wider

    def root(self, index: int) -> int:
        """The chain of a mention, named by its earliest member."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def members(self, index: int) -> list[int]:
        """Positions of the mentions of a chain in text order."""
        return self._members[self.root(index)]

    def join(self, a: int, b: int) -> bool:
        """Join two chains unless what is known of them contradicts."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return True
        if not self.agree(a, b):
            return False
        self._parent[b] = a
        self._types.pop(a, None)
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        return True

    def agree(self, a: int, b: int) -> bool:
        """Whether types, sexes and given names of two chains allow that they are one."""
        pronouns_only = self.only_pronouns(a) or self.only_pronouns(b)
        if not pronouns_only and not compatible(self.type_of(a), self.type_of(b)):
            return False
        sexes = {self.sex_of(a), self.sex_of(b)} - {None}
        return len(sexes) < 2

    def type_of(self, index: int) -> str:
        """The type that most of the chain's names and descriptions have, pronouns only where there is nothing else."""
        root = self.root(index)
        if root not in self._types:
            self._types[root] = self._main_type(self._members[root])
        return self._types[root]

    def _main_type(self, members: list[int]) -> str:
        said = [m for m in members if self.found[m].kind != "pronoun"] or members
        counts: dict[str, float] = defaultdict(float)
        for member in said:
            counts[self.found[member].type] += self.found[member].score + 0.01
        return max(counts, key=lambda type_: counts[type_])

    def sex_of(self, index: int) -> str | None:
        """The sex that a title, a noun or a pronoun of the chain tells."""
        return next((s for m in self.members(index) if (s := self.about[m].sex)), None)

    def plural(self, index: int) -> bool:
        """Whether the chain's last name or description is plural."""
        return next(
            (self.about[m].plural for m in reversed(self.members(index)) if not self._pronoun(m)), False
        )

    def words(self, index: int) -> set[str]:
        """Content words of all names and descriptions of the chain."""
        return set().union(*(self.about[m].content for m in self.members(index)))

    def only_pronouns(self, index: int) -> bool:
        """Whether nothing in the chain says who it is."""
        return all(self._pronoun(m) for m in self.members(index))

    def _pronoun(self, index: int) -> bool:
        return self.found[index].kind == "pronoun"

    def groups(self) -> list[list[int]]:
        """All chains in the order of their first mention."""
        return [self._members[root] for root in sorted(self._members)]


def compatible(a: str, b: str) -> bool:
    """Whether mentions of these types can be of one entity."""
    return a == b or (a in _ACTING and b in _ACTING)


def join_mentions(page: Phrases, found: Sequence[Found]) -> Chains:
    """Names and descriptions of a report joined into chains; pronouns are left for :mod:`pronouns`."""
    chains = Chains(page, found)
    _nested(chains)
    _same_names(chains)
    _acronyms(chains)
    _appositions(chains)
    _short_names(chains)
    _descriptions(chains)
    return chains


def _nested(chains: Chains) -> None:
    """ "the U.N." with "U.N.", "Gen. Ana Horvat" with "Ana Horvat", "the city of Mosul" with "Mosul"."""
    page, found = chains.page, chains.found
    for index, outer in enumerate(found):
        for other in range(index + 1, len(found)):
            inner = found[other]
            if inner.first >= outer.last:
                break
            if not outer.holds(inner) or inner.kind == "pronoun" or not compatible(outer.type, inner.type):
                continue
            known = noun(page.lowers[outer.head])
            region = inner.first == outer.first and inner.last == outer.head and outer.type == "location"
            of = page.lowers[inner.first - 1] == "of" and inner.first - 2 == outer.head
            if (
                inner.head == outer.head
                or (region and inner.kind == "name")
                or (
                    inner.last == outer.last
                    and inner.kind == "name"
                    and (
                        (of and known is not None and known.type == "location")
                        or not _preposition(page, outer, inner)
                    )
                )
            ):
                chains.join(index, other)


def _preposition(page: Phrases, outer: Found, inner: Found) -> bool:
    """Whether the inner name hangs on the outer noun by a preposition or a possessive, and so is another entity."""
    between = page.lowers[outer.first : inner.first]
    linked = {
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "by",
        "on",
        "to",
        "near",
        "and",
        "or",
        "s",
        "against",
        "as",
        ",",
    }
    return bool(linked & set(between)) or page.possessive_after(inner.last) > 0


def _same_names(chains: Chains) -> None:
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, about in enumerate(chains.about):
        if about.key:
            by_name[about.key].append(index)
        if about.name and (known := body(about.name)):
            by_name[f"body {known.name}"].append(index)
        if about.name and (code := country_name(about.name)):
            by_name[f"country {code}"].append(index)
    for indices in by_name.values():
        for position, index in enumerate(indices[1:], 1):
            for earlier in reversed(indices[max(0, position - 4) : position]):
                if chains.join(earlier, index):
                    break


def _acronyms(chains: Chains) -> None:
    """A name followed by its acronym in brackets; a bare acronym of an earlier name's capitals."""
    page = chains.page
    capitals: dict[str, int] = {}
    before: int | None = None
    for index, mention in enumerate(chains.found):
        name = chains.about[index].name
        if chains.found[index].kind == "pronoun" or not name:
            before = index if mention.kind != "pronoun" else before
            continue
        squeezed = name.replace(".", "")
        if squeezed.isupper() and 2 <= len(squeezed) <= 8 and squeezed.isalpha():
            if before is not None and _in_brackets(page, chains.found[before], mention):
                chains.join(before, index)
            elif squeezed in capitals:
                chains.join(capitals[squeezed], index)
        elif len(name.split()) > 1 and mention.type != "person":
            letters = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
            capitals.setdefault(letters, index)
        before = index


def _in_brackets(page: Phrases, name: Found, short: Found) -> bool:
    return (
        short.first == name.last + 1
        and page.forms[name.last] == "("
        and short.last < len(page)
        and page.forms[short.last] == ")"
    )


def _appositions(chains: Chains) -> None:
    """ "North Korea's leader, Kim Jong-un", "Ana Horvat, a spokeswoman for the ministry", "spokesman Ivan Petrov"."""
    page, found = chains.page, chains.found
    for index, left in enumerate(found):
        for other in range(index + 1, min(index + 8, len(found))):
            right = found[other]
            if left.kind == "pronoun" or right.kind == "pronoun" or left.holds(right):
                continue
            if right.first > left.last + 1 or page.sentence[left.first] != page.sentence[right.first]:
                break
            kinds = (left.kind, right.kind)
            if not compatible(left.type, right.type) or kinds == ("name", "name"):
                continue
            if right.first == left.last + 1 and page.forms[left.last] == ",":
                tied = _apposed(page, left, right) or _named_so(page, left, right)
                if tied and not page.coordinated(right.head):
                    chains.join(index, other)
            elif right.first == left.last and right.kind == "name" and left.type == "person":
                chains.join(index, other)


def _apposed(page: Phrases, left: Found, right: Found) -> bool:
    return any(
        page.relations[index] == "appos" and left.first <= page.heads[index] < left.last
        for index in range(right.first, right.last)
    )


def _named_so(page: Phrases, left: Found, right: Found) -> bool:
    """ "the mayor, Ana Horvat, …" and "Ana Horvat, a nurse, …" by their marks alone, whatever the tree says."""
    if left.type != "person" or right.type != "person" or page.coordinated(left.head):
        return False
    closed = right.last >= len(page) or page.forms[right.last] in (",", ".", ")")
    if left.kind == "nominal" and right.kind == "name":
        return closed and page.tags[left.head] not in ("NNS", "NNPS")
    return right.kind == "nominal" and page.lowers[right.first] in ("a", "an") and left.kind == "name"


def _short_names(chains: Chains) -> None:
    """A person's family or given name joins the full name that ends or begins with it; the last one told wins."""
    full: dict[str, list[int]] = defaultdict(list)
    bare: dict[str, list[int]] = defaultdict(list)
    order = [
        i for i, mention in enumerate(chains.found) if mention.kind != "pronoun" and chains.about[i].parts
    ]
    for index in order:
        parts = chains.about[index].parts
        if len(parts) > 1:
            for part in {parts[0], parts[-1]}:
                full[part].append(index)
        else:
            bare[parts[0]].append(index)
    for part, indices in bare.items():
        for index in indices:
            earlier = [i for i in full[part] if i < index] or [i for i in full[part] if i > index]
            roots = list(dict.fromkeys(chains.root(i) for i in reversed(earlier) if chains.agree(i, index)))
            surname = [
                r for r in roots if any(chains.about[m].parts[-1:] == (part,) for m in chains.members(r))
            ]
            if len(roots) == 1 or len(surname) == 1:
                chains.join((surname if len(surname) == 1 else roots)[0], index)
    _longer_names(chains, full)


def _longer_names(chains: Chains, full: dict[str, list[int]]) -> None:
    """ "Ana Horvat" with "Ana Maria Horvat": one's parts all in the other, the last the same."""
    for part, indices in full.items():
        ends = [i for i in indices if chains.about[i].parts[-1] == part]
        for position, index in enumerate(ends[1:], 1):
            here = chains.about[index].parts
            for earlier in ends[max(0, position - 6) : position]:
                there = chains.about[earlier].parts
                if here[0] == there[0] and (set(here) <= set(there) or set(there) <= set(here)):
                    chains.join(earlier, index)


def _descriptions(chains: Chains) -> None:
    """A definite description joins the last fitting entity; a description said again in the same words, the first."""
    found = chains.found
    said: dict[str, int] = {}
    actors = [i for i, m in enumerate(found) if m.kind != "pronoun"]
    for position, index in enumerate(actors):
        mention, about = found[index], chains.about[index]
        if mention.kind != "nominal" or about.key:
            continue
        again = said.get(about.phrase)
        if again is not None and about.repeatable and chains.join(again, index):
            continue
        if len(chains.members(index)) == 1 and about.definite:
            earlier = reversed(actors[max(0, position - 60) : position])
            antecedent = _fitting(chains, index, earlier)
            if antecedent is not None:
                chains.join(antecedent, index)
        said[about.phrase] = index


def _fitting(chains: Chains, index: int, earlier: Iterable[int]) -> int | None:
    page, found, about = chains.page, chains.found, chains.about[index]
    here = page.sentence[found[index].first]
    wanted = table()["looks_back"].get(page.lowers[found[index].head], [])
    for other in earlier:
        if here - page.sentence[found[other].first] > _NEAR:
            return None
        if found[other].last > found[index].first or not chains.agree(other, index):
            continue
        if chains.about[other].plural != about.plural:
            continue
        words = chains.words(other)
        heads = {singular(page.lowers[found[m].head]) for m in chains.members(other)}
        kinds = {chains.about[m].kind for m in chains.members(other)}
        same = about.noun in heads or (found[other].kind == "name" and about.noun in words)
        title = any(about.noun in chains.about[m].titles for m in chains.members(other))
        if (same or title or kinds & set(wanted)) and about.modifiers <= words | {about.noun}:
            return other
    return None


def pronoun_group(page: Phrases, mention: Found) -> str | None:
    """The class of a pronoun: male female plural thing speaker speakers."""
    return pronouns().get(page.lowers[mention.first])
