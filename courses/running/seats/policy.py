"""The clause of a policy about seats. Pure."""

from pydantic import BaseModel, ConfigDict, Field


class SeatPolicy(BaseModel):
    """How long an offered seat is kept, in whole local days after that of the offer, and what staying away costs.

    With ``no_show`` whoever has no minutes in the first class loses her seat when staff close its roll.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    offer_days: int = Field(default=3, ge=1, le=60)
    no_show: bool = False
