"""Random damage to sound files."""

import random


def damaged(content: bytes, dice: random.Random) -> bytes:
    """``content`` with one to twenty bytes changed, a piece cut out, repeated, or the end cut off."""
    way = dice.randrange(5)
    if way == 0:
        return content[: dice.randrange(len(content))]
    if way == 1:
        start, end = sorted((dice.randrange(len(content)), dice.randrange(len(content))))
        return content[:start] + content[end:]
    if way == 2:
        start = dice.randrange(len(content))
        piece = content[start : start + dice.randrange(1, 600)]
        return content[:start] + piece * dice.randrange(2, 30) + content[start:]
    changed = bytearray(content)
    for _ in range(dice.randrange(1, 21)):
        changed[dice.randrange(len(changed))] = dice.choice((0, 255, dice.randrange(256)))
    return bytes(changed)
