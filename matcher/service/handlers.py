"""What is done with each request: the tables of all subjects together."""

from matcher.service import (
    carrying,
    filling,
    funds,
    importing,
    lexicon,
    meeting,
    month,
    papers,
    prints,
    proof,
    texts,
)
from matcher.service.desk import Handlers

HANDLERS: Handlers = {
    **month.HANDLERS,
    **importing.HANDLERS,
    **lexicon.HANDLERS,
    **meeting.HANDLERS,
    **papers.HANDLERS,
    **prints.HANDLERS,
    **proof.HANDLERS,
    **texts.HANDLERS,
    **filling.HANDLERS,
    **carrying.HANDLERS,
    **funds.HANDLERS,
}
