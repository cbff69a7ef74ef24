"""Names of authors, from the ways people write them."""

from __future__ import annotations

import pytest

from tui.names import parse_name
from tui.paper import Author


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Daya Guo", Author("Guo", "Daya")),
        ("Guo, Daya", Author("Guo", "Daya")),
        ("Ludwig van der Berg", Author("van der Berg", "Ludwig")),
        ("José Ortega y Gasset", Author("Ortega y Gasset", "José")),
        ("Matthew E Peters", Author("Peters", "Matthew E")),
        ("Cassio P. de Campos", Author("de Campos", "Cassio P.")),
        ("Martin Luther King Jr.", Author("King", "Martin Luther", "Jr.")),
        ("King, Jr., Martin Luther", Author("King", "Martin Luther", "Jr.")),
        ("Qingyao Ai", Author("Ai", "Qingyao")),
        ("Wei Wang 0012", Author("Wang", "Wei")),
        ("DeepSeek-AI", Author("DeepSeek-AI", is_group=True)),
        ("The ATLAS Collaboration", Author("The ATLAS Collaboration", is_group=True)),
        ("Plato", Author("Plato")),
    ],
)
def test_names(written: str, author: Author) -> None:
    assert parse_name(written) == author
