"""Bytes become numbered lines whatever the encoding, the line ends and the length."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers.base import Document
from tui.readers.decode import byte_lines, lines, looks_binary, sample


def texts(data: bytes) -> list[str]:
    return [text for _, text in lines(Document("x", io.BytesIO(data)))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_line_ends_and_byte_order_marks(end: str, encoding: str) -> None:
    text = end.join(["Rényi, Alfréd", "", "On Random Graphs and things", "x\u2028y\x0cz"])
    expected = ["Rényi, Alfréd", "", "On Random Graphs and things", "x\u2028y\x0cz"]
    assert texts(text.encode(encoding)) == expected


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Müller, Jürgen and François Élan: São Paulo, Ñandú", "latin-1"),
        ("A title – with “quotes” by José", "cp1252"),
        ("Łukasiewicz, Paweł; Dvořák, Tomáš; Šíma, Jiří", "cp1250"),
        ("Иванов, Пётр. Теория вероятностей", "cp1251"),
        ("機械学習の基礎とその応用", "shift_jis"),
        ("title = {Söme title}", "latin-1"),
        ("von Düring, M. and Gaßner", "latin-1"),
        ("Dina Abd, Éva Röth, Carl Voss · MIT · ETH", "cp1252"),
        ("Éva Röth and José Müller, Français", "mac_roman"),
        ("Yılmaz, Şükrü; Çağlar, Işık", "cp1254"),
        ("Guðmundur Þórðarson og Sigríður Ýr", "cp1252"),
        ("基于深度学习的机器翻译方法研究, 张伟, 中国科学院", "gb18030"),
    ],
)
def test_other_encodings_are_recognised(text: str, encoding: str) -> None:
    assert texts(text.encode(encoding)) == [text]


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("% Encoding: Cp1251", "cp1251"),
        ("% -*- coding: latin-2-unix -*-", "iso8859-2"),
        ("% !BIB TS-823 encoding = IsoLatin", "latin-1"),
        ("@comment{x-kbibtex-encoding=iso-8859-2}", "iso8859-2"),
        ("% Encoding: none that is known", "cp1252"),
        ("% Encoding: base64", "cp1252"),
    ],
)
def test_an_encoding_is_believed_where_the_file_declares_it(
    declaration: str, encoding: str
) -> None:
    text = "Šimůnek" if encoding == "iso8859-2" else "é"
    data = f"{declaration}\n".encode() + text.encode(encoding, errors="replace")
    assert texts(data)[1] == data.split(b"\n")[1].decode(encoding)


def test_a_declaration_that_is_wrong_does_no_harm() -> None:
    assert texts("% Encoding: Cp1251\nErdős Pál".encode())[1] == "Erdős Pál"


def test_lines_of_two_encodings_in_one_file_are_both_right() -> None:
    data = "Erdős, Pál\n".encode() + "Müller, Jürgen\n".encode("latin-1") + "Gödel\n".encode()
    assert texts(data) == ["Erdős, Pál", "Müller, Jürgen", "Gödel"]


def test_an_endless_line_is_cut_and_reported() -> None:
    document = Document("x", io.BytesIO(b"first\n" + b"a" * (5 << 20) + b"\nlast\n"))
    found = list(lines(document, 1 << 20))
    assert [number for number, _ in found] == [1, 2, 3]
    assert len(found[1][1]) == 1 << 20
    assert found[2] == (3, "last")
    assert [(problem.first_line, "longer" in problem.reason) for problem in document.problems] == [
        (2, True)
    ]


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\r" not in line), max_size=20))
def test_numbers_and_bytes_survive(parts: list[bytes]) -> None:
    data = b"x" + b"\r\n".join(part.replace(b"\n", b"").replace(b"\x00", b"") for part in parts)
    found = list(byte_lines(Document("x", io.BytesIO(data))))
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    joined = b"\r\n".join(line for _, line in found)
    assert joined in (data, data.removesuffix(b"\r\n"))


@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    document = Document("x", io.BytesIO(data))
    beginning = sample(document)
    assert len(list(lines(document))) == len(beginning.text.split("\n")) or not beginning.text
    looks_binary(data)
