"""Train the network on all sets at once: ``python -m training.train --gold DIR --minilm FILE --output DIR``.

Each step takes one batch of one set, drawn at random with the shares of ``SHARES``, and trains the heads that
the set has labels for. Seeded; writes a checkpoint after every
``--save`` steps, and ``--start`` goes on from one at a fresh rate.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training import labels
from training.data import (
    IGNORE,
    Document,
    Example,
    attributions,
    entities,
    events,
    is_held,
    joined,
    names,
    syntax,
    triggers,
    windows,
)
from training.model import Network

SHARES = {"attribution": 0.60, "syntax": 0.11, "mentions": 0.10, "event": 0.06, "trigger": 0.04, "entity": 0.06,
          "name": 0.03}  # fmt: skip
"""Share of the steps that each set gets; roughly its size, the small ones raised."""

HEADS = {
    "attribution": ("attribution", "attribution_arc"),
    "syntax": ("tag", "relation", "syntax_arc"),
    "mentions": ("tag", "relation", "syntax_arc", "coreference_arc", "nominal", "name"),
    "event": ("event",),
    "trigger": ("trigger",),
    "entity": ("entity",),
    "name": ("name",),
}
"""The heads that each set trains."""

WEIGHTS = {"attribution": 1.0, "attribution_arc": 0.25, "syntax_arc": 0.25,
           "relation": 0.25, "tag": 0.25, "event": 0.5, "trigger": 0.5, "entity": 0.5, "name": 0.5, "nominal": 0.25,
           "coreference_arc": 0.25}  # fmt: skip
WINDOW = 256
ALL_CAPITALS, NO_CAPITALS = 0.05, 0.03
"""Share of windows read as if printed all in capitals, or without any."""
HIDDEN_WINDOWS, HIDDEN_PIECES = 0.5, 0.06
"""Share of windows that lose pieces to the mask, and the share of their pieces lost."""
MASK = 103


def load(gold: Path) -> dict[str, list[Document]]:
    """All sets, less the documents held back (``is_held``)."""
    sets = {
        "attribution": attributions(gold / "attribution/polnear-train.jsonl"),
        "syntax": syntax(gold / "syntax/en_ewt-ud-train.conllu"),
        "mentions": syntax(gold / "syntax/gum-train.conllu"),
        "event": events(gold / "time/tbaq-train.jsonl"),
        "trigger": triggers(gold / "happenings/ecbplus-train.jsonl"),
        "entity": entities(gold / "entities/re3d-train.jsonl", "entity", labels.ENTITY),
        "name": names(gold / "entities/wikigold-train.jsonl"),
    }
    return {task: [item for n, item in enumerate(found) if not is_held(n)] for task, found in sets.items()}


def batches(task: str, documents: list[Document], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Endless batches of about ``size`` word pieces; windows of like length go together, to pad little."""
    while True:
        if task in ("entity", "name"):
            source = list(joined(documents, rng, rng.choice((40, 120, 200))))
        else:
            source = list(documents)
            rng.shuffle(source)
        pool: list[Example] = []
        for document in source:
            pool.extend(windows(document, WINDOW, rng if task not in ("entity", "name") else None))
        rng.shuffle(pool)
        for at in range(0, len(pool), 256):
            part = sorted(pool[at : at + 256], key=lambda item: len(item.pieces))
            groups: list[list[Example]] = []
            for item in part:
                if groups and len(item.pieces) * (len(groups[-1]) + 1) <= size:
                    groups[-1].append(item)
                else:
                    groups.append([item])
            rng.shuffle(groups)
            yield from groups


def collate(batch: list[Example], rng: random.Random | None) -> dict[str, Tensor]:
    """Pad a batch; with ``rng`` some windows lose or gain capitals."""
    length = max(len(item.pieces) for item in batch)
    count = max(len(item.first) for item in batch)
    out: dict[str, list[list[int]]] = {"pieces": [], "shapes": [], "first": [], "sentence": []}
    for head in (*batch[0].tags, *(f"{name}_arc" for name in batch[0].arcs)):
        out[head] = []
    for item in batch:
        shapes = item.shapes
        draw = rng.random() if rng else 1.0
        if draw < ALL_CAPITALS:
            shapes = [shape if shape == 4 else 2 for shape in shapes]
        elif draw < ALL_CAPITALS + NO_CAPITALS:
            shapes = [shape if shape == 4 else 0 for shape in shapes]
        pieces = item.pieces
        if rng and rng.random() < HIDDEN_WINDOWS:
            pieces = [MASK if 0 < at < len(pieces) - 1 and rng.random() < HIDDEN_PIECES else piece
                      for at, piece in enumerate(pieces)]  # fmt: skip
        out["pieces"].append(pieces + [0] * (length - len(pieces)))
        out["shapes"].append(shapes + [0] * (length - len(item.pieces)))
        out["first"].append(item.first + [0] * (count - len(item.first)))
        out["sentence"].append(item.sentence + [-2] * (count - len(item.first)))
        for head, tags in item.tags.items():
            out[head].append(tags + [IGNORE] * (count - len(tags)))
        for name, arcs in item.arcs.items():
            out[f"{name}_arc"].append(arcs + [IGNORE] * (count - len(arcs)))
    tensors = {name: torch.tensor(values) for name, values in out.items()}
    tensors["mask"] = torch.tensor(
        [[1] * len(item.pieces) + [0] * (length - len(item.pieces)) for item in batch]
    )
    return tensors


