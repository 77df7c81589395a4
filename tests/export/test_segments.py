"""A text cut at the boundaries of its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.segments import Mark, segments

MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 40),
        end=st.integers(-3, 40),
        role=st.sampled_from(["source", "content", "figure"]),
        claims=st.sampled_from([(), (1,), (1, 2)]),
    ),
    max_size=12,
)


@given(MARKS, st.integers(0, 10), st.integers(11, 36), st.lists(st.integers(0, 40), max_size=4))
def test_pieces_join_to_the_whole_and_each_bears_just_the_marks_over_it(
    marks: list[Mark], start: int, end: int, cuts: list[int]
) -> None:
    pieces = segments(start, end, marks, cuts)
    assert [piece.start for piece in pieces] == [start, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == end
    assert all(piece.start < piece.end for piece in pieces)
    for piece in pieces:
        assert not any(piece.start < cut < piece.end for cut in cuts)
        covering = [m for m in marks if m.start < m.end and m.start <= piece.start and piece.end <= m.end]
        assert sorted(piece.marks, key=repr) == sorted(covering, key=repr)
        touched = [m for m in marks if m.start < m.end and m.start < piece.end and m.end > piece.start]
        assert len(touched) == len(covering), "a mark begins or ends inside a piece"


def test_crossing_marks_are_cut_at_every_boundary() -> None:
    pieces = segments(0, 10, [Mark(0, 6, "content"), Mark(4, 8, "figure"), Mark(5, 6, "time")])
    assert [(piece.start, piece.end, piece.roles) for piece in pieces] == [
        (0, 4, ("content",)),
        (4, 5, ("content", "figure")),
        (5, 6, ("content", "figure", "time")),
        (6, 8, ("figure",)),
        (8, 10, ()),
    ]
