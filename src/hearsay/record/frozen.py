"""The base of every record type: frozen, closed, and without a way round its checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from hearsay.record.errors import HearsayError, problem


class Frozen(BaseModel):
    """A plain immutable value. Fields are named as in the record format; sequences are tuples."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    anchored_to: ClassVar[frozenset[str]] = frozenset()
    """Fields that make the object what it is; :meth:`replace` refuses them."""

    @classmethod
    def _checked(cls, fields: Mapping[str, Any], context: dict[str, Any] | None = None) -> Self:
        """Validate, and turn pydantic's report of what is wrong into ``E-RECORD-SHAPE``."""
        try:
            return cls.model_validate(dict(fields), context=context)
        except ValidationError as error:
            raise shape_problem(cls.__name__, error) from error

    def replace(self, **changes: Any) -> Self:
        """A copy with other values in some fields, checked like a new one.

        Raises ``E-RECORD-REPLACE`` for a field that the object is anchored to, ``E-RECORD-SHAPE`` for a value
        that the field cannot hold.
        """
        self._refuse_anchor(changes)
        return self._checked({**self._fields(), **changes}, self._replace_context())

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists, strings, numbers and nulls in the format's field order.

        Every field is there, null if absent, but ``because``: it comes last and only when it says something.
        """
        mine = vars(self)
        # most values are plain already: to ask here makes this twice as fast
        fields = {
            name: value if type(value := mine[name]) in _PLAIN else _plain(value)
            for name in type(self).__pydantic_fields__
            if name != "because"
        }
        because = mine.get("because")
        if because:
            fields["because"] = {name: _plain(grounds) for name, grounds in because.items()}
        return fields

    def _fields(self) -> dict[str, Any]:
        mine = vars(self)
        return {name: mine[name] for name in type(self).__pydantic_fields__}

    def _replace_context(self) -> dict[str, Any] | None:
        return None

    def _refuse_anchor(self, changes: Mapping[str, Any]) -> None:
        for field in sorted(self.anchored_to & changes.keys()):
            raise problem("E-RECORD-REPLACE", field=field, type=type(self).__name__)

    def __hash__(self) -> int:
        return hash((type(self), *(v for name, v in self._fields().items() if name != "because")))

    # What pydantic offers beside validation would let an unchecked value in.

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> NoReturn:
        raise problem("E-RECORD-CONSTRUCT", type=cls.__name__)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        return self.replace(**update) if update else self

    def copy(self, *, update: Mapping[str, Any] | None = None, **_: Any) -> Self:
        return self.model_copy(update=update)

    def __replace__(self, **changes: Any) -> Self:
        return self.replace(**changes)


class Grounds(dict[str, tuple[Any, ...]]):
    """A mapping that cannot be changed: what each derived field was derived from."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("because cannot be changed; use replace(because=...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Grounds], tuple[dict[str, tuple[Any, ...]]]]:
        return Grounds, (dict(self),)


def _grounds(value: dict[str, Any]) -> Grounds:
    return Grounds(sorted(value.items()))


Settled = AfterValidator(_grounds)
"""Makes a validated ``because`` unchangeable, its fields in alphabetical order."""


def shape_problem(type_name: str, error: ValidationError) -> HearsayError:
    """``E-RECORD-SHAPE`` with where and what, for at most three of the faults pydantic found."""
    faults = [
        f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
    return problem("E-RECORD-SHAPE", type=type_name, detail="; ".join(faults[:3]) + more)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    if isinstance(value, Frozen):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