def loss_of(network: Network, task: str, batch: dict[str, Tensor]) -> Tensor:
    wanted = HEADS[task]
    words = network.encode(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
    scores = network.score(words, wanted)
    present = batch["sentence"] != -2
    total = words.new_zeros(())
    for name in wanted:
        if name == "coreference_arc":
            total = total + WEIGHTS[name] * coreference_loss(scores[name], batch["coreference"])
            continue
        target = batch[name]
        if name == "name" and task == "name":
            allowed = _ALLOWED[target[:, 1:].clamp(min=0)]
            value = network.chains[name].loss(scores[name][:, 1:], target[:, 1:], present[:, 1:], allowed)
        elif name in network.chains:
            chain = network.chains[name]
            tags = _opened(target[:, 1:], network.CHAINS[name])
            value = chain.loss(scores[name][:, 1:], tags, present[:, 1:])
        elif name.endswith("_arc"):
            visible = present[:, None, :].expand(-1, present.shape[1], -1)
            if name == "syntax_arc":
                same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
                visible = visible & (same | (batch["sentence"] == -1)[:, None, :])
            masked = scores[name].masked_fill(~visible, -1e4)
            value = _mean_loss(masked, target)
        else:
            value = _mean_loss(scores[name], target)
        total = total + WEIGHTS[name] * value
    return total


def _mean_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Cross entropy a word that has a target; nothing, rather than nothing by nothing, if none has."""
    total = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="sum")
    return total / (target != IGNORE).sum().clamp(min=1)


def coreference_loss(scores: Tensor, entity: Tensor) -> Tensor:
    """Negative log of the chance that a mention's arc goes to an earlier mention of its entity, or if there is none
    to the mark (Lee et al. 2017). scores [B,1+W,1+W]; entity [B,1+W], a number at each head word of a mention."""
    mention = entity != IGNORE
    count = entity.shape[1]
    before = torch.ones(count, count, dtype=torch.bool).tril(-1)
    candidate = before & mention[:, None, :]
    candidate[:, :, 0] = True
    right = candidate & (entity[:, :, None] == entity[:, None, :])
    right[:, :, 0] = ~right[:, :, 1:].any(2)
    among = torch.logsumexp(scores.masked_fill(~candidate, -1e4), 2)
    hit = torch.logsumexp(scores.masked_fill(~right, -1e4), 2)
    return (among - hit)[mention].sum() / mention.sum().clamp(min=1)


_ALLOWED = torch.tensor(
    [[name == label for label in labels.NAME] for name in labels.NAME]
    + [[label in allowed for label in labels.NAME] for allowed in labels.NAME_OPEN]
)


def _opened(tags: Tensor, names: tuple[str, ...]) -> Tensor:
    """A span that the window's edge cut begins anew: an I- label in first place becomes its B- label."""
    first = tags[:, :1]
    opened = torch.tensor([i - 1 if name.startswith("I-") else i for i, name in enumerate(names)])
    return torch.cat([torch.where(first >= 0, opened[first.clamp(min=0)], first), tags[:, 1:]], 1)


def groups(network: Network, rate: float, decay: float, head_rate: float) -> list[dict[str, object]]:
    """Parameter groups: the deeper the layer the lower its rate; word vectors stay as they are."""
    network.encoder.word.weight.requires_grad_(False)
    depth = {f"encoder.blocks.{i}.": decay ** (5 - i) for i in range(6)}
    found: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        scale = next((value for prefix, value in depth.items() if name.startswith(prefix)), None)
        if scale is None and name.startswith("encoder.") and not name.startswith("encoder.shape"):
            scale = decay**6
        found.setdefault(head_rate if scale is None else rate * scale, []).append(parameter)
    return [{"params": parameters, "lr": value} for value, parameters in found.items()]


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    network = Network()
    network.encoder.load_minilm(options.minilm)
    if options.start:
        started = torch.load(options.start)["network"]
        network.load_state_dict({name: started[name] for name in network.state_dict()})
    others = {task: share for task, share in SHARES.items() if task != "attribution"}
    spare = (1 - options.attribution) / sum(others.values())
    shares = {"attribution": options.attribution} | {task: spare * share for task, share in others.items()}
    optimizer = torch.optim.AdamW(
        groups(network, options.rate, options.decay, options.head_rate), weight_decay=0.01
    )
    warm = max(1, int(0.05 * options.steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, max(0.0, (options.steps - step) / (options.steps - warm))),
    )
    documents = load(options.gold)
    feeds = {task: batches(task, items, options.batch, random.Random(f"{options.seed}/{task}"))
             for task, items in documents.items()}  # fmt: skip
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    options.output.mkdir(parents=True, exist_ok=True)
    seen: dict[str, list[float]] = {task: [] for task in feeds}
    began = time.monotonic()
    network.train()
    for step in range(1, options.steps + 1):
        task = rng.choices(list(shares), list(shares.values()))[0]
        loss = loss_of(network, task, collate(next(feeds[task]), rng))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        seen[task].append(loss.item())
        with torch.no_grad():
            keep = min(options.average, (1 + step) / (10 + step))
            for name, value in network.state_dict().items():
                if not name.startswith("encoder.word"):
                    average[name].lerp_(value, 1 - keep) if value.is_floating_point() else None
        if step % 20 == 0:
            means = "  ".join(f"{task} {sum(v[-20:]) / len(v[-20:]):.3f}" for task, v in seen.items() if v)
            print(f"step {step}  {time.monotonic() - began:.0f} s  {means}", flush=True)
        if step % options.save == 0 or step == options.steps:
            torch.save({"network": average, "step": step}, options.output / "average.pt")
            torch.save(
                {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step},
                options.output / "last.pt",
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from instead of MiniLM alone")
    parser.add_argument(
        "--attribution", type=float, default=SHARES["attribution"], help="its share of the steps"
    )
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3200)
    parser.add_argument("--batch", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.9, help="rate of a layer over that of the one above")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--save", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
