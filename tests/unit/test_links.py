from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.addresses import links_of
from tui.links import MAX_ADDRESS, find_links, host_of, safe_address, split_links
from tui.paper import Identifier, Paper


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "HTTP:/example.org",
        "https://",
        "https:///path",
        "https://user:password@example.org/",
        "https://example.org@evil.example/",
        "https://example.org\\@evil.example/",
        "https://example.org/a b",
        "https://example.org/\x1b]8;;https://evil.example\x1b\\",
        "https://example.org/\x07",
        "https://example.org/\u202egpj.exe",
        "https://exam\u200bple.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://-$(reboot).example/",
        "https://[::1",
        "https://a..b/",
        "--help",
        "",
        "https://example.org/" + "x" * MAX_ADDRESS,
    ],
)
def test_what_is_not_plainly_a_web_page_is_never_opened(address: str) -> None:
    assert safe_address(address) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://Example.org/Path?q=1#f", "https://example.org/Path?q=1#f"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://doi.org/10.1000/(abc)%3Cd;e", "https://doi.org/10.1000/(abc)%3Cd;e"),
    ],
)
def test_the_others_are_spelled_in_ascii(address: str, expected: str) -> None:
    assert safe_address(address) == expected


def test_a_host_that_looks_like_another_is_shown_as_what_it_is() -> None:
    safe = safe_address("https://www.g\u043e\u043egle.com/")
    assert safe is not None
    assert host_of(safe) == "xn--ggle-55da.com"


@given(st.text())
def test_whatever_is_safe_is_ascii_without_spaces_and_controls(text: str) -> None:
    for address in (text, f"https://{text}", f"https://example.org/{text}"):
        safe = safe_address(address)
        assert safe is None or (safe.isascii() and safe.isprintable() and " " not in safe)


def test_addresses_are_found_without_the_sentence_around_them() -> None:
    text = (
        r"See (https://a.example/x_(y)), https://b.example/z[3]. \url{https://c.example/d\_e} "
        "and <https://f.example/>."
    )
    assert find_links(text) == (
        "https://a.example/x_(y)",
        "https://b.example/z",
        "https://c.example/d_e",
        "https://f.example/",
    )


@given(st.text(st.sampled_from("htps:/. a)(")) | st.text())
def test_cutting_around_addresses_loses_nothing(text: str) -> None:
    assert "".join(piece for piece, _ in split_links(text)) == text


def test_every_link_of_a_paper_is_found_once_and_the_main_one_first() -> None:
    paper = Paper(
        title="T",
        abstract=(
            "Code at github.com/a/b, see doi:10.1000/XYZ.5, arXiv:2401.00001v2 and "
            "http://www.github.com/a/b/. Mail me@www.example.org or www.lab.example."
        ),
        links=("https://arxiv.org/pdf/2501.12948v3", "https://lab.example/paper.pdf"),
        identifiers=(Identifier("arxiv", "2501.12948"), Identifier("doi", "10.1000/182")),
    )
    assert [(link.kind, link.address) for link in links_of(paper, "my https://n.example")] == [
        ("DOI", "https://doi.org/10.1000/182"),
        ("arXiv", "https://arxiv.org/abs/2501.12948"),
        ("PDF", "https://lab.example/paper.pdf"),
        ("code", "http://www.github.com/a/b/"),
        ("DOI", "https://doi.org/10.1000/XYZ.5"),
        ("arXiv", "https://arxiv.org/abs/2401.00001"),
        ("page", "https://www.lab.example"),
        ("page", "https://n.example"),
    ]


def test_a_hostile_identifier_stays_within_its_registry() -> None:
    evil = Identifier("doi", "10.1/../../@evil.example/?x#\x1b]8;;\x07")
    for link in links_of(Paper(identifiers=(evil,))):
        assert link.host == "doi.org"
        assert link.address.isprintable()
