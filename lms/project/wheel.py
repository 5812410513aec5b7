"""Build hook of the wheel: compiled locales travel with it, though they are never committed."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLocales(BuildHookInterface):  # type: ignore[type-arg]
    """Makes every ``.mo`` before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues in the tree that is being packed."""
        path = Path(self.root) / "lms/project/locales.py"
        specification = importlib.util.spec_from_file_location("hunar_locales", path)
        if specification is None or specification.loader is None:
            message = f"{path} cannot be read"
            raise RuntimeError(message)
        locales = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(locales)
        locales.compile_all(Path(self.root))
