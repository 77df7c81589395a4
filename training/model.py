"""The network: MiniLM's encoder with a small head for every learned layer."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import labels

HIDDEN, LAYERS, ATTENTION_HEADS, INNER, ARC = 384, 6, 12, 1536, 128


class Block(nn.Module):
    """One post-norm transformer layer, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:  # no dropout on the attention itself: drawing it took a quarter of each step
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        else:
            scores = query @ key.transpose(-1, -2) / math.sqrt(HIDDEN // ATTENTION_HEADS)
            mixed = (scores if mask is None else scores + mask).softmax(-1) @ value
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and the shape of the word each belongs to (the pieces are lower case) to vectors."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(5, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """``mask`` [B,T] is 1 where a piece is; without it every place is one, as in a window run alone."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.word(pieces) + self.position(positions) + self.shape(shapes)))
        bias = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for block in self.blocks:
            x = block(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        """Take the weights of a BERT-shaped ``model.safetensors``; the token type 0 vector goes into the positions."""
        from safetensors.torch import load_file

        source = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        state = self.state_dict()
        state["word.weight"] = source["embeddings.word_embeddings.weight"]
        state["position.weight"] = (
            source["embeddings.position_embeddings.weight"]
            + source["embeddings.token_type_embeddings.weight"][0]
        )
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
            for layer in range(LAYERS):
                for ours, theirs in names.items():
                    state[f"blocks.{layer}.{ours}.{part}"] = source[f"encoder.layer.{layer}.{theirs}.{part}"]
        self.load_state_dict(state)


class Chain(nn.Module):
    """A linear-chain conditional random field over label scores (Lafferty et al. 2001)."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        size = len(names)
        self.transition = nn.Parameter(torch.zeros(size, size))
        self.start = nn.Parameter(torch.zeros(size))
        barred = torch.zeros(size, size)
        barred_start = torch.zeros(size)
        for j, after in enumerate(names):
            if after.startswith("I-"):
                barred_start[j] = -1e4
                for i, before in enumerate(names):
                    if before[2:] != after[2:] or before == "O":
                        barred[i, j] = -1e4
        self.register_buffer("barred", barred)
        self.register_buffer("barred_start", barred_start)

    def scores(self) -> tuple[Tensor, Tensor]:
        return self.transition + self.barred, self.start + self.barred_start

    def loss(self, emissions: Tensor, tags: Tensor, mask: Tensor, allowed: Tensor | None = None) -> Tensor:
        """Negative log-likelihood a word. emissions [B,W,K], tags [B,W], mask [B,W] (True where a word is).

        ``allowed`` [B,W,K]: instead of ``tags``, the labels of which one is right at each word.
        """
        whole = self.total(emissions, mask)
        if allowed is not None:
            kept = self.total(emissions.masked_fill(~allowed, -1e4), mask)
            return (whole - kept).sum() / mask.sum()
        transition, start = self.scores()
        gold = tags.clamp(min=0)
        chosen = emissions.gather(2, gold[..., None])[..., 0] * mask
        steps = transition[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
        path = start[gold[:, 0]] + chosen.sum(1) + steps.sum(1)
        return (whole - path).sum() / mask.sum()

    def total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Logarithm of the sum over all label sequences [B]."""
        transition, start = self.scores()
        total: Tensor = _Total.apply(emissions, mask, transition, start)
        return total


class _Total(torch.autograd.Function):
    """Log-partition by the forward pass, its gradient by the backward pass (Rabiner 1989): the derivatives are the
    marginals, so no graph of hundreds of small steps is kept."""

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, mask: Tensor, transition: Tensor, start: Tensor) -> Tensor:
        top = emissions.max(2, keepdim=True).values
        likely, move, first = (emissions - top).exp(), transition.exp(), start.exp()
        here = first * likely[:, 0]
        scales = [here.sum(1, keepdim=True)]
        forward = [here / scales[0]]
        for t in range(1, emissions.shape[1]):
            here = forward[-1] @ move * likely[:, t]
            scale = here.sum(1, keepdim=True)
            inside = mask[:, t, None]
            scales.append(torch.where(inside, scale, torch.ones_like(scale)))
            forward.append(torch.where(inside, here / scale, forward[-1]))
        ctx.save_for_backward(likely, mask, move, torch.stack(forward, 1), torch.stack(scales, 1))
        return torch.cat(scales, 1).log().sum(1) + (top[..., 0] * mask).sum(1)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        likely, mask, move, forward, scales = ctx.saved_tensors
        turned = move.T
        backward = [torch.ones_like(forward[:, 0])]
        for t in range(likely.shape[1] - 1, 0, -1):
            here = (likely[:, t] * backward[-1] / scales[:, t]) @ turned
            backward.append(torch.where(mask[:, t, None], here, backward[-1]))
        after = torch.stack(backward[::-1], 1)
        weight = gradients[0][:, None, None]
        words = forward * after * mask[..., None] * weight
        ahead = (likely * after / scales * mask[..., None] * weight)[:, 1:]
        pairs = torch.einsum("btk,btl->kl", forward[:, :-1], ahead) * move
        return words, None, pairs, words[:, 0].sum(0)


class Pairs(nn.Module):
    """Scores of an arc from each word to each other word: a biaffine form (Dozat and Manning 2017)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.child = nn.Linear(HIDDEN, ARC)
        self.parent = nn.Linear(HIDDEN, ARC)
        self.weight = nn.Parameter(torch.zeros(ARC, ARC))
        nn.init.orthogonal_(self.weight)
        self.prior = nn.Linear(ARC, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        child = self.drop(F.gelu(self.child(x)))
        parent = self.drop(F.gelu(self.parent(x)))
        return child @ self.weight @ parent.transpose(1, 2) / math.sqrt(ARC) + self.prior(parent).transpose(
            1, 2
        )


class Network(nn.Module):
    """Everything a window gives in one pass; the outputs' names are those of ``CHAINS``, ``PLAIN`` and ``ARCS``."""

    CHAINS: ClassVar[dict[str, tuple[str, ...]]] = {
        "attribution": labels.ATTRIBUTION,
        "entity": labels.ENTITY,
        "name": labels.NAME,
    }
    PLAIN: ClassVar[dict[str, tuple[str, ...]]] = {
        "event": labels.EVENT,
        "trigger": labels.TRIGGER,
        "nominal": labels.NOMINAL,
        "tag": labels.TAG,
        "relation": labels.RELATION,
    }
    ARCS = ("attribution", "syntax", "coreference")

    VIEWS: ClassVar[dict[str, str]] = {
        "attribution": "attribution", "entity": "entity", "name": "entity",
        "nominal": "entity", "coreference": "entity", "event": "syntax", "trigger": "syntax", "tag": "syntax",
        "relation": "syntax", "syntax": "syntax",
    }  # fmt: skip
    """Which mixing layer each head looks through."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        sizes = {name: len(names) for name, names in {**self.CHAINS, **self.PLAIN}.items()}
        self.mix = nn.ModuleDict(
            {name: nn.Linear(HIDDEN, HIDDEN) for name in ("attribution", "entity", "syntax")}
        )
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in sizes.items()})
        self.chains = nn.ModuleDict({name: Chain(names) for name, names in self.CHAINS.items()})
        self.arcs = nn.ModuleDict({name: Pairs(dropout) for name in self.ARCS})
        self.drop = nn.Dropout(dropout)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """Vectors of words [B,W,H]: that of each word's first piece."""
        hidden = self.encoder(pieces, shapes, mask)
        return hidden.gather(1, first[..., None].expand(-1, -1, HIDDEN))

    def score(self, words: Tensor, wanted: tuple[str, ...]) -> dict[str, Tensor]:
        views = {name: self.drop(F.gelu(layer(words))) + words for name, layer in self.mix.items()}
        out = {name: self.heads[name](views[self.VIEWS[name]]) for name in wanted if name in self.heads}
        for name in self.ARCS:
            if f"{name}_arc" in wanted:
                out[f"{name}_arc"] = self.arcs[name](views[self.VIEWS[name]])
        return out
