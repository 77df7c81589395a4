"""What became of the people a number counts, by the words around it in their order.

What stands right behind an elided noun ("20 dead"), a verb right before ("killed 20"), a participle behind ("20 people
were killed"), a verb further before ("the death toll rose to 20"), the counted noun itself ("five hostages").
"""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.read.figures.deeds import AFTER, AGENT, BEFORE, CLAUSE, NOUN
from hearsay.read.figures.governed import governed, negated
from hearsay.read.figures.people import told
from hearsay.read.figures.setting import Hit, Setting
from hearsay.read.scan import Scan

_STRONG_NOUNS = CLAUSE["strong_nouns"]
_LOSS = CLAUSE["losing"]
_RELATIVE = frozenset(("who", "that", "which", "whom"))
_QUOTES = frozenset('"\u201c\u201d')
_OVER = _QUOTES | {"the", "of", "some", "all", "up", "another", "off", "these", "those", "other"}
_REACH = 14


def adjacent(setting: Setting) -> Hit | None:
    """ "20 dead", "30 wounded", "the nine killed in action", "five in wheelchairs"."""
    if setting.counted is not None:
        return None
    words, index = setting.words, setting.item.after
    while index < len(words) and words.lowers[index] in CLAUSE["before_elided"]:
        index += 1
    name = AFTER.get(words.lowers[index]) if index < len(words) else None
    if name is None or _has_object(setting, index):
        return None
    if index == setting.item.after and words.lowers[index] == "camps":
        return None  # "three camps" counts camps, not people
    return (_fatal(words, index) or name), index


def bereft(setting: Setting) -> Hit | None:
    """ "Left 14,000 *without a roof*", "without homes": made homeless; without power is not."""
    index = setting.tail
    if setting.lower(index) != "without":
        return None
    index += 1 + (setting.lower(index + 1) in ("a", "their", "any"))
    return ("displaced", index) if setting.lower(index) in CLAUSE["homes"] else None


def strong_noun(setting: Setting) -> Hit | None:
    """ "20 deaths", "15 casualties", "the loss of nine lives"."""
    if setting.counted is None:
        return None
    head = setting.words.lowers[setting.counted.last]
    if head in _STRONG_NOUNS:
        return NOUN[head], setting.counted.last
    if head in ("lives", "life"):
        near = setting.words.lowers[max(0, setting.item.first - 5) : setting.tail + 3]
        return ("killed", setting.counted.last) if not _LOSS.isdisjoint(near) else ("", 0)
    return None


def right_before(setting: Setting) -> Hit | None:
    """A verb whose object the number is, with nothing but bounds between: "killed at least 20 people"."""
    index = setting.item.first - 1
    while index >= 0 and setting.words.lowers[index] in _OVER:
        index -= 1
    if index > 0 and setting.lower(index) in ("on", "against"):
        index -= 2 if setting.lower(index - 1) in _QUOTES else 1
        return ("other", index) if setting.lower(index) in CLAUSE["attacks"] else None
    if setting.lower(index) in ("lives", "life"):  # "took the lives of 20 people"
        taken = not _LOSS.isdisjoint(setting.words.lowers[max(0, index - 3) : index])
        return ("killed", index) if taken else None
    return _before_at(setting, index)


def _before_at(setting: Setting, index: int) -> Hit | None:
    if index < 0 or setting.owner[index] >= 0:
        return None
    if setting.lower(index) in BEFORE and negated(setting, index):
        return "", index
    lower = setting.words.lowers[index]
    if lower == "dead" and setting.lower(index - 1) in BEFORE:  # "shot dead three women"
        return "killed", index
    if setting.lower(index + 1) == "down" and lower in ("shot", "shooting"):
        return None
    if lower in CLAUSE["remains"] and setting.lower(index + 1) != "of":
        return None
    name = BEFORE.get(lower)
    if name is None or (
        index and setting.words.lowers[index - 1] in ("were", "was", "been", "being") and lower.endswith("ed")
    ):
        return None
    if lower in ("sent", "sending", "send", "sends"):
        if "to" in setting.words.lowers[index + 1 : setting.item.first]:
            return None  # "an email sent to 40,000 students"
        name = _sent(setting)
    if lower in ("forced", "forcing") and not {"homes", "flee", "leave", "out", "evacuate"} & set(
        setting.behind(6)
    ):
        return None
    return (_fatal_object(setting) or name), index


def _sent(setting: Setting) -> str:
    behind = setting.behind(6)
    if setting.counted is not None and setting.words.lowers[setting.counted.last] in (
        "refugees",
        "migrants",
        "residents",
    ):
        return "displaced"
    return "wounded" if "hospital" in behind or "hospitals" in behind else "deployed"


