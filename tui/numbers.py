"""Sets of paper numbers that stay small and quick where they hold millions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class NumberSet(Set[int]):
    """Numbers from 0, never changed, one bit for each up to the largest."""

    __slots__ = ("_bits",)

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        known = numbers if isinstance(numbers, range | list | tuple) else list(numbers)
        bits = bytearray(max(known, default=-1) // 8 + 1)
        for number in known:
            bits[number >> 3] |= 1 << (number & 7)
        self._bits = bytes(bits)

    @classmethod
    def of_bits(cls, bits: bytes) -> NumberSet:
        """The set whose number n is bit n, the lowest bit of the first byte being 0."""
        made = cls()
        made._bits = bits.rstrip(b"\0")
        return made

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int) or not 0 <= number >> 3 < len(self._bits):
            return False
        return bool(self._bits[number >> 3] >> (number & 7) & 1)

    def __len__(self) -> int:
        return self._as_int().bit_count()

    def __bool__(self) -> bool:
        return bool(self._bits)

    def __iter__(self) -> Iterator[int]:
        """From the smallest to the largest."""
        for at, byte in enumerate(self._bits):
            if byte:
                for place in _PLACES[byte]:
                    yield at * 8 + place

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NumberSet):
            return self._bits == other._bits
        return super().__eq__(other)

    def __hash__(self) -> int:
        return self._hash()

    def __or__(self, other: Iterable[int]) -> NumberSet:  # type: ignore[override]
        return self._of_int(self._as_int() | _as_set(other)._as_int())

    def __sub__(self, other: Iterable[int]) -> NumberSet:
        return self._of_int(self._as_int() & ~_as_set(other)._as_int())

    def __repr__(self) -> str:
        return f"NumberSet({list(self)})"

    def _as_int(self) -> int:
        return int.from_bytes(self._bits, "little")

    @classmethod
    def _of_int(cls, bits: int) -> NumberSet:
        return cls.of_bits(bits.to_bytes((bits.bit_length() + 7) // 8, "little"))


def _as_set(numbers: Iterable[int]) -> NumberSet:
    return numbers if isinstance(numbers, NumberSet) else NumberSet(numbers)
