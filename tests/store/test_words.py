"""Words: what the index's words decide is what the pattern decides, in every script."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.store.text_index import WORD_TABLE
from tracedesk.store.words import Term, indexed, plain, terms

PIECES = [
    "parcel", "Parcels", "par", "pa", "gpt", "4o", "mini", "Straße", "STRASSE", "Grüße", "Gru\u0308ße", "ẞ", "ﬁne",
    "北京", "京", "大学", "人々", "ア・イ", "ｶﾞｷﾞ", "がぎ", "สวัสดี", "กิน", "한국어", "हिन्दी", "ＧＰＴ", "m²", "½",
    "🤖", "🧠a", "a_b", "user@example.org", "/var/log", "C:\\new", "-", ".", "-x", "#", "'", "*", "(", ":", "\\", "\\n",
    "\\u5317", " ", " ", " ", "\n", "\t", "\x00", "\ue000", "{", "[", "x", "é",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)


def index_of(text: str) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute(WORD_TABLE)
    index.execute("INSERT INTO word (rowid, text) VALUES (1, ?)", (indexed(text),))
    return index


def by_words(text: str, term: Term) -> bool:
    index = index_of(text)
    found = index.execute("SELECT rowid FROM word WHERE word MATCH ?", (" AND ".join(term.tokens),)).fetchall()
    index.close()
    return bool(found)


def has(text: str, search: str) -> bool:
    """Whether all terms are in a text; the index must say the same as the pattern, or more where it is asked again."""
    every = True
    for term in terms(search):
        words, pattern = by_words(text, term), term.pattern.search(plain(text)) is not None
        assert words >= pattern, f"the index does not find {term} in {indexed(text)!r}"
        assert words == pattern or term.is_phrase, f"the index finds {term} in {indexed(text)!r}"
        every = every and pattern
    return every


@given(text=texts, search=texts)
def test_words_and_pattern_agree(text: str, search: str) -> None:
    has(text, search)
    has(text, f'"{search}"')


@given(text=st.text(max_size=20), search=st.text(max_size=4))
def test_any_text_can_be_read_and_searched(text: str, search: str) -> None:
    has(text.encode("utf-8", "replace").decode(), search)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Lost PARCELS", "parcel"),
        ("die Straße", "strasse"),
        ("DIE STRASSE", "straße"),
        ("Gru\u0308ße", "grüße"),
        ("Grüße", "gru\u0308ße"),
        ("ein Déjà-vu", "deja"),
        ("model gpt-4o-mini", "gpt-4o"),
        ("the a_b column", "a_b"),
        ("mail user@example.org now", "user@example.org"),
        ("open /var/log/syslog", "/var/log"),
        ("written in C++", "C++"),
        ("我们在北京大学学习", "京"),
        ("我们在北京大学学习", "北京"),
        ("我们在北京大学学习", "京大学"),
        ("我们在北京大学学习", "北京大学"),
        ("使用GPT模型", "gpt"),
        ("使用GPT模型", "gpt模型"),
        ("カタカナとｶﾞｷﾞ", "ガギ"),
        ("東京タワーへ行く", "タワー"),
        ("ยินดีต้อนรับสวัสดีครับ", "สวัสดี"),
        ("안녕 한국어", "한국"),
        ("🤖parcel✅", "parcel"),
        ('{"a":"one\\ntwo"}', "two"),
        ('["\\u5317\\u4eac \\ud840\\udc00"]', "北京"),
        ('{"arguments":"{\\"q\\":\\"one\\\\ntwo\\"}"}', "two"),
        ('{"path":"C:\\\\new\\\\x"}', "C:\\new"),
        ('{"say":"\\"quoted\\""}', "quoted"),
    ],
)
def test_found(text: str, search: str) -> None:
    assert has(text, search)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("parcels", "arcel"),
        ("parcels", "pa"),
        ("one two", '"two one"'),
        ("gpt-4o", "gpt-4"),
        ("gpt 4o", "gpt-4o"),
        ("a b", "a_b"),
        ("only 100 left", "100%"),
        ("北大京", "北京"),
        ("北京 京大", "北京大"),
        ("模型v20", "模型v2"),
    ],
)
def test_not_found(text: str, search: str) -> None:
    assert not has(text, search)


@pytest.mark.parametrize("search", ["", " ", '"', '""', "*", "-> !!", "(", "\x00", "🤖", "\ud800", "'; --"])
def test_signs_alone_ask_for_nothing(search: str) -> None:
    assert terms(search) == ()
