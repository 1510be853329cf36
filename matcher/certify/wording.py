"""What a certificate's proof of each level rests on, in words: what was counted anew here, what an engine said."""

from matcher.domain import Level, LevelProof
from matcher.domain.certificate import EngineWord


def grounds(level: Level, proof: LevelProof, word: EngineWord | None) -> str:
    """Why the level's figures may be believed, one Chinese phrase.

    Args:
        level: As recomputed.
        proof: What it was recomputed from.
        word: What the engine said of it; ``None`` = the file does not tell.
    """
    done = _how(proof)
    if level.bound == level.value:
        return done if level.proven else f"{done}，但前面有一级尚未证明到底"
    return f"{done}，只证到这里；{_engine(word)}"


def _how(proof: LevelProof) -> str:
    cases = sum(node.prices is not None for node in proof.tree)
    settled = 0 if proof.settled is None else len(proof.settled.pairs)
    before = f"先核定{settled}对在同样好的方案里都一样，" if settled else ""
    if cases:
        return f"{before}分{cases}种情形各按影子价格重算"
    if proof.root.rows:
        return f"{before}按{len(proof.root.rows)}个影子价格重算"
    return f"{before}由规则和前面各级直接推得"


def _engine(word: EngineWord | None) -> str:
    if word is None:
        return "求解引擎怎么说，文件没有写"
    if word.proven:
        return "求解引擎称这一级已最好，未经复核，只凭引擎"
    return "求解引擎也没有证明"


def rests_on_the_engine(level: Level, word: EngineWord | None) -> bool:
    """Whether an engine called proven what could not be recomputed."""
    return level.bound != level.value and word is not None and word.proven