def _fatal(words: Scan, index: int) -> str | None:
    """ "Shot dead", "beaten to death", "shot and killed": killed, whatever the verb."""
    behind = words.lowers[index + 1 : index + 4]
    if behind[:1] == ("dead",) or behind[:2] in (("to", "death"), ("and", "killed")):
        return "killed"
    return "killed" if words.lowers[index - 1] == "fatally" else None


def _fatal_object(setting: Setting) -> str | None:
    behind = setting.behind(2)
    if behind[:1] == ("dead",) or behind == ("to", "death"):
        return "killed"
    if behind[:1] == ("hostage",):
        return "kidnapped"
    return "captured" if behind[:1] == ("prisoner",) else None


def behind(setting: Setting) -> Hit | None:
    """A participle or adjective behind: "20 people, including a boy, were killed"; not where it has an
    object.
    """
    words, lowers = setting.words, setting.words.lowers
    if _is_whole(setting) and lowers[setting.tail : setting.tail + 1] not in (("who",), ("that",)):
        return None  # "40% of the 200 hostages were freed"
    index, end = setting.tail, min(len(words), setting.tail + _REACH)
    joined = relative = False
    while index < end:
        lower = lowers[index]
        if words.kinds[index] == "gap" or (lower in CLAUSE["stops"] and not _abbreviates(words, index)):
            return None
        name = AFTER.get(lower) or AGENT.get(lower)
        if name is not None and _is_meant(lowers, index):
            if not _is_theirs(setting, index) or _is_object_before(setting, index):
                return None
            main = governed(setting) if relative else None  # "a student who was kidnapped was found dead"
            return main or _participle(setting, index, lower, name, joined)
        relative = relative or lower in ("who", "whom")
        if lower in ("and", "or"):
            follows = setting.owner[index + 1] if index + 1 < len(words) else -1
            if follows < 0 and lowers[index + 1 : index + 2] not in (
                ("a",),
                ("an",),
                ("their",),
                ("his",),
                ("her",),
                ("the",),
            ):
                return None
            joined = True
        elif setting.owner[index] < 0 and not _may_pass(words, index):
            return None
        index += 1
    return None


def _is_whole(setting: Setting) -> bool:
    """Whether another number stands before this one with "of" between them, "two of the three victims"."""
    index = setting.item.first - 1
    while index > 0 and setting.lower(index) in ("the", "these", "those", "some", "all"):
        index -= 1
    return setting.lower(index) == "of" and index > 0 and setting.owner[index - 1] not in (-1, setting.me)


def _is_object_before(setting: Setting, index: int) -> bool:
    """ "A deputy interviewing a woman outside was shot": the woman is the object of a verb before her."""
    grammar, node = setting.grammar, setting.head
    for _ in range(6):
        up, relation = grammar.heads[node], grammar.relations[node]
        if up < 0 or relation not in ("conj", "appos", "compound", "amod", "nummod", "flat"):
            break
        node = up
    return (
        grammar.relations[node] == "obj"
        and grammar.is_verb(grammar.heads[node])
        and grammar.heads[node] < setting.item.first
        and setting.lower(grammar.heads[node]) not in CLAUSE["leaving"]
        and grammar.tags[index] in ("VBN", "VBD")
        and setting.lower(index - 1) in CLAUSE["auxiliaries"]
    )


def _is_theirs(setting: Setting, index: int) -> bool:
    """False where syntax shows another subject between the number and the word: "a spokesman for the hospital to which
    the nun was taken after being wounded"; or where a relative clause gives the word another number: "200 prisoners who
    hold 500 people hostage".
    """
    grammar, tail = setting.grammar, setting.tail
    verb, subject = index, grammar.child(index, "nsubj", "nsubj:pass")
    while (
        subject is None
        and grammar.relations[verb] in ("conj", "advcl", "xcomp", "ccomp")
        and grammar.heads[verb] >= tail
    ):
        verb = grammar.heads[verb]
        subject = grammar.child(verb, "nsubj", "nsubj:pass")
    if subject is not None and tail <= subject < index and setting.lower(subject) not in _RELATIVE:
        return setting.owner[subject] >= 0
    between = range(tail, index)
    relative = any(setting.lower(i) in _RELATIVE for i in between)
    passed = any(setting.owner[i] not in (-1, setting.me) for i in between)
    return not (relative and passed and setting.lower(index - 1) not in CLAUSE["auxiliaries"])


