"""Which records are one paper, and that paper made of them."""
