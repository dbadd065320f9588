"""The import contract of the pure core: an allow-list, so that a new library is forbidden until someone decides."""

import sys
from collections.abc import Iterable

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RenKjerne(Contract):
    """The core imports the core and the standard library, less the modules that know the machine or the clock.

    `core` and `except_packages` are package names (with all below them), `forbidden_standard_library` top-level
    modules. Imports under TYPE_CHECKING count like any other. A field is a list of names once the contract is made.
    """

    core: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]
    except_packages: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]
    forbidden_standard_library: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import from the core to something it may not know."""
        allowed = sys.stdlib_module_names - set(self.forbidden_standard_library)
        breaches = [
            (importer, imported, _lines(graph, importer, imported))
            for importer in sorted(filter(self._in_core, graph.modules))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self._in_core(imported) and imported.split(".")[0] not in allowed
        ]
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each breach with its lines."""
        for importer, imported, lines in check.metadata["breaches"]:
            output.print_error(f"{importer} imports {imported} (line {lines})", bold=False)

    def _in_core(self, module: str) -> bool:
        def under(packages: Iterable[str]) -> bool:
            return any(module == package or module.startswith(f"{package}.") for package in packages)

        return under(self.core) and not under(self.except_packages)


def _lines(graph: ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return ", ".join(str(detail["line_number"]) for detail in details)
