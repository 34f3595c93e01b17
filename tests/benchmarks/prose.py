"""Texts as long as one likes, cut from a pool of made-up words: some words and phrases are common, most are rare."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

POOL_WORDS = 1_500_000
VOCABULARY = 9_000
PHRASES = 5_000  # fixed sequences of words, as people and models repeat themselves
SENTENCES = (". ", ". ", ". ", "? ", ".\n\n", ":\n- ")
_ONSETS = ("", "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "ch", "sh", "qu")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ou", "ai")
_CODAS = ("", "", "n", "r", "s", "t", "l", "nd", "ck", "ss")


@dataclass(frozen=True, slots=True)
class Prose:
    """``cut`` costs about a microsecond, so that it can feed a store at full speed."""

    pool: str
    gap: str  # what words are parted by

    def cut(self, chance: random.Random, length: int) -> str:
        """Return about ``length`` characters from anywhere, in whole words."""
        at = self.pool.find(self.gap, int(chance.random() * (len(self.pool) - length - 200))) + 1
        return self.pool[at : self.pool.find(self.gap, at + length)]


@cache
def latin_prose() -> Prose:
    chance = random.Random("latin")
    words = _distinct(chance, VOCABULARY, lambda rank: _word(chance, rank))
    return Prose(_sentences(chance, _with_phrases(chance, words, " "), " ", SENTENCES), " ")


@cache
def chinese_prose() -> Prose:
    chance = random.Random("chinese")
    signs = [chr(0x4E00 + number) for number in chance.sample(range(0x2000), 2_500)]
    weights = list(accumulate(_zipf(len(signs))))
    words = _distinct(chance, VOCABULARY, lambda _: "".join(chance.choices(signs, cum_weights=weights, k=2)))
    return Prose(_sentences(chance, _with_phrases(chance, words, ""), "", ("。", "。", ",", "?", "。\n\n")), "。")


def _word(chance: random.Random, rank: int) -> str:
    """Return a word; common ones are short."""
    syllables = 1 if rank < 120 else chance.choice((1, 2, 2, 3) if rank < 1_500 else (2, 2, 3, 3, 4))
    return "".join(chance.choice(part) for _ in range(syllables) for part in (_ONSETS, _VOWELS, _CODAS))


def _distinct(chance: random.Random, count: int, make: Callable[[int], str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(len(found))] = None
    return list(found)


def _with_phrases(chance: random.Random, words: list[str], gap: str) -> list[str]:
    weights = list(accumulate(_zipf(len(words))))
    lengths = chance.choices((2, 3, 4, 6), (2, 2, 1, 1), k=PHRASES)
    phrases = [gap.join(chance.choices(words, cum_weights=weights, k=length)) for length in lengths]
    mixed = [(1 / (rank + 3), word) for rank, word in enumerate(words)]
    mixed += [(1 / (rank + 40), phrase) for rank, phrase in enumerate(phrases)]
    return chance.choices([word for _, word in mixed], [weight for weight, _ in mixed], k=POOL_WORDS)


def _zipf(count: int) -> list[float]:
    return [1 / (rank + 3) for rank in range(count)]


def _sentences(chance: random.Random, words: list[str], gap: str, ends: tuple[str, ...]) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(words):
        length = chance.randint(4, 22)
        pieces += (gap.join(words[at : at + length]).capitalize(), chance.choice(ends))
        at += length
    return "".join(pieces)
