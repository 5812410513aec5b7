"""What every piece of a policy shares."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A frozen piece of a policy that refuses words it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
