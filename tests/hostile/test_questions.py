"""Whatever is typed into a filter or the jump box is answered, or refused in plain words."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.payloads import PAYLOADS
from tui.corpus import Corpus, Unmarked
from tui.facets import FACETS
from tui.load import open_corpus
from tui.query import FIELDS, QueryError, parse
from tui.query.complete import complete

ENGINE = re.compile(
    r"sqlite|numpy|zstd|orjson|traceback|exception|\berrno\b|<class|0x[0-9a-f]{4}",
    re.IGNORECASE,
)
PIECES = st.sampled_from(
    """" ( ) - OR AND NOT : = >= < .. * \\ ' ; -- % year: date:>= cat: is: in: rating: has: deep é α
    $x$ 2024""".split()
)
TYPED = st.text(max_size=60) | st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        opened = open_corpus()
        yield opened
        opened.close()


def ask(corpus: Corpus, text: str) -> None:
    """Filter, complete and jump; an error must speak of the text, not of the program."""
    corpus.jump(text)
    complete(text, len(text), lambda _: [])
    try:
        query = parse(text)
    except QueryError as error:
        assert not ENGINE.search(str(error)), error
        assert 0 <= error.start <= error.end <= len(text) + 1
        return
    assert len(corpus.where(query, Unmarked())) <= len(corpus)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TYPED)
def test_any_text_is_answered(corpus: Corpus, text: str) -> None:
    ask(corpus, text)
    for facet in FACETS:
        with contextlib.suppress(QueryError):
            assert corpus.counts(facet, parse(text), Unmarked()).exact


def test_every_payload_is_answered_bare_quoted_or_in_a_field(corpus: Corpus) -> None:
    fields = [field.name for field in FIELDS]
    for number, payload in enumerate(PAYLOADS):
        asked = (payload, f'"{payload}"', f"{fields[number % len(fields)]}:{payload}")
        ask(corpus, asked[number % 3])
