"""A grammar of hostile documents: what somebody could write under a heading, one by one and inside one another."""

import random
from pathlib import Path

import yaml

CANARY = "CANARYOFTHEDISK"
RAN = "canary-that-ran"
GRAMMAR = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def document(chance: random.Random, ran: str) -> str:
    """Return one document: a few blocks, hostile or plain, some of them inside others."""
    grown = {
        "up": "../" * chance.randint(1, 4),
        "ran": ran,
        "deep": "> " * chance.randint(2, 40) + "x",
        "brackets": "[" * chance.randint(2, 400),
        "word": "x" * chance.randint(50, 4000),
        "quotes": "*(**(" * chance.randint(1, 60),
    }
    blocks = [_block(chance, grown) for _ in range(chance.randint(1, 4))]
    return chance.choice(("\n\n", "\n\n", "\n")).join(blocks)


def _block(chance: random.Random, grown: dict[str, str]) -> str:
    piece = chance.choice(GRAMMAR[chance.choices(("plain", "blocks", "words"), (5, 3, 3))[0]])
    for name, text in grown.items():
        piece = piece.replace(f"<<{name}>>", text)
    if chance.random() < 0.4:
        piece = chance.choice(GRAMMAR["wrappers"]).replace("<<piece>>", piece)
    if chance.random() < 0.2:
        piece = f"{chance.choice(GRAMMAR['plain'])} {piece}"
    return piece
