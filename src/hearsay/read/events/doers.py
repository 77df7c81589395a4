"""Doers named apart from the deed: "claimed responsibility for", "blamed X for", "believed to be behind"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from hearsay.read.events.arguments import Arguments
from hearsay.read.events.clauses import Tree
from hearsay.record.codes import Standing


@dataclass(frozen=True)
class Doer:
    """Somebody named apart from the deed: "claimed responsibility for", "blamed X for", "believed to be behind"."""

    word: int
    standing: Standing


@cache
def roles() -> dict[str, dict[str, frozenset[str]]]:
    """The shipped table: section, name, words."""
    source = resources.files("hearsay.read").joinpath("tables", "roles.toml").read_text("utf-8")
    return {
        section: {name: frozenset(words.split()) for name, words in rows.items()}
        for section, rows in tomllib.loads(source).items()
    }


def find_doers(tree: Tree, arguments: Arguments, index: int) -> list[Doer]:
    """Doers that the clause around a deed names apart from it. ``index``: the noun or verb that names the deed."""
    standing = roles()["standing"]
    for child in tree.children(index, "acl", "acl:relcl"):  # "an attack blamed on X", "claimed by X"
        below = arguments.slots(child)
        if tree.lemma(child) in standing["ascribing"]:
            return [Doer(w, "suspected") for w in below.by("on", "to")]
        if tree.lemma(child) in standing["claiming"] and arguments.passive(child):
            return [Doer(w, "claimed") for w in below.subject]
    head, relation = tree.heads[index], tree.relations[index]
    if head < 0:
        return []
    prepositions = set(tree.prepositions(index))
    slots = arguments.slots(head)
    word = tree.lemma(head)
    if word in standing["behind"] or (word == "be" and "behind" in prepositions):
        return _behind(tree, arguments, head)
    if "behind" in prepositions and tree.child(index, "cop") is not None:
        return _behind(tree, arguments, index)
    if (
        tree.is_noun(head)
        and word in standing["claimed"] | standing["denied"]
        and prepositions & {"for", "in", "of", "with"}
    ):
        return _claimers(tree, arguments, head)
    if not tree.is_verb(head):
        return []
    if (
        word in standing["claiming"]
        and relation in ("obl", "obj")
        and (relation == "obj" or "to" in prepositions)
    ):
        return (
            [Doer(w, "claimed") for w in slots.subject[:1] if not _nobody(tree, w)] if word != "take" else []
        )
    if (
        word in standing["accusing"]
        and relation == "obl"
        and prepositions & {"for", "of", "over", "with", "to", "in"}
    ):
        proven: Standing = "stated" if word in standing["proven"] else "suspected"
        return [Doer(w, proven) for w in slots.object]
    if word in standing["ascribing"] and relation in ("obj", "nsubj:pass"):
        return [Doer(w, "suspected") for w in slots.by("on", "to")]
    return []


def _behind(tree: Tree, arguments: Arguments, index: int) -> list[Doer]:
    """ "X is behind it", "X is believed to be responsible for it"."""
    subjects = [w for w in arguments.surface(index) if not _nobody(tree, w)]
    standing = roles()["standing"]
    above = [head for _, relation, head in list(tree.up(index))[:2] if relation in ("xcomp", "obl", "ccomp")]
    hedged = any(tree.lemma(head) in standing["believed"] | {"likely"} for head in above) or any(
        tree.lowers[c] in ("likely", "probably", "allegedly", "reportedly", "possibly")
        for c in tree.children(index, "advmod")
    )
    negated = any(tree.lowers[c] in ("not", "never") for c in tree.children(index, "advmod"))
    return [Doer(w, "denied" if negated else "suspected" if hedged else "stated") for w in subjects]


def _claimers(tree: Tree, arguments: Arguments, noun: int) -> list[Doer]:
    """ "X claimed responsibility for it", "X denied involvement in it"."""
    verb = tree.heads[noun]
    if verb < 0 or not tree.is_verb(verb) or tree.relations[noun] != "obj":
        return []
    standing = roles()["standing"]
    word = tree.lemma(verb)
    subjects = [w for w in arguments.slots(verb).subject if not _nobody(tree, w)]
    negated = any(tree.lowers[c] in ("not", "never") for c in tree.children(verb, "advmod"))
    if word in standing["denying"]:
        return [Doer(w, "denied") for w in subjects]
    if word in standing["claiming"] and not negated:
        return [Doer(w, "claimed") for w in subjects]
    return []


def _nobody(tree: Tree, word: int) -> bool:
    return tree.lowers[word] in ("nobody", "none", "noone", "it", "there") or any(
        tree.lowers[c] in ("no", "neither") for c in tree.children(word, "det")
    )