def _is_meant(lowers: Sequence[str], index: int) -> bool:
    """Words that say an outcome only beside another: "behind bars", "taken to hospital"."""
    if lowers[index] == "behind":
        return lowers[index + 1 : index + 2] == ("bars",)
    if lowers[index] == "camps":
        return "in" in lowers[max(0, index - 3) : index]
    return lowers[index] != "hospital" or "to" in lowers[index - 2 : index]


def _participle(setting: Setting, index: int, lower: str, name: str, joined: bool) -> Hit | None:
    before = index - 1
    while before > setting.tail and setting.words.lowers[before] in _ADVERBS:
        before -= 1
    helped = setting.words.lowers[before] in CLAUSE["auxiliaries"]
    if negated(setting, index):
        return "", index
    if lower in AGENT and (not helped or lower not in AFTER):
        combatant = (
            setting.counted is not None and told(setting.counted.words(setting.words)).status == "combatant"
        )
        return ("deployed", index) if combatant else ("", index)
    if joined and not helped:
        return None
    if not helped and _has_object(setting, index):
        return "", index
    if lower == "held" and not helped:
        return None
    return (_fatal(setting.words, index) or name), index


_ADVERBS = frozenset(
    ("reportedly", "seriously", "badly", "severely", "critically", "slightly", "also", "later", "fatally")
)


def _has_object(setting: Setting, index: int) -> bool:
    """True for "gunmen killed two guards": the word has an object of its own behind it."""
    lower = setting.words.lowers[index]
    if lower in CLAUSE["undergone"] or lower == "casualties":
        return False
    after = index + 1
    if after >= len(setting.words):
        return False
    if setting.lower(after) in ("at", "as") and setting.lower(after + 1) not in (
        "least",
        "most",
        "many",
        "few",
    ):
        return False
    if setting.owner[after] not in (-1, setting.me) or setting.words.lowers[after] in CLAUSE["objects"]:
        return True
    whom = setting.grammar.child(index, "obj")
    return setting.words.kinds[after] == "number" or (whom is not None and whom > index)


def _may_pass(words: Scan, index: int) -> bool:
    lower = words.lowers[index]
    if lower in ("said", "reported", "told") and words.lowers[index - 1] not in CLAUSE["auxiliaries"]:
        return False
    if (
        lower in CLAUSE["passed"]
        or lower in CLAUSE["auxiliaries"]
        or (words.words[index][:1].isupper() and not words.capitals)
    ):
        return True
    if words.kinds[index] != "word":
        return words.kinds[index] != "mark" or lower in ",()-'"
    return not lower.endswith("ed") or lower in ("armed", "unarmed", "masked", "hooded", "united")


def _abbreviates(words: Scan, index: int) -> bool:
    return (
        words.words[index] == "."
        and index > 0
        and len(words.words[index - 1]) <= 2
        and words.words[index - 1].istitle()
    )


def before(setting: Setting) -> Hit | None:
    """A verb or noun further before, over bounds and joined numbers: "the death toll rose to 20"."""
    index = setting.item.first - 1
    floor = max(-1, index - _REACH)
    while index > floor:
        lower = setting.words.lowers[index]
        if lower == "toll" and setting.words.lowers[index - 1] != "death":
            return "killed", index
        if lower in ("dead", "wounded", "injured", "missing") and setting.words.lowers[index - 1] in (
            "the",
            "of",
        ):
            return AFTER[lower], index
        hit = _before_at(setting, index)
        if hit is not None:
            return hit if not _object_taken(setting, index) else None
        owned = setting.owner[index]
        if owned >= 0 and owned != setting.me:
            if setting.lower(index + 1) == "of":  # "the bodies of four of the nine"
                return None
            index -= 1
            continue
        if lower not in CLAUSE["lefts"] and lower not in CLAUSE["including"] and lower != ",":
            return None
        if (
            lower == ","
            and setting.words.lowers[index + 1 : index + 2]
            not in (("including",), ("at",))  # "higher, at 51"
            and setting.owner[index + 1] < 0
        ):
            return None
        index -= 1
    return None


def _object_taken(setting: Setting, index: int) -> bool:
    """True where another number stands right behind the verb and nothing joins this one to it."""
    owned = setting.owner[index + 1] if index + 1 < len(setting.words) else -1
    if owned < 0 or owned == setting.me:
        return False
    between = setting.words.lowers[index + 1 : setting.item.first]
    return "and" not in between and "," not in between and "including" not in between


def noun(setting: Setting) -> Hit | None:
    """The counted noun itself: "five hostages", "20 bodies", "300 refugees"."""
    if setting.counted is None:
        return None
    name = NOUN.get(setting.words.lowers[setting.counted.last])
    return None if name is None else (name, setting.counted.last)
